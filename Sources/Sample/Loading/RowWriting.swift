import ReportKit
import Warehouse

/// A table that is filled by COPY, with its columns in the order in which values are written.
///
/// Each has a method of ``CopyWriter`` below that writes one row.
struct LargeTable {
    let name: String
    let columns: [String]

    static let offender = LargeTable(
        name: "warehouse.offender", columns: ["offender_id", "sex", "birth_month", "ethnicity", "vintage_id"])
    static let snapshot = LargeTable(
        name: "warehouse.caseload_snapshot",
        columns: [
            "snapshot_date", "offender_id", "predicted", "vintage_id", "trust_id", "authority_id", "model_id", "tier",
            "order_type", "pnc_matched",
        ])
    static let offence = LargeTable(
        name: "warehouse.proven_offence",
        columns: [
            "offender_id", "offence_date", "proven_date", "disposal_date", "vintage_id", "offence_code", "disposal",
        ])
    static let member = LargeTable(
        name: "warehouse.ppo_member",
        columns: ["cohort_id", "offender_id", "trust_id", "authority_id", "vintage_id"])
    static let termination = LargeTable(
        name: "warehouse.termination",
        columns: [
            "offender_id", "terminated_on", "vintage_id", "trust_id", "authority_id", "kind", "reason",
            "accommodation", "employment",
        ])
    static let expectedChange = LargeTable(name: "sample_expected", columns: ["authority_id", "change"])
}

extension CopyWriter {
    func write(_ person: Person, vintage: Int32) throws {
        try beginRow()
        append(int32: Int32(person.id))
        append(person.sex)
        append(person.birthMonth)
        append(person.ethnicity)
        append(int32: vintage)
    }

    /// - Parameter model: key of the prediction model.
    func write(_ presence: Presence, of territory: Territory, vintage: Int32, model: Int) throws {
        let day = Timetable.snapshots[presence.snapshot]
        let isPredicted = presence.standing == .predicted
        let isAssigned = presence.authority < territory.authorities.count
        try beginRow()
        append(day: day)
        append(int32: Int32(presence.person.id))
        if isPredicted { append(double: presence.risk) } else { appendNull() }
        append(int32: vintage)
        append(int16: Int16(territory.supervisor(on: day)))
        append(key: isAssigned ? territory.authorities[presence.authority].id : nil)
        append(key: isPredicted ? model : nil)
        append(key: presence.factors.tier)
        append(presence.orderType)
        append(bool: presence.standing != .notMatched)
    }

    func write(_ offence: ProvenOffence, vintage: Int32) throws {
        try beginRow()
        append(int32: Int32(offence.offender))
        append(day: offence.offenceDate)
        append(day: offence.provenDate)
        append(offence.disposalDate)
        append(int32: vintage)
        append(offence.code)
        append(text: offence.disposal)
    }

    func write(_ member: PPOMember, vintage: Int32) throws {
        try beginRow()
        append(int16: Int16(member.cohort.number))
        append(int32: Int32(member.person.id))
        append(int16: Int16(member.supervisor))
        append(key: member.authority)
        append(int32: vintage)
    }

    func write(_ termination: Termination, vintage: Int32) throws {
        try beginRow()
        append(int32: Int32(termination.offender))
        append(day: termination.terminatedOn)
        append(int32: vintage)
        append(int16: Int16(termination.supervisor))
        append(key: termination.authority)
        append(text: termination.kind)
        append(text: termination.reason)
        append(termination.accommodation)
        append(termination.employment)
    }

    /// A value of a `smallint` column, or null.
    private func append(key: Int?) {
        if let key { append(int16: Int16(key)) } else { appendNull() }
    }

    private func append(_ text: String?) {
        if let text { append(text: text) } else { appendNull() }
    }

    private func append(_ day: Day?) {
        if let day { append(day: day) } else { appendNull() }
    }
}

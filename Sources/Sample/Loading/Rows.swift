import ReportKit
import Warehouse

extension LargeTable {
    static let snapshot = LargeTable(
        "sample_snapshot", "snapshot_date", "offender_id", "predicted", "vintage_id", "trust_id",
        "authority_id", "model_id", "tier", "order_type", "pnc_matched", "managed_by")
    static let expectedChange = LargeTable("sample_expected", "authority_id", "change")
}

extension CopyWriter {
    /// - Parameter model: key of the prediction model.
    func write(_ presence: Presence, of territory: Territory, vintage: Int32, model: Int) throws {
        let day = Timetable.snapshots[presence.snapshot]
        let isPredicted = presence.standing == .predicted
        let isAssigned = presence.authority < territory.authorities.count
        try row(
            day, Int32(presence.person.id), isPredicted ? presence.risk : nil, vintage, territory.supervisor(on: day),
            isAssigned ? territory.authorities[presence.authority].id : nil, isPredicted ? model : nil,
            presence.factors.tier, presence.orderType, presence.standing != .notMatched, presence.manager)
    }
}

extension Person: SampleRow {
    static let table = LargeTable(
        "warehouse.offender", "offender_id", "sex", "birth_month", "ethnicity", "vintage_id")

    func write(to writer: CopyWriter, vintage: Int32) throws {
        try writer.row(Int32(id), sex, birthMonth, ethnicity, vintage)
    }
}

extension ProvenOffence: SampleRow {
    static let table = LargeTable(
        "warehouse.proven_offence", "offender_id", "offence_date", "proven_date", "disposal_date", "vintage_id",
        "offence_code", "disposal")

    func write(to writer: CopyWriter, vintage: Int32) throws {
        try writer.row(Int32(offender), offenceDate, provenDate, disposalDate, vintage, code, disposal)
    }
}

extension PPOMember: SampleRow {
    static let table = LargeTable(
        "warehouse.ppo_member", "cohort_id", "offender_id", "trust_id", "authority_id", "vintage_id")

    func write(to writer: CopyWriter, vintage: Int32) throws {
        try writer.row(cohort.number, Int32(person.id), supervisor, authority, vintage)
    }
}

extension Termination: SampleRow {
    static let table = LargeTable(
        "warehouse.termination", "offender_id", "terminated_on", "vintage_id", "trust_id", "authority_id", "kind",
        "reason", "accommodation", "employment")

    func write(to writer: CopyWriter, vintage: Int32) throws {
        try writer.row(
            Int32(offender), terminatedOn, vintage, supervisor, authority, kind, reason, accommodation, employment)
    }
}

// MARK: - Sentences

extension Commencement {
    static let table = LargeTable(
        "warehouse.commencement", "offender_id", "commenced_on", "trust_id", "authority_id", "kind", "tier", "is_ppo",
        "trigger_offence", "drug_testing", "appointments", "attended", "vintage_id")

    func write(to writer: CopyWriter, vintage: Int32) throws {
        try writer.row(
            offender, commencedOn, supervisor, authority, kind, tier, isPPO, triggerOffence, drugTesting, appointments,
            attended, vintage)
    }
}

extension Requirement {
    static let table = LargeTable(
        "warehouse.requirement", "offender_id", "kind", "made_on", "trust_id", "authority_id", "hours_ordered",
        "started_on", "ended_on", "outcome", "vintage_id")

    func write(to writer: CopyWriter, vintage: Int32) throws {
        try writer.row(
            offender, kind, madeOn, supervisor, authority, hours, course?.startedOn, course?.endedOn, course?.outcome,
            vintage)
    }
}

extension Programme {
    static let table = LargeTable(
        "warehouse.programme", "offender_id", "kind", "referred_on", "trust_id", "authority_id", "ogrs", "started_on",
        "ended_on", "outcome", "vintage_id")

    func write(to writer: CopyWriter, vintage: Int32) throws {
        try writer.row(
            offender, kind, referredOn, supervisor, authority, ogrs, course?.startedOn, course?.endedOn,
            course?.outcome, vintage)
    }
}

extension EmploymentReferral {
    static let table = LargeTable(
        "warehouse.employment_referral", "offender_id", "kind", "referred_on", "trust_id", "authority_id", "started_on",
        "award_on", "employed_on", "sustained_on", "vintage_id")

    func write(to writer: CopyWriter, vintage: Int32) throws {
        try writer.row(
            offender, kind, referredOn, supervisor, authority, startedOn, awardOn, employedOn, sustainedOn, vintage)
    }
}

extension CourtReport {
    static let table = LargeTable(
        "warehouse.court_report", "offender_id", "requested_on", "trust_id", "authority_id", "kind", "court", "due_on",
        "delivered_on", "vintage_id")

    func write(to writer: CopyWriter, vintage: Int32) throws {
        try writer.row(offender, requestedOn, supervisor, authority, kind, court, dueOn, deliveredOn, vintage)
    }
}

extension Enforcement {
    static let table = LargeTable(
        "warehouse.enforcement", "offender_id", "kind", "failed_on", "trust_id", "authority_id", "begun_on",
        "resolved_on", "hours_to_casework", "vintage_id")

    func write(to writer: CopyWriter, vintage: Int32) throws {
        try writer.row(
            offender, kind, failedOn, supervisor, authority, begunOn, resolvedOn, hoursToCasework, vintage)
    }
}

extension VictimContact {
    static let table = LargeTable(
        "warehouse.victim_contact", "offender_id", "sentenced_on", "victim_number", "trust_id", "authority_id",
        "contacted_on", "vintage_id")

    func write(to writer: CopyWriter, vintage: Int32) throws {
        try writer.row(offender, sentencedOn, number, supervisor, authority, contactedOn, vintage)
    }
}

extension ParoleReport {
    static let table = LargeTable(
        "warehouse.parole_report", "offender_id", "kind", "due_on", "trust_id", "authority_id", "review_began_on",
        "delivered_on", "vintage_id")

    func write(to writer: CopyWriter, vintage: Int32) throws {
        try writer.row(offender, kind, dueOn, supervisor, authority, reviewBeganOn, deliveredOn, vintage)
    }
}

extension Assessment {
    static let table = LargeTable(
        "warehouse.assessment", "offender_id", "kind", "due_on", "trust_id", "authority_id", "completed_on", "tier",
        "is_ppo", "custody_phase", "risk_of_harm", "plan_due_on", "plan_completed_on", "above_standard",
        "needs_identified", "needs_met", "ogp_at_start", "ogp", "ovp_at_start", "ovp", "vintage_id")

    func write(to writer: CopyWriter, vintage: Int32) throws {
        try writer.row(
            offender, kind, dueOn, supervisor, authority, completedOn, tier, isPPO, custodyPhase, risk, planDueOn,
            planCompletedOn, aboveStandard, needs?.identified, needs?.met, ogp?.start, ogp?.now, ovp?.start, ovp?.now,
            vintage)
    }
}

extension WorkSession {
    static let table = LargeTable(
        "warehouse.work_session", "held_on", "trust_id", "authority_id", "session_number", "placement", "instructed",
        "stood_down", "attended", "hours", "vintage_id")

    func write(to writer: CopyWriter, vintage: Int32) throws {
        try writer.row(
            heldOn, supervisor, authority, number, placement, instructed, stoodDown, attended, hours, vintage)
    }
}

// MARK: - Figures of areas

extension YoungOffender {
    static let table = LargeTable(
        "warehouse.young_offender", "offender_id", "joined_on", "authority_id", "disposal", "reoffences_3",
        "reoffences_6", "reoffences_9", "reoffences_12", "vintage_id")

    func write(to writer: CopyWriter, vintage: Int32) throws {
        try writer.row(
            Int32(person.id), joinedOn, authority, disposal, reoffences[0], reoffences[1], reoffences[2], reoffences[3],
            vintage)
    }
}

extension AreaCount {
    static let table = LargeTable(
        "warehouse.area_count", "measure", "area_id", "counted_from", "counted_through", "category", "sex", "age_band",
        "number", "out_of", "vintage_id")

    func write(to writer: CopyWriter, vintage: Int32) throws {
        try writer.row(measure, area, from, through, category, sex, ageBand, number, outOf, vintage)
    }
}

extension SuppliedRow {
    static let table = LargeTable(
        "sample_supplied", "indicator", "area_id", "first_day", "last_day", "value", "answer", "lower_limit",
        "upper_limit", "numerator", "denominator", "source", "vintage_id")

    func write(to writer: CopyWriter, vintage: Int32) throws {
        try writer.row(
            indicator, area, days.lowerBound, days.upperBound, value, answer, interval?.lowerBound,
            interval?.upperBound, (counts?.numerator).map(Int64.init), (counts?.denominator).map(Int64.init), source,
            vintage)
    }
}

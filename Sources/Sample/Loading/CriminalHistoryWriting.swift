import Warehouse

extension LargeTable {
    static let criminalHistory = LargeTable(
        name: "warehouse.ogrs3_input",
        columns: [
            "snapshot_date", "offender_id", "vintage_id", "convicted_on", "follow_up_from", "sanctions",
            "age_at_first_sanction", "offence_code",
        ])
}

extension SampleLoader {
    /// Writes what OGRS3 is computed from, for everybody matched to the Police National Computer.
    func writeCriminalHistory(_ vintage: Int32) throws -> SampleSummary.Table {
        try copy(.criminalHistory) { writer in
            try forEachPresence("criminal history", from: 0.6, to: 0.65) { presence in
                guard let history = CriminalHistory(of: presence, seed: caseload.seed) else { return }
                try writer.write(history, vintage: vintage)
            }
        }
    }
}

extension CopyWriter {
    fileprivate func write(_ history: CriminalHistory, vintage: Int32) throws {
        try beginRow()
        append(day: history.snapshot)
        append(int32: Int32(history.offender))
        append(int32: vintage)
        append(day: history.convictedOn)
        append(day: history.snapshot)
        append(int32: Int32(history.sanctions))
        append(int16: Int16(history.ageAtFirstSanction))
        if let code = history.offenceCode { append(text: code) } else { appendNull() }
    }
}

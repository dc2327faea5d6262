import Warehouse

extension CriminalHistory: SampleRow {
    static let table = LargeTable(
        "warehouse.ogrs3_input", "snapshot_date", "offender_id", "vintage_id", "convicted_on", "follow_up_from",
        "sanctions", "age_at_first_sanction", "offence_code")

    func write(to writer: CopyWriter, vintage: Int32) throws {
        try writer.row(
            snapshot, Int32(offender), vintage, convictedOn, snapshot, Int32(sanctions), ageAtFirstSanction, offenceCode
        )
    }
}

extension SampleLoader {
    /// Writes the input of OGRS3 for everybody matched to the Police National Computer.
    func writeCriminalHistory(_ vintage: Int32) throws -> SampleSummary.Table {
        try copy(CriminalHistory.self, vintage) { write in
            try forEachPresence("criminal history", from: 0.6, to: 0.65) { presence in
                try CriminalHistory(of: presence, seed: caseload.seed).map(write)
            }
        }
    }
}

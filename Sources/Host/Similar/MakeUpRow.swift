import ReportKit
import Warehouse

/// How many people of a trust and authority have a value, on one snapshot.
struct MakeUpRow {
    let trust: Int
    /// Nil where it is not recorded.
    let authority: Int?
    let measure: String
    let value: String
    let people: Int
    let withPrediction: Int
    /// The sum of their predictions.
    let predicted: Double

    init(_ row: Row) throws {
        trust = try row.get("trust_id")
        authority = try row.get("authority_id")
        measure = try row.get("measure")
        value = try row.get("value")
        people = try row.get("people")
        withPrediction = try row.get("with_prediction")
        predicted = try row.get("predicted")
    }
}

extension Script {
    fileprivate static let latestCaseload = Script("latest_caseload.sql", PackageResources.latest_caseload_sql)
    fileprivate static let makeUp = Script("caseload_make_up.sql", PackageResources.caseload_make_up_sql)
    fileprivate static let keptMakeUp = Script("kept_make_up.sql", PackageResources.kept_make_up_sql)
    fileprivate static let keepMakeUp = Script("keep_make_up.sql", PackageResources.keep_make_up_sql)
    fileprivate static let forgetMakeUps = Script("forget_make_ups.sql", PackageResources.forget_make_ups_sql)
}

extension ReportSession {
    /// What the caseload of the last snapshot up to a day is made up of.
    ///
    /// To count it takes longer than most reports, so it is kept in the warehouse until the next vintage is published. Where
    /// it cannot be kept, or an earlier state is seen, it is counted each time.
    func makeUpRows(on day: Day) throws -> [MakeUpRow] {
        let queries = PackageResources.latest_caseload_sql + PackageResources.caseload_make_up_sql
        let key = published.map {
            [ParameterValue.integer($0), .day(day), .text(String(decoding: queries, as: UTF8.self))]
        }
        if let key {
            let kept = try? reading { try Script.keptMakeUp.query(on: $0, key).map(MakeUpRow.init) }
            if let kept, !kept.isEmpty { return kept }
        }
        let counted = try reading { try Self.counted(on: day, $0) }
        if let key { try? writing { try Self.keep(counted, key, on: $0) } }
        return counted
    }

    private static func counted(on day: Day, _ connection: Connection) throws -> [MakeUpRow] {
        // Apart, so that the second is planned for the day.
        let latest = try Script.latestCaseload.query(on: connection, [.day(day)])
        guard let snapshot: Day = try latest.first?.get("day") else { return [] }
        return try Script.makeUp.query(on: connection, [.day(snapshot)]).map(MakeUpRow.init)
    }

    private static func keep(_ rows: [MakeUpRow], _ key: [ParameterValue], on connection: Connection) throws {
        try connection.transaction {
            // Erasing people empties the table, and must never give way to this.
            try connection.waitBriefly()
            try Script.forgetMakeUps.query(on: connection, [key[0]])
            try Script.keepMakeUp.query(
                on: connection,
                key + [
                    .integers(rows.map(\.trust)), .integers(rows.map { $0.authority ?? 0 }),
                    .texts(rows.map(\.measure)),
                    .texts(rows.map(\.value)), .integers(rows.map(\.people)), .integers(rows.map(\.withPrediction)),
                    .texts(rows.map { "\($0.predicted)" }),
                ])
        }
    }
}

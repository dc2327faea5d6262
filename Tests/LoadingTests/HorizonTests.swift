import ReportKit
import Testing
import Warehouse

@testable import Loading

@Suite("The horizon of predictions")
struct HorizonTests {
    private static let heading = "snapshot_date,crn,trust,pnc_matched,predicted,model,horizon"

    private func row(_ person: Int, _ horizon: String, model: String = "supplied 1", predicted: String = "0.1")
        -> String
    {
        "2010-12-31,X10000\(person),PT-LANCASHIRE,yes,\(predicted),\(model),\(horizon)"
    }

    /// The models with their horizons, as reports see them now or after a vintage.
    private func horizons(_ desk: Desk, asOf vintage: Int? = nil) throws -> [String] {
        try desk.connection.readOnlyTransaction(settings: [.asOf: vintage.map(String.init) ?? TransactionSetting.latest]
        ) {
            return try desk.connection.query(
                """
                select name || ' ' || version || ': ' || coalesce(horizon_months::text, 'unknown') as line
                from reporting.prediction_model order by model_id
                """
            ).map { try $0.get("line") }
        }
    }

    @Test("is that of a column, or of the whole file; where neither says it, it is unknown, and never three months")
    func stated() throws {
        let desk = try Desk()
        let lines = [Self.heading, row(1, "24"), row(2, "", model: "silent 1"), row(3, "12", model: "yearly 2")]
        let summary = try desk.load(lines)
        #expect(
            summary.models == [
                LoadedModel(label: "supplied 1", horizon: 24, isNew: true),
                LoadedModel(label: "silent 1", horizon: nil, isNew: true),
                LoadedModel(label: "yearly 2", horizon: 12, isNew: true),
            ])
        #expect(try horizons(desk) == ["supplied 1: 24", "silent 1: unknown", "yearly 2: 12"])
        // Rows that state one keep it; the others have that of the file.
        let more = try desk.load([Self.heading, row(4, "6", model: "a 1"), row(5, "", model: "b 1")]) { $0.horizon = 3 }
        #expect(more.models.map(\.horizon) == [6, 3])
        #expect(try horizons(desk).suffix(2) == ["a 1: 6", "b 1: 3"])
    }

    @Test("of a known model is never another one: such a row is rejected, and such a file as a whole")
    func other() throws {
        let desk = try Desk()
        try desk.load([Self.heading, row(1, "3")])
        let summary = try desk.load([Self.heading, row(2, "24"), row(3, "3"), row(4, "")])
        #expect(summary.counts == [3, 2, 0, 1] && summary.models.isEmpty)
        #expect(
            try desk.rejects() == [
                "2,model,supplied 1,\"is a model with a horizon of 3 months, but the row states 24: correct the horizon, or "
                    + "give the model another version\""
            ])
        let before = try desk.count("select count(*) from warehouse.caseload_snapshot")
        let error = #expect(throws: LoadError.self) {
            try desk.load([Self.heading, row(5, "")]) { $0.horizon = 24 }
        }
        #expect(error == .otherHorizon(model: "supplied 1", known: 3, given: 24))
        #expect(error?.description.contains("give --horizon 3 if it is the same model") == true)
        #expect(try desk.count("select count(*) from warehouse.caseload_snapshot") == before)
        // The first row of a new model says what it is.
        try desk.load([Self.heading, row(6, "12", model: "new 1"), row(7, "24", model: "new 1")])
        #expect(try desk.rejects().map { $0.prefix(8) } == ["3,model,"] && horizons(desk).last == "new 1: 12")
    }

    @Test("that was unknown is the one that a later extract states, even if none of its rows is new")
    func later() throws {
        let desk = try Desk()
        let lines = [Self.heading, row(1, "")]
        #expect(try desk.load(lines).models == [LoadedModel(label: "supplied 1", horizon: nil, isNew: true)])
        let unchanged = try desk.load(lines)
        #expect(unchanged.models == [LoadedModel(label: "supplied 1", horizon: nil, isNew: false)])
        #expect(unchanged.vintage == nil)
        let stated = try desk.load(lines) { $0.horizon = 3 }
        #expect(stated.counts == [1, 0, 1, 0] && stated.vintage != nil)
        #expect(stated.models == [LoadedModel(label: "supplied 1", horizon: 3, isNew: false)])
        #expect(try horizons(desk) == ["supplied 1: 3"])
        #expect(try horizons(desk, asOf: 1) == ["supplied 1: unknown"])
        #expect(try horizons(desk, asOf: stated.vintage) == ["supplied 1: 3"])
        #expect(try desk.load(lines) { $0.horizon = 3 }.models.isEmpty)
    }

    @Test("is not taken from a row that is rejected")
    func rejected() throws {
        let desk = try Desk()
        try desk.load([Self.heading, row(1, "")])
        // The model without a prediction breaks a rule of the kind.
        try desk.load([Self.heading, row(2, "24", predicted: ""), row(3, "")])
        #expect(try desk.rejects().count == 1 && horizons(desk) == ["supplied 1: unknown"])
    }

    @Test("is a number of whole months, 1 to 120, and belongs to a model", arguments: ["0", "121", "2.5", "three"])
    func malformed(_ horizon: String) throws {
        let desk = try Desk()
        let summary = try desk.load([Self.heading, row(1, horizon), row(2, "3"), row(3, "3", model: "", predicted: "")])
        #expect(summary.counts == [3, 1, 0, 2])
        let rejects = try desk.rejects()
        #expect(rejects[0].hasPrefix("2,horizon,\(horizon),is not ") && rejects[1].hasSuffix("given without model"))
        #expect(throws: LoadError.noHorizon(kind: .reoffences)) {
            try desk.load(.reoffences, ["offence_date,crn"]) { $0.horizon = 3 }
        }
    }

    @Test("that was assumed before there was a place for it is unknown after the migration, and known ones stay")
    func migrated() throws {
        let desk = try Desk()
        try desk.load([Self.heading, row(1, "3")])
        try desk.connection.execute(
            """
            insert into warehouse.prediction_model (model_id, name, version, horizon_months, fitted_on)
            values (9, 'applied', '1', 12, 'data of our own');
            update warehouse.prediction_model set horizon_months = 3 where model_id = 1;
            drop view reporting.prediction_model;
            alter table warehouse.prediction_model drop column horizon_since;
            create view reporting.prediction_model as
            select model_id, name, version, horizon_months, fitted_on from warehouse.prediction_model;
            """)
        let migration = try #require(Migrator.current.migrations.first { $0.number == 36 })
        try desk.connection.execute(migration.sql)
        #expect(try horizons(desk) == ["supplied 1: unknown", "applied 1: 12"])
        // Figures made before assumed one, so that it holds for earlier vintages too once it is stated.
        try desk.load([Self.heading, row(1, "3")])
        #expect(try horizons(desk, asOf: 1) == ["supplied 1: 3", "applied 1: 12"])
    }
}

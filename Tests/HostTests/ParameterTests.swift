import Foundation
import ReportKit
import TestSupport
import Testing
import Warehouse

@testable import Host

@Suite("Parameters of declared modules")
struct ParameterTests {
    private static let defined = "parameters:\n  months: {default: 3, least: 1, most: 24}\n"

    private func file(
        _ parameters: String = defined, horizon: String = "months", query: String = "months_after(d, :months)",
        settings: [String: Int] = [:]
    ) -> DeclaredFile {
        let text = CheckedText.predicted(
            ("horizon: 3", "\(parameters)horizon: \(horizon)"), ("complete-after: 3", "complete-after: months + 0"),
            ("months_after(day, 3)", "\(query)".replacing("(d,", with: "(day,")),
            ("months_after(day, 6)", "months_after(day, :months + 3)"))
        return DeclaredFile(file: "X.sql", content: Data(text.utf8), settings: settings)
    }

    @Test("are bound in the query, and decide the horizon and when the data are complete")
    func bound() throws {
        let quarter = ReportPeriod.quarter(try #require(Quarter("2010-11Q4")))
        for (settings, months) in [([:], 3), (["months": 12], 12)] {
            let module = try file(settings: settings).module()
            #expect(module.header.horizon == months)
            #expect(module.header.parameters == [ModuleParameter(name: "months", default: 3, least: 1, most: 24)])
            #expect(try module.query(for: quarter, breakdown: nil).parameters["months"] == .integer(months))
            let last = try #require(Day("2011-03-31"))
            #expect(try module.coverage(of: quarter).completeOn == last.addingMonthsToEnd(months))
            #expect(DeclaredChecks.problems(in: file(settings: settings)).isEmpty)
        }
    }

    @Test(
        "say what is wrong with them, on their line",
        arguments: [
            (
                "parameters: {months: {default: 30, least: 1, most: 24}}\n",
                "needs three whole numbers, the default between"
            ),
            ("parameters: {months: {default: 3, least: 1}}\n", "needs three whole numbers"),
            ("parameters: {months: {default: 3, least: 1, moist: 24}}\n", "months has no 'moist'; is most meant?"),
            ("parameters: {areas: {default: 3, least: 1, most: 24}}\n", "'areas' cannot be a parameter's name"),
            ("parameters: {months: 3}\n", "must be a list of names, each with parts of its own"),
            (
                "parameters: {months: {default: 3, least: 1, most: 24}, weeks: {default: 1, least: 1, most: 9}}\n",
                "the query does not use :weeks"
            ),
        ])
    func wrong(_ parameters: String, _ message: String) {
        let messages = file(parameters).problems.map { $0.text(file: "X.sql") }
        #expect(messages.contains { $0.contains("error: parameters: ") && $0.contains(message) }, "\(messages)")
    }

    @Test("are named by a horizon as they are defined, and a query's typo finds the nearest")
    func named() {
        let horizon = file(horizon: "month").problems.map(\.message)
        #expect(
            horizon.contains { $0.hasPrefix("horizon: 'month' is neither a whole number nor a parameter") },
            "\(horizon)")
        let far = file(horizon: "months + 120").problems.map(\.message)
        #expect(far.contains { $0.contains("is 123, which is not from 1 to 120") }, "\(far)")
        let typo = file(query: "months_after(d, :month)").problems.map(\.message)
        #expect(typo.contains { $0.contains("there is no parameter :month; is :months meant?") }, "\(typo)")
    }

    @Test("that a query's own months do not follow are found by the checks of the horizon")
    func horizon() {
        let fixed = DeclaredChecks.problems(in: file(query: "months_after(d, 6)")).map(\.message)
        #expect(
            fixed.contains { $0.hasPrefix("horizon: is 3 months, but the query counts outcomes within 6") }, "\(fixed)")
        let later = DeclaredChecks.problems(in: file(query: "months_after(d, :months + 1)")).map(\.message)
        #expect(
            later.contains { $0.hasPrefix("horizon: is 3 months, but the query counts outcomes within 4") }, "\(later)")
    }

    @Test("are set within their bounds, under another identifier, without the relations of the definition")
    func setting() throws {
        let module = try file().module()
        let described = DescribedModule(module)
        #expect(try described.setting([:]).indicator.id == described.indicator.id)
        #expect(try described.setting(["months": 3]).indicator.id == described.indicator.id)
        let set = try described.setting(["months": 6])
        #expect(set.indicator.id == "\(described.indicator.id) (months=6)" && set.subject.settings == ["months": 6])
        #expect(set.indicator.caveats.first?.hasPrefix("NOT AS DEFINED: months is 6 instead of 3.") == true)
        for (settings, message) in [
            (["months": 25], "months is from 1 to 24, not 25"),
            (["month": 6], "no parameter 'month'; is months meant?"),
        ] {
            let error = #expect(throws: HostError.self) { try described.setting(settings) }
            #expect(error.map { "\($0)" }?.contains(message) == true)
        }
    }
}

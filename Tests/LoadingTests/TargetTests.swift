import Foundation
import ReportKit
import TestSupport
import Testing

@testable import Loading

@Suite("Targets")
struct TargetTests {
    private static let heading = "indicator,applies_from,applies_to,area,kind,measure,value,upper,source"
    private static let indicators = KnownIndicators([
        (id: "NI143", aliases: ["NI 143", "OM17"]), (id: "NI18", aliases: ["NI 18"]), (id: "OM29", aliases: ["M2"]),
    ])

    private func row(_ indicator: String, _ measure: String, _ value: String, _ upper: String = "") -> String {
        "\(indicator),2010-04-01,2011-03-31,PT-LANCASHIRE,target,\(measure),\(value),\(upper),plan"
    }

    @Test("are understood as percentages with their sign, to the last digit")
    func percentages() throws {
        let desk = try Desk()
        let summary = try desk.load(
            .targets,
            [
                Self.heading, row("A", "relative difference", "-7.77%"), row("B", "relative change", "120 %"),
                row("C", "rate", "10%", "15.5%"), row("D", "relative difference", "-0.0777"),
                row("E", "relative change", "-0.999"), row("F", "count", "100"), row("G", "value", "10.5", "12"),
            ])
        #expect(summary.counts == [7, 7, 0, 0])
        let values = try desk.connection.query(
            "select value, upper from warehouse.indicator_target order by indicator")
        #expect(
            try values.map { try $0.get("value", as: Double.self) } == [-0.0777, 1.2, 0.1, -0.0777, -0.999, 100, 10.5])
        #expect(try values.map { try $0.get("upper", as: Double?.self) } == [nil, nil, 0.155, nil, nil, nil, 12])
    }

    @Test("that may be percentages without their sign are refused with both spellings; counts have none")
    func bare() throws {
        let desk = try Desk()
        let summary = try desk.load(
            .targets,
            [
                Self.heading, row("A", "relative difference", "-7.77"), row("B", "relative change", "1"),
                row("C", "count", "50%"), row("D", "value", "5", "62%"), row("E", "rate", "75"),
                row("F", "rate", "120%"),
                row("G", "rate", "ten%"), row("H", "share", "50%"), row("I", "relative change", "-0.1", "7"),
                row("J", "rate", "50%"),
            ])
        #expect(summary.counts == [10, 1, 0, 9])
        #expect(
            try desk.rejects() == [
                "2,value,'-7.77,a relative difference of 1 or more needs a percent sign: write -7.77% or -0.0777",
                "3,value,1,a relative change of 1 or more needs a percent sign: write 1% or 0.01",
                "4,value,50%,\"is a percentage, and a count is not one: write the number alone\"",
                "5,upper,62%,\"is a percentage, and a value is not one: write the number alone\"",
                "6,value,75,\"a rate is from 0 to 1, or from 0% to 100%\"",
                "7,value,1.2,\"a rate is from 0 to 1, or from 0% to 100%\"",
                "8,value,ten%,is not a percentage",
                "9,measure,share,is not one of: rate; relative difference; relative change; count; value",
                "10,upper,7,a relative change of 1 or more needs a percent sign: write 7% or 0.07",
            ])
    }

    @Test("with a typeset minus are refused with the spelling that is read")
    func typesetMinus() throws {
        let desk = try Desk()
        let summary = try desk.load(
            .targets,
            [
                Self.heading, row("A", "relative difference", "\u{2212}7.77%"), row("B", "value", "\u{2212}3"),
                row("C", "value", "-3"),
            ])
        #expect(summary.counts == [3, 1, 0, 2])
        let rejects = try desk.rejects()
        #expect(rejects[0].hasSuffix("has a typeset minus (U+2212): write -7.77%"), "\(rejects)")
        #expect(rejects[1].hasSuffix("has a typeset minus (U+2212): write -3"), "\(rejects)")
    }

    @Test("and supplied values of an indicator that is not installed are rejected with the nearest name")
    func indicators() throws {
        let desk = try Desk()
        let lines = [Self.heading] + ["NI149", "ni 143", "om17", "NI 18"].map { row($0, "rate", "0.5") }
        let summary = try desk.load(.targets, lines) { $0.indicators = Self.indicators }
        #expect(summary.counts == [4, 3, 0, 1])
        let rejects = try desk.rejects()
        #expect(
            rejects.count == 1 && rejects[0].hasPrefix("2,indicator,NI149,is not an indicator of 'laa modules list'"))
        #expect(rejects[0].contains("is NI143 meant?"), "\(rejects)")
        func names(_ table: String) throws -> [String] {
            try desk.connection.query("select indicator from warehouse.\(table) order by 1").map { try $0.get(0) }
        }
        #expect(
            try names("indicator_target") == ["NI143", "NI18", "OM17"],
            "a target keeps the alias that it was agreed for")
        let supplied =
            ["indicator,applies_from,applies_to,area,value,source"]
            + ["m2", "OM28"].map { "\($0),2010-04-01,2011-03-31,PT-LANCASHIRE,62,survey" }
        #expect(try desk.load(.suppliedValues, supplied) { $0.indicators = Self.indicators }.counts == [2, 1, 0, 1])
        #expect(try names("supplied_value") == ["OM29"], "a supplied value is looked up by the identifier")
        #expect(try desk.rejects()[0].contains("is OM29 meant?"))
    }
}

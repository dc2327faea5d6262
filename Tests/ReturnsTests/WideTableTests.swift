import ReportKit
import TestSupport
import Testing

@testable import Disclosure
@testable import Presenting
@testable import Returns

@Suite("Indicators side by side")
struct WideTableTests {
    @Test("a table has one row per area and a group of columns per indicator, which begins with the figure")
    func groups() throws {
        let reports = try Made.reports(areas: 4).map(PublishedReport.init(everythingIn:))
        let lines = WideTable(reports).csv.components(separatedBy: "\r\n")
        let heading = lines[0].components(separatedBy: ",")
        #expect(heading.prefix(4) == ["area_code", "area_name", "area_level", "NI18_actual_rate"])
        for name in ["NI18_predicted_rate", "NI18_observed", "NI30_change_pct", "NI143_rate_upper95", "NI143_verdict"] {
            #expect(heading.contains(name), "\(name)")
        }
        #expect(Set(heading).count == heading.count)
        let areas = Set(reports.flatMap(\.findings).map(\.area))
        #expect(lines.dropFirst().filter { !$0.isEmpty }.count == areas.count)
        #expect(lines.dropLast().allSatisfy { $0.components(separatedBy: ",").count == heading.count })
    }

    @Test("an area that one indicator has and another has not keeps its row, with nothing in that group")
    func missing() throws {
        var reports = try Made.reports(areas: 3)
        for index in reports.indices {
            for place in 0..<3 {
                reports[index].findings[place].area = Area(
                    code: "E\(100 + place)", name: "Area E\(100 + place)", level: .localAuthority)
            }
        }
        reports[0].findings.removeLast()
        let table = WideTable(reports.map(PublishedReport.init(everythingIn:)))
        let rows = table.csv.components(separatedBy: "\r\n").filter { $0.hasPrefix("E102,") }
        #expect(rows.count == 1 && rows[0].hasPrefix("E102,Area E102,"))
        #expect(rows[0].contains(",,,,,,,,"))
        #expect(
            table.text(width: 100).split(separator: "\n").contains { $0.hasPrefix("Area E102") && $0.contains(" -  ") })
        #expect(try table.workbook.count > 1000)
    }
}

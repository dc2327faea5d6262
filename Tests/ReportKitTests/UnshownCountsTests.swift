import Foundation
import Testing

@testable import ReportKit

@Suite("Counts of areas that are not shown, on their way to the host")
struct UnshownCountsTests {
    private static let areas = [
        Area(code: "E10000017", name: "Lancashire", level: .localAuthority),
        Area(code: "00CN", name: "B", level: .trust), Area(code: "E06000008", name: "C", level: .localAuthority),
    ]

    @Test("they come back as they were, unknown ones as well")
    func roundTrip() throws {
        let rows =
            Self.areas.map { UnshownCounts.Row(area: $0, group: nil, observed: 5, n: nil, people: nil) } + [
                UnshownCounts.Row(
                    area: Self.areas[0], group: "men, all", observed: 0, n: 1_234_567, people: 7, yearBefore: -1,
                    p: 0.1 + 0.2,
                    expected: 2.5e-308, variance: 1e300)
            ]
        let counts = UnshownCounts(rows)
        let back = try JSONDecoder().decode(UnshownCounts.self, from: JSONEncoder().encode(counts))
        #expect(back == counts)
        #expect(Set(back.rows) == Set(rows) && back.rows.count == rows.count)
        #expect(try JSONDecoder().decode(UnshownCounts.self, from: JSONEncoder().encode(UnshownCounts())).rows.isEmpty)
    }

    @Test(
        "what is no column of numbers, or not as long as the others, is refused",
        arguments: ["1,", "1,2,3,", "1,x,", "1,2", "1, 2,", "1,99999999999999999999,"])
    func malformed(column: String) throws {
        let counts = UnshownCounts(Self.areas.map { UnshownCounts.Row(area: $0, group: nil, observed: 1, n: 2) })
        let json = String(decoding: try JSONEncoder().encode(counts), as: UTF8.self)
        #expect(json.contains("\"1,1,\""))
        let broken = json.replacing("\"1,1,\"", with: "\"\(column)\"")
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(UnshownCounts.self, from: Data(broken.utf8))
        }
    }
}

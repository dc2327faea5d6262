import ReportKit
import TestSupport
import Testing

@testable import Loading

@Suite("Days that an extract cannot cover")
struct LoadDaysTests {
    private func problem(_ kind: ExtractKind, _ change: (inout LoadOptions) throws -> Void) throws -> LoadError? {
        let desk = try Desk()
        return #expect(throws: LoadError.self) {
            try desk.load(kind, bytes: ExtractDescription(kind).template.utf8, change)
        }
    }

    @Test(
        "are refused: before 1900, or to come",
        arguments: ["0001-01-01..9999-12-31", "1899-12-31..2010-12-31", "2010-01-01..2026-01-02"])
    func refused(days: String) throws {
        let error = try problem(.caseload) { $0.covers = Period(days) }
        #expect(
            error?.exitCode == .usage && error?.message.hasPrefix("--covers") == true, "\(String(describing: error))")
        let made = try problem(.caseload) { $0.extractedOn = Desk.today.adding(days: 1) }
        #expect(made?.message.hasPrefix("--extracted") == true)
    }

    @Test("are not those to come of targets, which are agreed beforehand")
    func targets() throws {
        let desk = try Desk()
        let summary = try desk.load(.targets, bytes: ExtractDescription(.targets).template.utf8) {
            $0.covers = Period("2026-04-01..2027-03-31")
        }
        #expect(summary.vintage == 1)
        #expect(try problem(.targets) { $0.covers = Period("1899-01-01..2027-03-31") } != nil)
    }
}

import Foundation
import TestSupport
import Testing
import Warehouse

@Suite("Gates for what figures rest on")
struct BasisGateTests {
    private static let settings = "from: 2010-11Q4\npartnerships: [Lancashire, Cumbria]\n"

    private func submit(_ desk: Desk, _ area: String, _ more: String...) throws -> (status: Int32, said: String) {
        try desk.run(["submit", "--area", area, "--quarter", "2010-11Q4", "--as-of", "2011-07-28"] + more)
    }

    @Test("a return of an area that an extract does not cover is held; one of an area that it covers is sent")
    func notCovered() throws {
        let desk = try Desk(settings: Self.settings)
        try desk.connection().execute(
            """
            delete from warehouse.coverage where vintage_id = 12;
            insert into warehouse.coverage (vintage_id, area_id, covers_from, covers_through)
            select 12, area_id, date '2011-01-01', date '2011-03-31' from warehouse.area_code where code = 'PT-LANCASHIRE'
            """)
        let sent = try submit(desk, "Lancashire")
        #expect(sent.status == 0, "\(sent.said)")
        let held = try submit(desk, "Cumbria")
        #expect(held.status == 75 && held.said.contains("gate 'completeness'"), "\(held.said)")
        #expect(
            held.said.contains("no terminations extract covers Cumbria for 2011-01-01 to 2011-03-31"), "\(held.said)")
        #expect(held.said.contains("laa load terminations FILE --for"), "\(held.said)")
    }

    @Test("rejected rows close the gate for quality, small shares do not; with a reason a return says it")
    func rejected() throws {
        let desk = try Desk(settings: Self.settings)
        let connection = try desk.connection()
        try connection.execute(
            """
            insert into warehouse.row_account (vintage_id, area_id, first_day, last_day, rows_read, rows_rejected)
            select 12, area_id, date '2011-01-05', date '2011-01-31', 1000, case code when 'PT-CUMBRIA' then 100 else 10 end
            from warehouse.area_code where code in ('PT-LANCASHIRE', 'PT-CUMBRIA')
            """)
        #expect(try submit(desk, "Lancashire").status == 0)
        let held = try submit(desk, "Cumbria")
        #expect(held.status == 65 && held.said.contains("gate 'quality'"), "\(held.said)")
        #expect(
            held.said.contains("more than 5% of the rows of its terminations extract were rejected"), "\(held.said)")

        try connection.execute(
            "update warehouse.vintage set rejections_accepted = 'No better one.' where vintage_id = 12")
        let sent = try submit(desk, "Cumbria", "--override", "The board knows.")
        #expect(sent.status == 0, "\(sent.said)")
        let page = String(
            decoding: try desk.contents("outbox/Cumbria-2010-11Q4-edition-1/return.html"), as: UTF8.self)
        #expect(page.contains("No better one.") && page.contains("not judged"))
    }

    @Test("rejected rows close the gate at the threshold itself, once for an area and its extract")
    func rejectedAtThreshold() throws {
        let desk = try Desk(settings: Self.settings)
        try desk.connection().execute(
            """
            insert into warehouse.row_account (vintage_id, area_id, first_day, last_day, rows_read, rows_rejected)
            select 12, area_id, date '2011-01-05', date '2011-01-31', 1000, 21
            from warehouse.area_code where code = 'PT-LANCASHIRE'
            """)
        let held = try submit(desk, "Lancashire")
        #expect(held.status == 65 && held.said.contains("gate 'quality'"), "\(held.said)")
        let words = "rows rejected when they were loaded (terminations), more than the allowed 2.0%"
        #expect(held.said.ranges(of: "Lancashire (trust): \(words)").count == 1, "\(held.said)")
    }
}

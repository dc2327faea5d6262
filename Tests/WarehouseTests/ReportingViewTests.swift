import TestSupport
import Testing
import Warehouse

@Suite("The views that modules read")
struct ReportingViewTests {
    @Test("say what a row is, and what each of their columns means")
    func described() throws {
        let connection = try Fixture.connection(to: SampleWarehouse.database)
        defer { connection.close() }
        let views = try ReportingView.all(on: connection)
        #expect(views.count > 30)
        for view in views {
            #expect(view.meaning?.isEmpty == false, "\(view.name) needs a comment")
            for column in view.columns {
                #expect(
                    column.meaning?.hasSuffix(".") == true, "\(view.name).\(column.name) needs a comment, a sentence")
            }
        }
    }

    @Test("tell the codes of a column, and which functions read them")
    func coded() throws {
        let connection = try Fixture.connection(to: SampleWarehouse.database)
        defer { connection.close() }
        let views = try ReportingView.all(on: connection)
        let termination = try #require(views.first { $0.name == "termination" })
        let reason = try #require(termination.columns.first { $0.name == "reason" })
        #expect(reason.type == "text" && reason.codes == ["completed", "revoked", "died", "deported"])
        #expect(termination.columns.first { $0.name == "terminated_on" }?.codes == [])
        #expect(views.first { $0.name == "area_count" }?.functions == ["yearly_area_rate"])
    }
}

import Foundation
import TestSupport
import Testing

@Suite("laa areas")
struct AreasCommandTests {
    @Test("lists codes, names, larger areas and days, as a table or as JSON")
    func lists() throws {
        let database = try SampleWarehouse.empty()
        let table = try Command("areas", "--find", "st. helens", database: database)
        #expect(table.status == 0, "\(table.errors)")
        #expect(
            table.output == """
                Code       Other codes  Name       Level            Lies in                                                     In force
                ---------  -----------  ---------  ---------------  ----------------------------------------------------------  --------
                E08000013  00BZ         St Helens  local-authority  North West, Merseyside until 2010-03-31, Merseyside from …  always

                """)
        let json = try Command(
            "areas", "--level", "trust", "--as-of", "2010-12-31", "--format", "json", database: database)
        let areas = try #require(
            try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [[String: Any]], "\(json.errors)")
        #expect(areas.count == 35)
        let lancashire = try #require(areas.first { $0["code"] as? String == "PT-LANCASHIRE" })
        #expect(lancashire["from"] as? String == "2010-04-01" && lancashire["to"] is NSNull)
        #expect(
            (lancashire["parents"] as? [[String: Any]])?.map { $0["name"] as? String } == [
                "England and Wales", "North West",
            ])
    }

    @Test("answers a text that is nowhere with the nearest, and one of signs alone with how to give it")
    func refused() throws {
        let database = try SampleWarehouse.empty()
        let unknown = try Command("areas", "--find", "Lancashier", database: database)
        #expect(unknown.status == 66 && unknown.output.isEmpty)
        #expect(unknown.errors.contains("nearest: Lancashire ("), "\(unknown.errors)")
        #expect(try Command("areas", "--find", "&", database: database).status == 64)
        #expect(try Command("areas", "--level", "county", database: database).status == 64)
    }
}

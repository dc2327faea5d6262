import ReportKit
import TestSupport
import Testing
import Warehouse

@testable import Loading

@Suite("Words for areas")
struct AreaWordTests {
    private static let day = Day("2010-12-31")!

    /// The code, at a level, of the area that a word means, or what is wrong with it.
    private func meaning(
        _ word: String, _ levels: [AreaLevel], on day: Day = day, _ words: AreaWords, _ desk: Desk
    ) throws -> String {
        do {
            let id = Int(try words.area(word, levels: levels, on: day))
            return try desk.connection.query(
                "select coalesce(min(code) filter (where scheme <> 'ons-legacy'), '?') from warehouse.area_code "
                    + "where area_id = $1", [.integer(id)])[0].get(0)
        } catch let problem as CellProblem {
            return problem.reason
        }
    }

    @Test("usual other names mean the areas that usually have them")
    func otherNames() throws {
        let desk = try Desk()
        let words = try AreaWords(desk.connection)
        let authorities = [
            "Bristol": "E06000023", "City of Bristol": "E06000023", "BRISTOL CITY COUNCIL": "E06000023",
            "County Durham": "E06000047", "Durham": "E06000047", "St. Helens": "E08000013",
            "Saint Helens MBC": "E08000013", "Blackpool UA": "E06000009", "Blackpool (UA)": "E06000009",
            "Blackpool Council": "E06000009", "Kingston upon Hull": "E06000010", "Kingston-upon-Hull": "E06000010",
            "Hull": "E06000010", "City of Kingston upon Hull": "E06000010", "Lancashire County Council": "E10000017",
            "Rhondda Cynon Taff": "W06000016", "Rhondda, Cynon, Taf": "W06000016", "Herefordshire": "E06000019",
            "The Vale of Glamorgan": "W06000014", "Telford & the Wrekin UA": "E06000020", "Ynys Mon": "",
            "Stockton on Tees": "E06000004", "Brighton & Hove": "E06000043", "London Borough of Brent": "E09000005",
            "Royal Borough of Greenwich": "E09000011", "Wigan MBC": "E08000010", "Sir Benfro": "W06000009",
            "Newcastle City Council": "E08000021", "Richmond-upon-Thames": "E09000027",
            "King’s Lynn": "", "E08000037": "E08000020", "e06000060": "E10000002", "00ch": "E08000020",
        ]
        for (word, code) in authorities {
            let found = try meaning(word, [.localAuthority], words, desk)
            #expect(code.isEmpty ? found.hasPrefix("is neither") : found == code, "\(word): \(found)")
        }
        let trusts = [
            "Devon & Cornwall": "PT-DEVON-AND-CORNWALL", "Lancashire Probation Trust": "PT-LANCASHIRE",
            "Essex Probation": "PT-ESSEX", "York & North Yorkshire": "PT-YORK-AND-NORTH-YORKSHIRE",
        ]
        for (word, code) in trusts { #expect(try meaning(word, [.trust], words, desk) == code) }
        #expect(
            try meaning("Dyfed-Powys Probation Area", [.trust], on: Day("2009-06-30")!, words, desk) == "PA-DYFED-POWYS"
        )
        #expect(try meaning("Yorkshire & Humber", [.region], words, desk) == "E12000003")
    }

    @Test("a code of another time means its area, as long as that is one")
    func otherTimes() throws {
        let desk = try Desk()
        let words = try AreaWords(desk.connection)
        for (code, day) in [
            ("E08000020", "2014-03-31"), ("E08000037", "2010-12-31"), ("E06000057", "2010-12-31"),
            ("E08000038", "2010-12-31"),
        ] {
            #expect(try meaning(code, [.localAuthority], on: Day(day)!, words, desk).hasPrefix("E0"))
        }
        #expect(
            try meaning("PA-LANCASHIRE", [.trust], words, desk)
                == "was not an area on 2010-12-31: it is one until 2010-03-31")
    }

    @Test("a rule takes no name of another kind of area, nor of a council that is not the area's")
    func notCaptured() throws {
        let desk = try Desk()
        let words = try AreaWords(desk.connection)
        for word in [
            "Durham City Council", "Durham City", "City of Durham", "Bedfordshire County Council",
            "Worcester City Council",
            "Newcastle", "Kingston", "Richmond", "Merseyside Council", "Council", "UA", "London Borough of", "&",
        ] {
            let found = try meaning(word, AreaLevel.allCases, words, desk)
            #expect(found.hasPrefix("is neither the code nor the name of an area"), "\(word): \(found)")
        }
        for word in ["London", "The London", "London Council", "Cheshire"] {
            let found = try meaning(word, [.localAuthority], words, desk)
            #expect(found.hasPrefix("is "), "\(word): \(found)")
        }
        #expect(try meaning("Lancashire Probation Trust", [.localAuthority], words, desk).hasPrefix("is a trust"))
    }

    @Test("every area is still meant by its own name and codes, on every day that they are its own")
    func ownWords() throws {
        let desk = try Desk()
        let words = try AreaWords(desk.connection)
        let rows = try desk.connection.query(
            """
            select a.area_id, a.level, w.word, d.day
            from warehouse.area a
            join (
                select area_id, code as word, valid from warehouse.area_code
                union all select area_id, name, valid from warehouse.area
            ) w using (area_id)
            cross join unnest('{2005-01-01,2010-03-31,2010-04-01,2012-12-31,2013-04-01,2020-01-01}'::date[]) d (day)
            where a.valid * w.valid @> d.day
            """)
        #expect(rows.count > 4_000)
        for row in rows {
            let level = try #require(AreaLevel(rawValue: try row.get("level")))
            let word: String = try row.get("word")
            let found = try words.area(word, levels: [level], on: row.get("day"))
            #expect(try Int(found) == row.get("area_id"), "\(word)")
        }
    }

    @Test("no other name of an area is a name of another one at the same level and day")
    func distinct() throws {
        let desk = try Desk()
        var owners: [String: Set<Int>] = [:]
        for row in try desk.connection.query(
            """
            select area_id, level, name, valid @> '2010-03-31'::date as before, valid @> '2010-04-01'::date as after,
                array_to_string(array(select code from warehouse.area_code c where c.area_id = a.area_id), '|') as codes
            from warehouse.area a
            """)
        {
            let codes = try row.get("codes", as: String.self).split(separator: "|").map(String.init)
            let names = try AreaNaming.names(of: row.get("name"), codes: codes)
            for (time, isThen) in [("before", try row.get("before", as: Bool.self)), ("after", try row.get("after"))]
            where isThen {
                for name in names.union(AreaNaming.otherCodes(of: codes).map { $0.lowercased() }) {
                    owners["\(time) \(try row.get("level", as: String.self)) \(name)", default: []]
                        .insert(try row.get("area_id"))
                }
            }
        }
        #expect(owners.count > 700)
        for (name, areas) in owners { #expect(areas.count == 1, "\(name)") }
    }

    @Test("more spellings of an area than are kept are all understood")
    func spellings() throws {
        let desk = try Desk()
        let words = try AreaWords(desk.connection)
        let lancashire = try words.area("Lancashire", levels: [.localAuthority], on: Self.day)
        for number in 0..<5_000 {
            let marks = String(number, radix: 2).map { $0 == "1" ? "-" : " " }.joined()
            #expect(try words.area("Lancashire \(marks)UA", levels: [.localAuthority], on: Self.day) == lancashire)
        }
    }

    @Test(
        "rows name areas by other names; one that may be several lists them, and one that is none the nearest, with codes"
    )
    func rows() throws {
        let desk = try Desk()
        func row(_ person: Int, _ trust: String, _ authority: String) -> String {
            "2010-12-31,\(PNC.number(person)),male,1985-03,\(trust),\(authority),2,yes"
        }
        let summary = try desk.load([
            Desk.heading, row(1, "Devon & Cornwall", "Devon County Council"), row(2, "devon & cornwall", "E10000008"),
            row(3, "PT-LANCASHIRE", "Blackpol"),
        ])
        #expect(summary.counts == [3, 2, 0, 1])
        #expect(
            try desk.rejects() == [
                "4,authority,Blackpol,is neither the code nor the name of an area; is Blackpool (E06000009) meant?"
            ])
        let heading = "indicator,applies_from,applies_to,area,kind,measure,value,source"
        let targets = try desk.load(
            .targets,
            [
                heading, "NI143,2010-04-01,2011-03-31,Lancashire,target,rate,0.75,plan",
                "NI143,2010-04-01,2011-03-31,Lancashire Probation Trust,target,rate,0.75,plan",
            ])
        #expect(targets.quarantined == 1)
        #expect(
            try desk.rejects() == [
                "2,area,Lancashire,\"may be several areas: PT-LANCASHIRE (Lancashire, trust), E10000017 (Lancashire, "
                    + "local-authority); give the code\""
            ])
    }

    @Test("the areas that an extract is for may have other names too")
    func namedForExtract() throws {
        let desk = try Desk()
        let summary = try desk.load([Desk.heading, Desk.row]) { $0.areas = ["Lancashire Probation Trust"] }
        #expect(summary.covered.map(\.name) == ["Lancashire"])
        let error = #expect(throws: LoadError.self) {
            try desk.load([Desk.heading, Desk.row]) { $0.areas = ["Lancashier"] }
        }
        #expect(
            error?.remedy.contains("did you mean Lancashire (PT-LANCASHIRE)") == true, "\(String(describing: error))")
    }
}

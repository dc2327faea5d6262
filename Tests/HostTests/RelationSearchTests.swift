import ReportKit
import Testing

@testable import Host

@Suite("The search for relations that nobody declares")
struct RelationSearchTests {
    private typealias Term = CountRelation.Term

    private let quarters = (0..<4).map { Quarter(startYear: 2010, number: 1)!.advanced(by: $0) }
    private let areas = (0..<30).map { "A\($0)" }

    /// Columns of counts that have nothing to do with one another, the same in every run.
    private func sheet(_ names: [String], _ level: AreaLevel = .localAuthority) -> CountSheet {
        let places = quarters.flatMap { quarter in areas.map { CountSheet.Place(quarter: quarter, code: $0) } }
        var state: UInt64 = 7
        let columns = names.map { name in
            let counts = places.map { _ -> Int? in
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return Int(state >> 33) % 40
            }
            return (CountName(name, .observed), counts)
        }
        return CountSheet(level: level, places: places, columns: Dictionary(uniqueKeysWithValues: columns))
    }

    private func found(_ sheet: CountSheet, _ known: [CountRelation] = []) -> [String] {
        RelationSearch.found(in: sheet, known: known).map(\.relation.description)
    }

    @Test("counts that have nothing to do with one another have no relation")
    func nothing() {
        #expect(found(sheet(["A", "B", "C", "D", "E", "F"])).isEmpty)
    }

    @Test("equal counts, sums, differences and anything longer are found in their shortest form, each once")
    func every() {
        var sheet = sheet(["A", "B", "C", "D", "E", "F", "G"])
        sheet.add("H") { $0("A") }
        sheet.add("I") { $0("A") + $0("B") }
        sheet.add("J") { $0("B") + $0("C") + $0("D") }
        sheet.add("K") { 2 * $0("D") + 3 * $0("E") + $0("F") - $0("G") }
        #expect(
            found(sheet) == ["A = H", "I = A + B", "J = B + C + D", "2 D + 3 E + F = G + K"])
    }

    @Test("what is declared is not found again, nor what follows from it")
    func declared() {
        var sheet = sheet(["A", "B", "C"])
        sheet.add("D") { $0("A") + $0("B") }
        sheet.add("E") { $0("A") + $0("B") }
        let known = [
            CountRelation([Term("D")], .equal, [Term("A"), Term("B")]), CountRelation([Term("E")], .equal, [Term("D")]),
        ]
        #expect(found(sheet, known).isEmpty)
        #expect(found(sheet, [known[0]]) == ["D = E"])
    }

    @Test("a declared term that is zero throughout leaves the rest known")
    func zero() {
        var sheet = sheet(["A"])
        sheet.add("B") { $0("A") }
        sheet.add("C") { _ in 0 }
        #expect(found(sheet, [CountRelation([Term("B")], .equal, [Term("A"), Term("C")])]).isEmpty)
    }

    @Test("what holds in too few places, or in one quarter alone, is taken for chance")
    func chance() {
        var sheet = sheet(["A", "B"])
        // Two rare counts that are not zero in the same nine places; then in ten of one quarter.
        sheet.set("C") { $0 < 9 ? 1 : 0 }
        sheet.set("D") { $0 < 9 ? 1 : 0 }
        #expect(found(sheet).isEmpty)
        sheet.set("C") { $0 < 10 ? 1 : 0 }
        sheet.set("D") { $0 < 10 ? 1 : 0 }
        #expect(found(sheet).isEmpty)
        // The same number of places, of two quarters.
        sheet.set("C") { $0 >= 25 && $0 < 35 ? 1 : 0 }
        sheet.set("D") { $0 >= 25 && $0 < 35 ? 1 : 0 }
        #expect(found(sheet) == ["C = D"])
    }

    @Test("a rare difference between two counts makes no relation of a rare count that happens to fit it")
    func rareDifference() {
        var sheet = sheet(["A"])
        sheet.set("R") { $0 == 3 || $0 == 50 ? 1 : 0 }
        sheet.add("B") { $0("A") + $0("R") }
        #expect(found(sheet).isEmpty)
    }

    @Test("chance is chance in other words too: beside a known sum, a rare count is not told as part of a frequent one")
    func disguised() {
        var sheet = sheet(["A"])
        sheet.set("R") { $0 < 10 ? 1 : 0 }
        sheet.set("S") { $0 < 10 ? 1 : 0 }
        sheet.add("B") { $0("A") + $0("R") }
        let known = CountRelation([Term("B")], .equal, [Term("A"), Term("R")])
        // B = A + S says no more than R = S, which ten places of one quarter bear out.
        #expect(found(sheet, [known]).isEmpty)
    }

    @Test("more counts than places are not fitted to one another")
    func narrow() {
        let names = (0..<60).map { "X\($0)" }
        #expect(found(sheet(names).rows { $0.number == 1 }).isEmpty)
    }

    @Test("counts that are not known everywhere are searched where they are")
    func unknown() {
        var sheet = sheet(["A", "B"])
        sheet.add("C") { $0("A") + $0("B") }
        sheet.forget("C") { $0 % 3 == 0 }
        let relations = RelationSearch.found(in: sheet, known: [])
        #expect(relations.map(\.relation.description) == ["C = A + B"])
        #expect(relations.map(\.places) == [80] && relations.map(\.areas) == [20] && relations.map(\.quarters) == [4])
    }

    @Test("a relation that fails in one place of one quarter is none")
    func brokenOnce() {
        var sheet = sheet(["A"])
        sheet.add("B") { $0("A") }
        sheet.change("B", at: 77)
        #expect(found(sheet).isEmpty)
    }

    @Test("what an inequality leaves over is a count: zero nearly everywhere, it makes no relation")
    func rest() {
        var sheet = sheet(["A", "B"])
        sheet.set("R") { $0 == 3 || $0 == 50 ? 1 : 0 }
        sheet.add("C") { $0("A") + $0("B") + $0("R") }
        sheet.add("D") { 2 * $0("A") + 2 * $0("B") + 2 * $0("R") }
        let rest = CountRelation([Term("C")], .atLeast, [Term("A"), Term("B")])
        sheet.remove("R")
        #expect(found(sheet, [rest]) == ["2 C = D"])
    }

    @Test("that everybody was a success is no relation, but a count of those who were not is one")
    func outcomes() {
        var sheet = sheet(["A", "B"])
        let values = sheet.columns[CountName("A", .observed)]
        var columns = sheet.columns
        columns[CountName("A", .n)] = values
        #expect(found(CountSheet(level: sheet.level, places: sheet.places, columns: columns)).isEmpty)
        sheet.add("C") { $0("A") + $0("B") }
        columns = sheet.columns
        columns[CountName("B", .n)] = columns[CountName("C", .observed)]
        columns[CountName("C", .observed)] = nil
        #expect(
            found(CountSheet(level: sheet.level, places: sheet.places, columns: columns)) == ["B.n = A + B"])
    }

    private func indicator(_ id: String, _ relations: [CountRelation] = []) -> Indicator {
        Indicator(
            id: id, title: id, definition: id, family: .countAgainstTarget, unit: "count", polarity: .higherIsBetter,
            decimals: 0, frequency: "quarterly", levels: [.trust], source: "-", supplier: "-", caveats: [],
            version: "1",
            relations: relations)
    }

    /// Two counts that are equal in the first quarter alone: one of the year so far, the other of the quarter.
    private func toDate(differingDays: Bool) -> CountSheet {
        var sheet = sheet(["A"])
        sheet.add("B") { $0("A") }
        for index in 30..<120 { sheet.change("B", at: index) }
        var days: [String: [Quarter: Period]] = [:]
        for quarter in quarters {
            days["A", default: [:]][quarter] = Period(quarter)
            days["B", default: [:]][quarter] =
                differingDays ? Period(from: quarter.yearStart, to: quarter.lastDay) : Period(quarter)
        }
        return CountSheet(level: .localAuthority, places: sheet.places, columns: sheet.columns, days: days)
    }

    @Test("counts that agree in a first quarter are related if their days agree then and at no other time")
    func firstQuarters() {
        let indicators = [indicator("A"), indicator("B")]
        let survey = RelationSurvey(of: indicators, [toDate(differingDays: true)], quarters: quarters)
        #expect(survey.undeclared.map(\.relation.description) == ["A = B in a first quarter"])
        #expect(!survey.isWhole)
        let accident = RelationSurvey(of: indicators, [toDate(differingDays: false)], quarters: quarters)
        #expect(accident.undeclared.isEmpty && accident.isWhole)
        let declared = CountRelation([Term("A")], .equal, [Term("B")], in: .firstQuarter)
        let whole = RelationSurvey(
            of: [indicator("A", [declared]), indicator("B")], [toDate(differingDays: true)], quarters: quarters)
        #expect(whole.isWhole && whole.declared.map(\.places) == [30])
    }

    @Test("a declared relation that does not hold is counted where it does not")
    func broken() {
        let equal = CountRelation([Term("A")], .equal, [Term("B")])
        let atLeast = CountRelation([Term("B")], .atLeast, [Term("A")])
        let absent = CountRelation([Term("A")], .equal, [Term("Z")])
        let survey = RelationSurvey(
            of: [indicator("A", [equal, atLeast, absent]), indicator("B")], [toDate(differingDays: true)],
            quarters: quarters)
        #expect(survey.declared.map(\.broken) == [90, 0, 0])
        #expect(survey.declared.map(\.places) == [120, 120, 0])
        #expect(!survey.isWhole)
    }

    @Test("what smaller areas show is not told again of larger ones; what only they count is")
    func levels() {
        var small = sheet(["A", "B"])
        small.add("C") { $0("A") + $0("B") }
        var large = sheet(["A", "B"], .trust)
        large.add("C") { $0("A") + $0("B") }
        large.add("T") { $0("A") }
        let survey = RelationSurvey(
            of: ["A", "B", "C", "T"].map { indicator($0) }, [small, large], quarters: quarters)
        #expect(survey.undeclared.map(\.relation.description) == ["C = A + B", "A = T"])
        #expect(survey.undeclared.map(\.level) == [.localAuthority, .trust])
    }

    @Test("fractions are recovered from their remainders, and inverses multiply to one")
    func field() {
        for (numerator, denominator) in [(3, 7), (-3, 7), (0, 1), (1, 1), (-536_870_911, 5), (12_345, 536_870_911)] {
            let field = PrimeField(numerator) * PrimeField(denominator).inverse
            let fraction = field.fraction
            #expect(fraction?.numerator == numerator && fraction?.denominator == denominator)
        }
        #expect(PrimeField(-1) + .one == .zero && -PrimeField.one == PrimeField(-1))
        #expect(PrimeField(Int(PrimeField.prime) - 1) * PrimeField(Int(PrimeField.prime) - 1) == .one)
    }
}

extension CountSheet {
    /// Adds a column that is made of others; the closure gets a way to read them.
    fileprivate mutating func add(_ name: String, _ count: ((String) -> Int) -> Int) {
        let before = columns
        edit(name) { row, _ in count { before[CountName($0, .observed)]?[row] ?? 0 } }
    }

    /// Sets a column by the number of the row.
    fileprivate mutating func set(_ name: String, _ count: (Int) -> Int) {
        edit(name) { row, _ in count(row) }
    }

    /// Makes a column unknown in some rows.
    fileprivate mutating func forget(_ name: String, where isUnknown: (Int) -> Bool) {
        edit(name) { row, count in isUnknown(row) ? nil : count }
    }

    /// Adds one to a count.
    fileprivate mutating func change(_ name: String, at changed: Int) {
        edit(name) { row, count in row == changed ? (count ?? 0) + 1 : count }
    }

    fileprivate mutating func remove(_ name: String) {
        self = CountSheet(
            level: level, places: places, columns: columns.filter { $0.key != CountName(name, .observed) })
    }

    private mutating func edit(_ name: String, _ count: (Int, Int?) -> Int?) {
        var changed = columns
        let key = CountName(name, .observed)
        let before = columns[key] ?? Array(repeating: 0, count: places.count)
        changed[key] = places.indices.map { count($0, before[$0]) }
        self = CountSheet(level: level, places: places, columns: changed)
    }
}

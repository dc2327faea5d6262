import ReportKit
import Testing

@Suite("How counts of indicators add up") struct CountRelationTests {
    private typealias Term = CountRelation.Term

    private func indicator(
        _ id: String, _ relations: [CountRelation] = [], sameAs: String? = nil, aliases: [String] = []
    ) -> Indicator {
        var indicator = Indicator(
            id: id, title: id, definition: id, family: .countAgainstTarget, unit: "count", polarity: .higherIsBetter,
            decimals: 0, frequency: "quarterly", levels: [.trust], source: "-", supplier: "-", caveats: [],
            version: "1", aliases: aliases, relations: relations)
        indicator.sameAs = sameAs
        return indicator
    }

    /// The relations that are not the family's own.
    private func declared(_ related: RelatedIndicators) -> [String] {
        related.relations.map(\.description).filter { !$0.contains("authority-of") }
    }

    private let parts = CountRelation([Term("OM38")], .equal, [Term("M5"), Term("M5a")])

    @Test("two ways of writing one relation are equal")
    func normalForm() {
        #expect(CountRelation([Term("M5a"), Term("M5")], .equal, [Term("OM38")]) == parts)
        #expect(
            CountRelation([Term("OM38", times: 2)], .equal, [Term("M5", times: 2), Term("M5a", times: 2)]) == parts)
        #expect(CountRelation([Term("A")], .equal, [Term("A")]).terms.isEmpty)
        #expect(CountRelation([Term("A")], .equal, [Term("B")]) != CountRelation([Term("A")], .atLeast, [Term("B")]))
        #expect(
            CountRelation([Term("A")], .atLeast, [Term("B")]) != CountRelation([Term("B")], .atLeast, [Term("A")]))
    }

    @Test("a relation is written with its sum on the left")
    func words() {
        #expect(parts.description == "OM38 = M5 + M5a")
        #expect(CountRelation([Term("M6", .n)], .equal, [Term("M5")]).description == "M5 = M6.n")
        #expect(
            CountRelation([Term("INT13")], .equal, [Term("INT01")], in: .firstQuarter).description
                == "INT01 = INT13 in a first quarter")
        #expect(
            CountRelation([Term("OM39")], .atLeast, [Term("OM11"), Term("OM12")]).description == "OM39 >= OM11 + OM12")
        #expect(
            CountRelation([Term("A", times: 2)], .equal, [Term("B", .people), Term("C")]).description
                == "2 A = B.people + C")
    }

    @Test("a relation of first quarters holds for the first quarter of a year alone, asked for by name or by its days")
    func firstQuarters() throws {
        let relation = CountRelation([Term("INT13")], .equal, [Term("INT01")], in: .firstQuarter)
        let first = try #require(Quarter("2010-11Q1"))
        #expect(relation.holds(for: .quarter(first)))
        #expect(relation.holds(for: .days(Period(first))))
        #expect(!relation.holds(for: .quarter(first.advanced(by: 1))))
        #expect(!relation.holds(for: .days(try #require(Period(from: first.firstDay, to: first.firstDay)))))
        #expect(parts.holds(for: .quarter(first.advanced(by: 1))))
    }

    @Test("a relation of whole quarters holds for quarters and for days that make up some")
    func wholeQuarters() throws {
        let relation = CountRelation([Term("INT23")], .equal, [Term("INT13")], in: .wholeQuarters)
        let first = try #require(Quarter("2010-11Q1"))
        let second = first.advanced(by: 1)
        #expect(relation.holds(for: .quarter(second)))
        #expect(relation.holds(for: .days(try #require(Period(from: first.firstDay, to: second.lastDay)))))
        #expect(
            !relation.holds(for: .days(try #require(Period(from: first.firstDay.adding(days: 1), to: second.lastDay)))))
        #expect(!relation.holds(for: .days(try #require(Period(from: first.firstDay, to: second.firstDay)))))
        #expect(relation.description == "INT13 = INT23 in whole quarters")
    }

    @Test("indicators are related through others, however far")
    func transitive() {
        let catalogue = [
            indicator("OM38", [parts]), indicator("M5"), indicator("M5a"),
            indicator("M6", [CountRelation([Term("M6", .n)], .equal, [Term("M5")])]), indicator("OM01"),
        ]
        #expect(catalogue.related(to: "M6").indicators == ["M5", "M5a", "M6", "OM38"])
        #expect(declared(catalogue.related(to: "M6")) == ["M5 = M6.n", "OM38 = M5 + M5a"])
        #expect(catalogue.related(to: "OM01").indicators == ["OM01"])
        #expect(declared(catalogue.related(to: "OM01")).isEmpty)
        #expect(catalogue.clusters.map(\.indicators) == [["M5", "M5a", "M6", "OM38"], ["OM01"]])
    }

    @Test("a relation with an indicator that is not installed is ignored")
    func notInstalled() {
        let related = [indicator("OM38", [parts]), indicator("M5")].related(to: "OM38")
        #expect(related.indicators == ["OM38"])
        #expect(declared(related).isEmpty)
    }

    @Test("an indicator that repeats another's counts stands for it, and so does an alias")
    func repeated() {
        let relation = CountRelation([Term("M4", .n)], .equal, [Term("M3", .n), Term("OM17")])
        let catalogue = [
            indicator("NI18"), indicator("M3", sameAs: "NI18"), indicator("M4", [relation]),
            indicator("NI143", aliases: ["OM17"]),
        ]
        #expect(catalogue.related(to: "M3").indicators == ["M4", "NI143", "NI18"])
        #expect(declared(catalogue.related(to: "M3")) == ["M4.n = NI143 + NI18.n"])
        let alone = [
            indicator("M3", sameAs: "NI18"), indicator("M4", [relation]), indicator("NI143", aliases: ["OM17"]),
        ]
        #expect(alone.related(to: "M3").indicators == ["M4", "NI143", "NI18"])
    }

    @Test("every measure of quality that areas have has its two counts, and each belongs to a family")
    func measures() {
        for measure in QualityMeasure.Kind.allCases {
            let isOfAreas = measure != .rejected && measure != .lateProof
            #expect(CountKind(countOf: measure)?.rawValue == (isOfAreas ? measure.rawValue : nil))
            #expect(CountKind(allOf: measure)?.rawValue == (isOfAreas ? measure.rawValue + "-of" : nil))
        }
        #expect(Set(Family.allCases.flatMap(\.counts)) == Set(CountKind.allCases))
    }

    @Test("a family's own relations are about counts that it has")
    func families() {
        for family in Family.allCases {
            let counts = family.relations(of: "A").flatMap(\.terms).map(\.kind)
            #expect(Set(counts).isSubset(of: family.counts), "\(family)")
        }
    }

    @Test("the counts of a finding are found by their names")
    func counts() {
        let thresholds = QualityThresholds([:])
        let finding = Finding(
            area: Area(code: "T1", name: "One", level: .trust), group: nil, observed: 3, n: 10, verdict: nil,
            unreliable: false, target: nil,
            dataQuality: [
                QualityMeasure(.answered, count: 2, of: 12, thresholds: thresholds),
                QualityMeasure(.rejected, count: 5, of: 50, thresholds: thresholds),
            ],
            figures: .proportion(
                ProportionFigures(rate: 0.3, interval: nil, notRecorded: 2, tests: .init(exactBinomial: nil))))
        let counts = CountKind.allCases.compactMap { kind in finding[kind].map { "\(kind.rawValue) \($0)" } }
        #expect(counts == ["observed 3", "n 10", "not-recorded 2", "answered 2", "answered-of 12"])
    }
}

import ReportKit
import TestSupport
import Testing

@testable import Host

@Suite("Similar areas")
struct SimilarAreasTests {
    private func area(_ code: String, _ level: AreaLevel = .localAuthority) -> Area {
        Area(code: code, name: "Area \(code)", level: level)
    }

    private func counts(_ people: Int, predicted: Double, male: Int) -> CaseloadMakeUp.Counts {
        var counts = CaseloadMakeUp.Counts()
        counts.people = people
        counts.withPrediction = people
        counts.predicted = predicted
        counts.shares[.sex] = ["male": male, "female": people - male]
        return counts
    }

    @Test("a make-up is coarse: one person more changes nothing, unless on the edge of a step of five people")
    func coarse() throws {
        let made = try #require(CaseloadMakeUp(counts(200, predicted: 20.4, male: 180)))
        #expect(made.values[.sex]?["male"] == 0.9)
        #expect(abs(try #require(made.values[.risk]?["risk"]) - 0.1) < 1e-12 && made.values[.size]?["size"] == 7.5)
        for male in 177...183 {
            #expect(CaseloadMakeUp(counts(200, predicted: 20.4, male: male)) == made, "\(male)")
        }
        for people in 154...214 {
            #expect(CaseloadMakeUp(counts(people, predicted: 0, male: 0))?.values[.size]?["size"] == 7.5, "\(people)")
        }
        #expect(CaseloadMakeUp(counts(152, predicted: 0, male: 0))?.values[.size]?["size"] == 7)
        #expect(CaseloadMakeUp(counts(216, predicted: 0, male: 0))?.values[.size]?["size"] == 8)
    }

    @Test("an area of few people has no make-up, and what is not recorded of most people is not compared")
    func few() throws {
        #expect(CaseloadMakeUp(counts(99, predicted: 9, male: 90)) == nil)
        var sparse = counts(200, predicted: 20, male: 180)
        sparse.shares[.sex] = ["male": 60, "female": 39]
        #expect(try #require(CaseloadMakeUp(sparse)).values[.sex] == nil)
        sparse.withPrediction = 90
        #expect(try #require(CaseloadMakeUp(sparse)).values[.risk] == nil)
    }

    /// Areas of sizes 2^7, 2^8 and 2^7.5, predicted 10%, 12% and 10%, of whom 90%, 85% and 80% are men.
    private func three() throws -> SimilarCaseloads {
        SimilarCaseloads([
            (area("A"), try #require(CaseloadMakeUp(counts(128, predicted: 12.8, male: 115)))),
            (area("B"), try #require(CaseloadMakeUp(counts(256, predicted: 30.72, male: 218)))),
            (area("C"), try #require(CaseloadMakeUp(counts(181, predicted: 18.1, male: 145)))),
        ])
    }

    @Test("the distance is NumPy's, standardised over all areas, with every subject counting alike")
    func distance() throws {
        let similar = try three()
        // NumPy: std(ddof=1) of each value, sqrt(mean of the subjects' mean squared differences).
        #expect(abs(try #require(similar.distance(area("A"), area("B"))) - 1.632_993_161_855_452) < 1e-9)
        #expect(abs(try #require(similar.distance(area("A"), area("C"))) - 1.290_994_448_735_805_6) < 1e-9)
        #expect(similar.distance(area("A"), area("B")) == similar.distance(area("B"), area("A")))
        #expect(similar.distance(area("A"), area("A")) == 0 && similar.distance(area("A"), area("X")) == nil)
    }

    @Test("a value that few areas have at all counts a step as one, not as many deviations")
    func rare() throws {
        func made(_ code: String, rare: Int) throws -> (Area, CaseloadMakeUp) {
            var counts = counts(200, predicted: 20, male: 180)
            counts.shares[.tier] = ["tier 1": 200 - rare, "tier 4": rare]
            return (area(code), try #require(CaseloadMakeUp(counts)))
        }
        let similar = SimilarCaseloads(try ["B", "C", "D"].map { try made($0, rare: 0) } + [made("A", rare: 10)])
        // One step of 5 points apart in both shares: the only subject in which any differ.
        #expect(abs(try #require(similar.distance(area("A"), area("B"))) - 1) < 1e-9)
    }

    @Test(
        "the nearest come first, areas equally near in the order of their codes, and an area is not its own neighbour")
    func nearest() throws {
        #expect(try three().nearest(to: area("A"), count: 10).map(\.code) == ["C", "B"])
        #expect(try three().nearest(to: area("X"), count: 10).isEmpty)
        let made = try #require(CaseloadMakeUp(counts(200, predicted: 20, male: 180)))
        let other = try #require(CaseloadMakeUp(counts(800, predicted: 20, male: 180)))
        let same = SimilarCaseloads(["D", "B", "A", "C"].map { (area($0), $0 == "D" ? other : made) })
        #expect(same.nearest(to: area("B"), count: 2).map(\.code) == ["A", "C"])
        #expect(same.nearest(to: area("B"), count: 9).map(\.code) == ["A", "C", "D"])
    }

    @Test("the caseloads of a warehouse are those of the last snapshot, and areas with hardly any alike have no group")
    func warehouse() throws {
        let day = try #require(Quarter("2010-11Q4")).lastDay
        let session = try ReportSession(
            opening: ModuleRunner(
                target: .conninfo(SampleWarehouse.database), program: Built.program, timeLimit: .seconds(60)), on: day)
        defer { session.close() }
        // Only three authorities of the small sample have a hundred people.
        let authorities = try ["Cambridgeshire", "Hertfordshire", "Peterborough"].map { name in
            try #require(session.areas.entries.map(\.area).first { $0.name == name && $0.level == .localAuthority })
        }
        let similar = try session.caseloadSimilarity(on: day)
        let nearest = try #require(similar.levels[.localAuthority]?.nearest(to: authorities[0], count: 10))
        #expect(Set(nearest) == Set(authorities[1...]))
        #expect(similar.groups(for: authorities, chosen: []).isEmpty)
        let chosen = ComparisonGroup(area: authorities[0], members: [authorities[1]], basis: .chosen)
        #expect(similar.groups(for: authorities, chosen: [chosen]) == [chosen])
        let later = try session.caseloadSimilarity(on: Day(number: day.number + 40))
        #expect(later.levels[.localAuthority]?.nearest(to: authorities[0], count: 10) == nearest)
        let before = try session.caseloadSimilarity(on: Day(number: 0))
        #expect(before.levels[.localAuthority]?.nearest(to: authorities[0], count: 5).isEmpty == true)
    }

    // MARK: - Groups of one's own

    private let directory = AreaDirectory(entries: [
        .init(
            id: 1, area: Area(code: "E1", name: "Lancashire", level: .localAuthority), codes: ["E1"], current: true,
            parents: [:], successor: nil),
        .init(
            id: 2, area: Area(code: "T1", name: "Lancashire", level: .trust), codes: ["T1"], current: true,
            parents: [:],
            successor: nil),
        .init(
            id: 3, area: Area(code: "E2", name: "Kent", level: .localAuthority), codes: ["E2"], current: true,
            parents: [:], successor: nil),
        .init(
            id: 4, area: Area(code: "E3", name: "Durham", level: .localAuthority), codes: ["E3"], current: true,
            parents: [:], successor: nil),
        .init(
            id: 5, area: Area(code: "E4", name: "Cumbria", level: .localAuthority), codes: ["E4"], current: true,
            parents: [:], successor: nil),
        .init(
            id: 6, area: Area(code: "R1", name: "North West", level: .region), codes: ["R1"], current: true,
            parents: [:],
            successor: nil),
    ])

    @Test("a file names areas by name or code, for the level at which all of them are")
    func file() throws {
        let groups = try ComparatorFile("Lancashire: [Kent, E3, Cumbria]\n", file: "c.yaml").groups(in: directory)
        #expect(groups.count == 1 && groups[0].area.code == "E1" && groups[0].basis == .chosen)
        #expect(groups[0].members.map(\.code) == ["E2", "E3", "E4"])
        #expect(try ComparatorFile("", file: "c.yaml").groups(in: directory).isEmpty)
    }

    @Test(
        "a mistake in the file is told with its line and what to do",
        arguments: [
            ("Lancashire: [Kent, Durhan, Cumbria]", 1, "is 'Durham' meant?"),
            ("# ours\nLancashire:\n  - Kent\n  - Durham\n", 2, "fewer than 3"),
            ("Lancashire:\n  - Kent\n  - Durham\n  - Kent\n", 4, "there twice"),
            ("Lancashire:\n  - Kent\n  - Durham\n  - E1\n", 4, "compared with itself"),
            ("Lancashire:\n  - Kent\n  - Durham\n  - North West\n", 4, "is not a local-authority"),
            ("North West: [Kent, Durham, Cumbria]", 1, "neither an authority nor a trust"),
            ("Lancashire: Kent", 1, "not a list"), ("- Kent", 1, "not a list of keys and values"),
            ("Lancashire: [Kent, Durham, Cumbria]\nE1: [Kent, Durham, Cumbria]", 2, "there twice"),
        ])
    func mistakes(text: String, line: Int, problem: String) throws {
        do {
            _ = try ComparatorFile(text, file: "c.yaml").groups(in: directory)
            Issue.record("'\(text)' is taken")
        } catch {
            #expect("\(error)".hasPrefix("c.yaml, line \(line): ") && "\(error)".contains(problem), "\(error)")
        }
    }
}

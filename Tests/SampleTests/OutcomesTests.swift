import Testing

@testable import Sample

@Suite("Who re-offends in the sample")
struct OutcomesTests {
    /// A presence that NI 18 counts and whose outcome is complete, with it.
    struct Judged {
        var person: Int
        var snapshot: Int
        var territory: Int
        var authority: Int
        /// The predicted probability, times the area's effect.
        var chance: Double
        var reoffended: Bool
        /// Whether the published counts include it.
        var isPublished: Bool

        var residual: Double { (reoffended ? 1 : 0) - chance }
        var variance: Double { chance * (1 - chance) }
    }

    /// Every such presence of a sample of 3,000 in the 42 areas, each of which has one authority here, but for
    /// Cambridgeshire, whose two authorities have published counts. It needs no warehouse.
    static let judged = Result { () throws -> [Judged] in
        let published = try Published()
        let places = published.accommodation.map(\.area).sorted().enumerated().flatMap { index, area in
            (area == "Cambridgeshire" ? [area, "Peterborough"] : [area]).enumerated().map { part, authority in
                Place(
                    area: area, areaID: index, trustID: 100 + index, authority: authority,
                    authorityID: 1_000 + 10 * index + part, code: "E10\(index)-\(part)")
            }
        }
        let geography = try Geography(
            places: places, accommodation: published.accommodation, seed: Sample.usualSeed)
        let caseload = try Caseload(
            geography: geography, published: published, offenders: 3_000, seed: Sample.usualSeed)
        let outcomes = Outcomes(caseload)
        var judged: [Judged] = []
        caseload.forEachPresence(in: caseload.cells.all) { presence in
            let snapshot = Timetable.snapshots[presence.snapshot]
            let (end, deadline) = (snapshot.addingMonthsToEnd(3), snapshot.addingMonthsToEnd(6))
            guard presence.standing == .predicted, deadline <= Timetable.provenThrough else { return }
            var reoffended = false
            outcomes.forEachOffence(after: presence) { offence in
                if offence.offenceDate > snapshot, offence.offenceDate <= end, offence.provenDate <= deadline {
                    reoffended = true
                }
            }
            judged.append(
                Judged(
                    person: presence.person.id, snapshot: presence.snapshot, territory: presence.territory,
                    authority: presence.authority, chance: Outcomes.chance(of: presence, in: caseload),
                    reoffended: reoffended, isPublished: caseload.isInPublishedCounts(presence)))
        }
        return judged
    }

    /// The presences of each person, in the order of their keys.
    private func people(_ rows: [Judged]) -> [[Judged]] {
        Dictionary(grouping: rows, by: \.person).sorted { $0.key < $1.key }.map(\.value)
    }

    /// The correlation of a person's residuals over all pairs of the person's snapshots: the sum of their products over
    /// that of the products of their standard deviations.
    private func correlation(_ rows: [Judged]) -> Double {
        var (products, scale) = (0.0, 0.0)
        for person in people(rows) {
            for (index, first) in person.enumerated() {
                for second in person[(index + 1)...] {
                    products += first.residual * second.residual
                    scale += (first.variance * second.variance).squareRoot()
                }
            }
        }
        return products / scale
    }

    /// The variance of a sum of outcomes where the person is the unit, as a multiple of the one without repeats.
    private func designEffect(_ rows: [Judged]) -> Double {
        people(rows).reduce(0) { sum, person in
            let residual = person.reduce(0) { $0 + $1.residual }
            return sum + residual * residual
        } / rows.reduce(0) { $0 + $1.variance }
    }

    @Test(
        "a person's outcomes are correlated by about 0.2, given the predictions: in published years and others"
    )
    func withinPerson() throws {
        let rows = try Self.judged.get()
        #expect((0.17...0.22).contains(correlation(rows)))
        #expect((0.16...0.22).contains(correlation(rows.filter(\.isPublished))))
        #expect((0.17...0.22).contains(correlation(rows.filter { !$0.isPublished })))
    }

    @Test(
        "a quarter's design effect is about 1.4, in the nation and in each area that is large enough", arguments: 0..<4)
    func designEffects(year: Int) throws {
        let rows = try Self.judged.get().filter { $0.snapshot / 4 == year }
        #expect((1.32...1.48).contains(designEffect(rows)))
        let large = Dictionary(grouping: rows, by: \.territory).values.filter { $0.count > 5_000 }
        #expect(large.count == 2)
        for area in large { #expect((1.25...1.6).contains(designEffect(area)), "\(area[0].territory)") }
    }

    @Test("people of every tenth of the risks re-offend as predicted", arguments: [true, false])
    func calibrated(isPublished: Bool) throws {
        let rows = try Self.judged.get().filter { $0.isPublished == isPublished }.sorted { $0.chance < $1.chance }
        for tenth in 0..<10 {
            let part = rows[tenth * rows.count / 10..<(tenth + 1) * rows.count / 10]
            let expected = part.reduce(0) { $0 + $1.chance }
            let observed = Double(part.count { $0.reoffended })
            let deviation = part.reduce(0) { $0 + $1.variance }.squareRoot()
            #expect(abs(observed - expected) < 3 * deviation, "\(tenth): \(observed) of \(expected)")
        }
        #expect(abs(rows.reduce(0) { $0 + $1.residual } / rows.reduce(0) { $0 + $1.chance }) < 0.03)
    }

    @Test("the published numbers of re-offenders are met, authority by authority and for those in neither")
    func published() throws {
        let rows = try Self.judged.get().filter(\.isPublished)
        let counts = Dictionary(grouping: rows, by: \.territory).values.map { area in
            Dictionary(grouping: area, by: \.authority).sorted { $0.key < $1.key }
                .map { [$0.value.count { $0.reoffended }, $0.value.count] }
        }
        #expect(counts.count == 2)
        #expect(counts.contains([[572, 5_724], [408, 3_412], [54, 253]]))
        let sums = counts.map { area in [0, 1].map { part in area.reduce(0) { $0 + $1[part] } } }
        #expect(Set(sums) == [[1_034, 9_389], [892, 10_239]])
    }
}

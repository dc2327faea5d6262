import Foundation
import ReportKit
import Synchronization
import TestSupport
import Testing

@testable import Disclosure

@Suite("What a weighing came to")
struct WeighingMemoryTests {
    private final class Memory: WeighingMemory {
        let program: String
        let results = Mutex<[WeighingKey: [UInt8]]>([:])
        let found = Mutex(0)

        init(program: String = "1.0") { self.program = program }

        func result(of key: WeighingKey) -> [UInt8]? {
            let result = results.withLock { $0[key] }
            if result != nil { found.withLock { $0 += 1 } }
            return result
        }

        func keep(_ result: [UInt8], of key: WeighingKey) { results.withLock { $0[key] = result } }
        var count: Int { results.withLock { $0.count } }
    }

    private let region = MadeRegion(seed: 5, trusts: 3, authorities: 4, size: 20)

    private func weighed(
        _ memory: Memory?, _ quarters: [Int] = [5, 4], by breakdown: Breakdown? = nil,
        under policy: DisclosurePolicy = .standard, shown: Set<String>? = nil
    ) throws -> [PublishedReport] {
        try DisclosureControl(policy, in: region.tree, memory: memory).disclosed(
            try quarters.map { try region.report($0, by: breakdown, shown: shown) })
    }

    @Test("is found the next time, and nothing but the time depends on it", arguments: [nil, Breakdown.sex])
    func again(breakdown: Breakdown?) throws {
        let memory = Memory()
        let anew = try weighed(nil, by: breakdown)
        #expect(anew.contains { !$0.suppressions.isEmpty }, "nothing is suppressed: nothing is tested")
        let first = try weighed(memory, by: breakdown)
        #expect(memory.found.withLock { $0 } == 0)
        let count = memory.count
        let second = try weighed(memory, by: breakdown)
        #expect(memory.count == count && memory.found.withLock { $0 } == count)
        for (one, other) in zip(anew, zip(first, second)) {
            #expect(one.suppressions == other.0.suppressions && one.suppressions == other.1.suppressions)
        }
    }

    @Test("is not taken over by another program, nor under another policy, nor for other counts")
    func others() throws {
        let memory = Memory()
        _ = try weighed(memory)
        let kept = memory.results.withLock { $0 }
        let other = Memory(program: "1.1")
        other.results.withLock { $0 = kept }
        _ = try weighed(other)
        #expect(other.found.withLock { $0 } == 0)
        _ = try weighed(memory, under: DisclosurePolicy(largestSmallCount: 3, valuesLeft: 3, extremesBelow: 10))
        _ = try weighed(memory, [3, 2])
        #expect(memory.found.withLock { $0 } == 0)
        // All areas of one quarter are weighed by themselves first, whatever is asked for.
        _ = try weighed(memory, [5], shown: ["N", "T1"])
        #expect(memory.found.withLock { $0 } == 1)
    }

    @Test("is found anew where what was kept is damaged")
    func damaged() throws {
        let anew = try weighed(nil).map(\.suppressions)
        let memory = Memory()
        _ = try weighed(memory)
        for change: @Sendable ([UInt8]) -> [UInt8] in [
            { Array($0.dropLast()) }, { $0 + [0] }, { _ in [] }, { $0.map { _ in 255 } },
        ] {
            memory.results.withLock { $0 = $0.mapValues(change) }
            #expect(try weighed(memory).map(\.suppressions) == anew)
        }
    }

    @Test("is not kept where the policy's limit was reached")
    func unfinished() throws {
        let memory = Memory()
        let policy = DisclosurePolicy(largestSmallCount: 4, valuesLeft: 3, extremesBelow: 10, solverSteps: 0)
        _ = try weighed(memory, under: policy)
        #expect(memory.count == 0)
    }
}

@Suite("The key of a weighing")
struct WeighingKeyTests {
    private static let trust = Area(code: "T", name: "Trust", level: .trust)
    private static let authority = Area(code: "A", name: "Authority", level: .localAuthority)
    private static let tree = AreaTree([authority: [trust]])

    private struct Made {
        var indicator = "NI18"
        var breakdown: Breakdown?
        var from = "2010-04-01"
        var family = Family.proportionAgainstTarget
        var columns: [CountColumn]?
        var codes = ["A", "B"]
        var group: String?
        var counts: [Int?] = [3, 20, 17, nil, nil]
        var hidden: Set<Int> = []
        var yearBefore: Int?
        var people: Int?
        var rounded: [Int: Int] = [:]
        var isPublished = false
        var isOfAllAreas = true
        var suppressed: [Int: SuppressionReason] = [:]
        var relations: [CountRelation] = []
        var tree = WeighingKeyTests.tree
        var policy = DisclosurePolicy.standard
        var program = "1.0"

        func key() throws -> WeighingKey {
            let (first, last) = (try #require(Day(from)), try #require(Day("2011-03-31")))
            let span = try #require(Period(from: first, to: last))
            let places = codes.map { code in
                CountTable.Place(area: .init(level: .localAuthority, code: code), group: group)
            }
            let table = CountTable(
                indicator: indicator, breakdown: breakdown, span: span, family: family, columns: columns,
                cells: places.map { place in
                    CountTable.Cell(
                        place: place, area: authority, counts: counts, suppressed: hidden, yearBefore: yearBefore,
                        people: people, rounded: rounded)
                }, isPublished: isPublished, isOfAllAreas: isOfAllAreas,
                suppressed: suppressed.isEmpty ? [:] : [places[0]: suppressed])
            return WeighingKey([table], relations, in: tree, policy, program: program)
        }
    }

    private static let changes: [(String, @Sendable (inout Made) -> Void)] = [
        ("indicator", { $0.indicator = "NI19" }), ("breakdown", { $0.breakdown = .sex }),
        ("span", { $0.from = "2010-07-01" }), ("family", { $0.family = .supplied }),
        ("columns", { $0.columns = Array(Family.proportionAgainstTarget.countColumns.reversed()) }),
        ("order of cells", { $0.codes = ["B", "A"] }), ("place", { $0.codes = ["A", "C"] }),
        ("group", { $0.group = "F" }), ("no group, by an empty name", { $0.group = "" }),
        ("a count", { $0.counts[0] = 4 }), ("no count", { $0.counts[0] = nil }), ("zero", { $0.counts[3] = 0 }),
        ("hidden before", { $0.hidden = [1] }), ("year before", { $0.yearBefore = 0 }),
        ("people", { $0.people = 3 }), ("rounded", { $0.rounded = [3: 10] }), ("published", { $0.isPublished = true }),
        ("of all areas", { $0.isOfAllAreas = false }), ("suppressed", { $0.suppressed = [0: .smallCount] }),
        ("reason", { $0.suppressed = [0: .revision] }),
        ("relations", { $0.relations = [.wholes] }),
        ("another comparison", { $0.relations = [.parts] }),
        ("tree", { $0.tree = AreaTree([authority: [Area(code: "U", name: "Trust", level: .trust)]]) }),
        ("policy", { $0.policy = DisclosurePolicy(largestSmallCount: 4, valuesLeft: 4, extremesBelow: 10) }),
        (
            "headlines",
            {
                $0.policy = DisclosurePolicy(
                    largestSmallCount: 4, valuesLeft: 3, extremesBelow: 10, headlines: ["NI18"])
            }
        ),
        ("program", { $0.program = "1.1" }),
    ]

    @Test("is another for everything that a result follows from")
    func other() throws {
        var keys: [WeighingKey: String] = [try Made().key(): "unchanged"]
        #expect(try Made().key().bytes.count == 32)
        for (name, change) in Self.changes {
            var made = Made()
            change(&made)
            let key = try made.key()
            #expect(keys[key] == nil, "\(name) has the key of \(keys[key] ?? "")")
            #expect(try made.key() == key, "\(name)")
            keys[key] = name
        }
    }

    @Test("has every property of what it is made of: where a type gets another one, its bytes must too")
    func complete() throws {
        func names(_ value: Any) -> [String] { Mirror(reflecting: value).children.compactMap(\.label) }
        let report = try MadeRegion(seed: 5, trusts: 1, authorities: 2, size: 20).report(5)
        let table = try #require(CountTable(report, .standard, in: Self.tree))
        #expect(
            names(table) == [
                "indicator", "breakdown", "span", "family", "columns", "cells", "isPublished", "isOfAllAreas",
                "suppressed",
            ])
        #expect(names(table.cells[0]) == ["place", "area", "counts", "suppressed", "yearBefore", "people", "rounded"])
        #expect(names(table.columns[0]) == ["kind", "showing", "overTime", "whenSmall"])
        #expect(names(table.cells[0].place) == ["area", "group"])
        #expect(names(table.span) == ["from", "to"])
        // `register` says which tables are among those weighed.
        #expect(
            names(DisclosurePolicy.standard) == [
                "method", "largestSmallCount", "valuesLeft", "extremesBelow", "quantileLeastN", "roundTo",
                "notOfPeople", "register", "headlines", "largestBreakdown", "solverSteps", "solverSeconds",
            ])
        #expect(names(CountRelation.wholes) == ["terms", "comparison", "validity"])
        #expect(names(CountRelation.wholes.terms[0]) == ["indicator", "kind", "factor"])
        // `areas` are their names; `wholes` and `partsOf` follow from the parents.
        #expect(names(Self.tree) == ["parents", "areas", "nation", "wholes", "partsOf", "canonical"])
    }

    @Test("does not depend on where one text ends and the next begins")
    func apart() {
        func bytes(_ texts: [String]) -> [UInt8] {
            var bytes = CanonicalBytes()
            bytes.add(texts) { $0.add($1) }
            return bytes.bytes
        }
        let all = [["ab", "c"], ["a", "bc"], ["abc"], ["", "abc"], []].map(bytes)
        #expect(Set(all).count == all.count)
    }
}

extension CountRelation {
    fileprivate static let wholes = CountRelation([.init("A")], .equal, [.init("B"), .init("C")])
    fileprivate static let parts = CountRelation([.init("A")], .atLeast, [.init("B"), .init("C")])
}

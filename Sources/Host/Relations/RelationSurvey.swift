import ReportKit

/// How the counts of all installed indicators add up in a warehouse: whether what modules declare holds, and what no
/// module declares.
public struct RelationSurvey: Sendable {
    /// A relation that a module declares.
    public struct Declared: Sendable {
        public let relation: CountRelation
        /// The module.
        public let by: String
        /// The level whose areas were compared; nil where no area has all the counts.
        public let level: AreaLevel?
        /// In how many pairs of an area and a quarter all its counts are known.
        public let places: Int
        /// In how many of them it does not hold.
        public let broken: Int
    }

    /// The quarters compared, in order.
    public let quarters: [Quarter]
    /// In the order of the modules that declare them.
    public let declared: [Declared]
    /// What no module declares, nor follows from what modules declare and what families imply.
    public let undeclared: [FoundRelation]
    /// The counts that are zero nearly everywhere, so that nothing can be said of them.
    public let rare: [CountRelation.Term]
    /// Modules that failed, and why; nothing is known of their counts in that quarter.
    public let failures: [(quarter: Quarter, failure: WorkerFailure)]

    /// Whether every relation is declared, and every declared one holds.
    public var isWhole: Bool { undeclared.isEmpty && declared.allSatisfy { $0.broken == 0 } }

    /// The levels whose areas are compared, the smallest first: what adds up there adds up in larger areas too.
    private static let levels: [AreaLevel] = [.localAuthority, .trust]

    /// Runs all modules, and searches their counts.
    ///
    /// - Parameters:
    ///   - quarters: the quarters to compare; relations of first quarters are found where one of them is one.
    ///   - progress: called as each module ends.
    public init(
        of modules: [DescribedModule], _ quarters: [Quarter], runner: ModuleRunner, basis: ReportBasis = ReportBasis(),
        progress: @escaping @Sendable (Quarter, ModuleOutcome) -> Void = { _, _ in }
    ) async throws {
        let (sheets, failures) = try await Self.counts(
            of: modules, in: quarters, runner: runner, basis: basis, progress: progress)
        self.init(of: modules.map(\.indicator), sheets, quarters: quarters.sorted(), failures: failures)
    }

    /// Runs all modules, on one state of the warehouse.
    ///
    /// - Returns: the counts at each level, those of the smallest areas first, and the modules that failed.
    static func counts(
        of modules: [DescribedModule], in quarters: [Quarter], runner: ModuleRunner, basis: ReportBasis = ReportBasis(),
        progress: @escaping @Sendable (Quarter, ModuleOutcome) -> Void = { _, _ in }
    ) async throws -> (sheets: [CountSheet], failures: [(quarter: Quarter, failure: WorkerFailure)]) {
        let counted = modules.filter { $0.kind != .sameAs && $0.indicator.family != .undefined }
        var sheets = levels.map { CountSheet(level: $0) }
        var failures: [(quarter: Quarter, failure: WorkerFailure)] = []
        guard let last = quarters.max() else { return (sheets, []) }
        let session = try ReportSession(opening: runner, on: last.lastDay, basis: basis)
        defer { session.close() }
        for quarter in quarters.sorted() {
            let outcomes = try await session.run(
                counted.map(\.subject), AreaSelection(everyAreaAt: levels), period: .quarter(quarter)
            ) { progress(quarter, $0) }
            let reports = outcomes.compactMap { try? $0.result.get() }
            for index in sheets.indices { sheets[index].add(reports, of: quarter) }
            failures += outcomes.flatMap(\.failures).filter(\.kind.isFault).map { (quarter, $0) }
        }
        return (sheets, failures)
    }

    /// The same for consecutive quarters.
    ///
    /// - Parameters:
    ///   - last: the last of them; nil for the latest that has rows.
    ///   - count: how many.
    public init(
        of modules: [DescribedModule], through last: Quarter?, count: Int, runner: ModuleRunner, basis: ReportBasis
    ) async throws {
        let last = try last ?? runner.latestQuarters(1).first
        try await self.init(
            of: modules, last.map { last in (0..<count).map { last.advanced(by: -$0) } } ?? [], runner: runner,
            basis: basis)
    }

    /// Searches counts.
    ///
    /// - Parameter sheets: one per level, that of the smallest areas first.
    init(
        of indicators: [Indicator], _ sheets: [CountSheet], quarters: [Quarter],
        failures: [(Quarter, WorkerFailure)] = []
    ) {
        self.quarters = quarters
        self.failures = failures
        declared = indicators.filter { $0.sameAs == nil }.sorted { $0.sortKey < $1.sortKey }.flatMap { indicator in
            indicator.relations.map { relation in
                Self.state(of: relation, by: indicator.id, indicators.resolved(relation), in: sheets)
            }
        }
        let known = indicators.clusters.flatMap(\.relations)
        var found: [FoundRelation] = []
        var seen: Set<CountName> = []
        for sheet in sheets {
            let smaller = seen
            func isNew(_ counts: Set<CountName>) -> Bool { smaller.isEmpty || !counts.isSubset(of: smaller) }
            let always = known.filter { $0.validity != .firstQuarter } + found.map(\.relation)
            found += RelationSearch.found(in: sheet, known: always, where: isNew)
            let first = sheet.rows { $0.number == 1 }
            found += RelationSearch.found(
                in: first, known: known + found.map(\.relation), validity: .firstQuarter
            ) { isNew($0) && sheet.coincide(Set($0.map(\.indicator))) }
            seen.formUnion(sheet.columns.keys)
        }
        undeclared = found
        rare = sheets.first.map(Self.rareCounts) ?? []
    }

    private static func state(
        of relation: CountRelation, by id: String, _ resolved: CountRelation?, in sheets: [CountSheet]
    ) -> Declared {
        for sheet in sheets {
            let sums = resolved.map(sheet.sums) ?? []
            let broken = sums.count { relation.comparison == .equal ? $0 != 0 : $0 < 0 }
            if !sums.isEmpty {
                return Declared(relation: relation, by: id, level: sheet.level, places: sums.count, broken: broken)
            }
        }
        return Declared(relation: relation, by: id, level: nil, places: 0, broken: 0)
    }

    private static func rareCounts(in sheet: CountSheet) -> [CountRelation.Term] {
        sheet.columns.filter { _, values in
            (1..<RelationSearch.bearing).contains(values.count { ($0 ?? 0) != 0 })
        }.keys.map { CountRelation.Term($0.indicator, $0.kind) }.sorted { $0.description < $1.description }
    }
}

extension CountSheet {
    /// What the terms of a relation add up to, in every place where it should hold and all of them are known.
    fileprivate func sums(of relation: CountRelation) -> [Int] {
        let terms = relation.terms.map { (columns[CountName($0)] ?? [], $0.factor) }
        return places.indices.compactMap { row in
            guard relation.holds(for: .quarter(places[row].quarter)) else { return nil }
            var sum = 0
            for (column, factor) in terms {
                guard row < column.count, let count = column[row] else { return nil }
                sum += factor * count
            }
            return sum
        }
    }

    /// Whether some indicators count the same days in every first quarter, but not in every other.
    fileprivate func coincide(_ indicators: Set<String>) -> Bool {
        let counted = indicators.compactMap { days[$0] }
        let quarters = Set(counted.flatMap(\.keys))
        func areSame(_ quarter: Quarter) -> Bool { Set(counted.compactMap { $0[quarter] }).count <= 1 }
        return quarters.filter { $0.number == 1 }.allSatisfy(areSame)
            && !quarters.filter { $0.number != 1 }.allSatisfy(areSame)
    }
}

extension WorkerFailure.Kind {
    /// Whether it says that something is wrong with a module, rather than that there is nothing to count.
    fileprivate var isFault: Bool {
        switch self {
        case .module, .badData, .notTrusted, .warehouse, .cancelled: true
        case .notComplete, .noData, .notHeld, .notOffered: false
        }
    }
}

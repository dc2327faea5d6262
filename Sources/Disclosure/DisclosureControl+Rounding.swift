import ReportKit

extension DisclosureControl {
    /// The reports with their counts rounded. Reports on counts that add up to one another are rounded together, with what
    /// anybody may publish beside them.
    func rounded(
        _ reports: [Report], beside companions: [Report]
    ) throws(DisclosureError) -> [WeighedReport] {
        let (policy, judgedBy) = (policy, judgedBy)
        let all = reports + companions
        let tables = all.map { CountTable($0, policy, in: tree) }
        var versions: [String: Set<String>] = [:]
        for report in all { versions[report.indicator.countsOf, default: []].insert(report.indicator.version) }
        let kept = KeptCounts(earlier, base: policy.roundTo, versions: versions)
        let clusters = RelatedTables.clusters(all, tables, companionsFrom: reports.count)
        let found = clusters.mapSolving { cluster in
            Result { () throws(DisclosureError) in try self.rounding(cluster, kept) }
        }
        var weighed: [Int: WeighedReport] = [:]
        for (cluster, found) in zip(clusters, found) {
            let rounding = try found.get()
            for (number, index) in zip(cluster.reports, cluster.indices) where number < reports.count {
                let (report, table) = (reports[number], cluster.distinct[index])
                guard let rounding else {
                    let hidden = table.suppressions(under: report.indicator)
                    weighed[number] = WeighedReport(report, gaveUp: true) {
                        PublishedReport($0, rounded: [:], suppressed: hidden, policy, judgedBy: judgedBy)
                    }
                    continue
                }
                let isSuppressed = policy.register.revisions == .suppress
                let revised = rounding.revised[index]
                let hidden = table.suppressions(under: report.indicator, .revision).filter {
                    isSuppressed && revised.contains($0.key)
                }
                let counts = Dictionary(
                    zip(table.cells.map(\.place), rounding.counts[index]), uniquingKeysWith: { first, _ in first })
                weighed[number] = WeighedReport(report) { report in
                    PublishedReport(
                        report, rounded: report.rounded(counts, table.columns, to: policy.roundTo), suppressed: hidden,
                        without: Set(counts.keys), standing: isSuppressed ? [] : revised, policy, judgedBy: judgedBy)
                }
            }
        }
        return reports.enumerated().map { index, report in
            weighed[index]
                ?? WeighedReport(report) { PublishedReport(everythingIn: $0, policy, judgedBy: judgedBy) }
        }
    }

    /// The rounding of a cluster's tables; nil where none was found that adds up, or not in time: nothing of them may then
    /// be shown.
    private func rounding(
        _ cluster: RelatedTables, _ kept: KeptCounts
    ) throws(DisclosureError) -> ControlledRounding? {
        do throws(Solver.Failure) {
            return try ControlledRounding(
                cluster.distinct, cluster.relations, in: tree, policy, kept: kept, SolverBudget(policy))
        } catch .interrupted {
            throw .cancelled
        } catch {
            return nil
        }
    }
}

extension Report {
    /// The findings of a report whose counts were rounded.
    fileprivate func rounded(
        _ counts: [CountTable.Place: [Int?]], _ columns: [CountColumn], to base: Int
    ) -> [CountTable.Place: RoundedFinding] {
        var rounded: [CountTable.Place: RoundedFinding] = [:]
        for finding in findings {
            guard let own = counts[finding.place] else { continue }
            rounded[finding.place] = RoundedFinding(
                finding, family: indicator.family, columns: columns, counts: own, to: base)
        }
        return rounded
    }
}

extension CountTable {
    /// The suppression of every cell's counts, by place.
    fileprivate func suppressions(
        under indicator: Indicator, _ reason: SuppressionReason = .protects
    ) -> [Place: Suppression] {
        let kinds = columns.filter { !$0.isBeside }.compactMap(\.kind)
        return Dictionary(
            cells.map { cell in
                (
                    cell.place,
                    Suppression(
                        indicator: indicator.id, area: cell.area, group: cell.place.group, span: span,
                        breakdown: breakdown, reason: reason, counts: kinds)
                )
            }, uniquingKeysWith: { first, _ in first })
    }
}

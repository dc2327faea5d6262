import Disclosure
import ReportKit
import Text

extension FindingColumn {
    /// The columns of one family's figures, numerator and denominator among them, in the order of its table.
    private static func figures(of family: Family) -> [FindingColumn] {
        switch family {
        case .proportionAgainstPredicted: predicted
        case .proportionAgainstTarget: proportion
        case .cohortChange: cohortChange
        case .frequency: frequency
        case .ratePerPopulation: ratePerPopulation
        case .standardisedRate: standardisedRate
        case .countAgainstTarget: countAgainstTarget
        case .countChange: countChange
        case .mean: mean
        case .quantile: quantile
        case .supplied: supplied
        case .undefined: []
        }
    }

    private static func own(_ family: Family) -> [FindingColumn] {
        figures(of: family).filter { $0.name != observed.name && $0.name != n.name }
    }

    /// Every column of a family, in the order of a file.
    package static func all(of family: Family) -> [FindingColumn] { byFamily[family] ?? [] }

    private static let byFamily = Dictionary(
        uniqueKeysWithValues: Family.allCases.map { family in
            (family, places + [observed, n] + judgement + own(family) + ending)
        })

    /// The columns that any of some families has, in the order of a file: each name once.
    package static func all(of families: Set<Family>) -> [FindingColumn] {
        var known: Set<String> = []
        let figures = Family.allCases.filter(families.contains).flatMap(own)
        return places + [observed, n] + judgement + figures.filter { known.insert($0.name).inserted } + ending
    }

    /// The keys of a family's own figures in JSON, in the order of its columns.
    package static func keys(of family: Family) -> [String] {
        var known: Set<String> = []
        return (own(family).compactMap(\.key) + (family == .undefined ? [] : ["tests"])).filter {
            known.insert($0).inserted
        }
    }

    /// The key in JSON of the rate that numerator and denominator give; nil where the family has none.
    package static func rateKey(of family: Family) -> String? {
        own(family).first { $0.role == .rate }?.key
    }

    /// The columns of a family's table, from the area to the target.
    static func table(of family: Family) -> [FindingColumn] {
        places + figures(of: family) + judgement
    }
}

extension PublishedReport {
    /// The columns of the report's table that are not empty for every finding, from the area to the verdict.
    ///
    /// - Parameter words: how verdicts are worded.
    package func tableColumns(_ words: VerdictWords) -> [TableColumn] {
        let levels = Dictionary(grouping: findings.map(\.area), by: \.name).values.map { Set($0.map(\.level)) }
        let sharesNames = levels.contains { $0.count > 1 }
        let columns = FindingColumn.table(of: indicator.family).compactMap { column -> FindingColumn? in
            switch column.name {
            // Only where two areas share a name.
            case "area_level" where !sharesNames: nil
            case "group" where breakdown == nil: nil
            case "verdict": nil
            default: column
            }
        }
        let verdict = FindingColumn.judgement[0].shown(Display("Verdict", alignment: .left) { words.text($1) })
        return (columns + [verdict]).compactMap { TableColumn($0, indicator) }.filter { column in
            // Where every figure is confidential, the columns stay and say so.
            shown.isEmpty || shown.contains { column.cell(.shown($0)) != Numbers.missing }
        }
    }
}

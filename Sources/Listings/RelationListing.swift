import ReportKit
import Text

/// How counts add up, declared or not, for people or for programs. It has no count of anybody.
///
/// ```
/// Declared                   By    Compared                          Holds
/// -------------------------  ----  --------------------------------  -----
/// OM38 = M5 + M5a            OM38  1,672 (local-authority)           yes
/// INT01 = INT13 in a first…  INT13  418 (local-authority)            yes
/// ```
public struct RelationListing {
    /// A relation that a module declares.
    public struct Declared {
        let relation: CountRelation
        let by: String
        let level: AreaLevel?
        let places: Int
        let broken: Int

        /// - Parameters:
        ///   - level: the level whose areas were compared; nil where none could be.
        ///   - places: how many pairs of an area and a quarter were compared.
        ///   - broken: in how many of them it does not hold.
        public init(_ relation: CountRelation, by: String, level: AreaLevel?, places: Int, broken: Int) {
            self.relation = relation
            self.by = by
            self.level = level
            self.places = places
            self.broken = broken
        }
    }

    /// A relation that no module declares.
    public struct Undeclared {
        let relation: CountRelation
        let level: AreaLevel
        let areas: Int
        let quarters: Int
        let places: Int

        /// - Parameter places: how many pairs of an area and a quarter have a count of it that is not zero.
        public init(_ relation: CountRelation, level: AreaLevel, areas: Int, quarters: Int, places: Int) {
            self.relation = relation
            self.level = level
            self.areas = areas
            self.quarters = quarters
            self.places = places
        }
    }

    private let quarters: [Quarter]
    private let declared: [Declared]
    private let undeclared: [Undeclared]
    private let rare: [CountRelation.Term]

    /// - Parameter rare: the counts that are zero nearly everywhere.
    public init(quarters: [Quarter], declared: [Declared], undeclared: [Undeclared], rare: [CountRelation.Term]) {
        self.quarters = quarters
        self.declared = declared
        self.undeclared = undeclared
        self.rare = rare
    }

    /// The declared relations, those that nobody declares, and what they were looked for in.
    public func table(width: Int) -> String {
        var lines: [String] = []
        if !declared.isEmpty {
            var table = TextTable([
                .init(heading: "Declared", alignment: .left, yields: true), .init(heading: "By", alignment: .left),
                .init(heading: "Level", alignment: .left), .init(heading: "Compared"),
                .init(heading: "Holds", alignment: .left),
            ])
            for entry in declared {
                table.append([
                    entry.relation.description, entry.by, entry.level?.rawValue ?? "-", Numbers.count(entry.places),
                    entry.words,
                ])
            }
            lines += table.lines(width: width) + [""]
        }
        if !undeclared.isEmpty {
            var table = TextTable([
                .init(heading: "Declared by nobody", alignment: .left, yields: true),
                .init(heading: "Level", alignment: .left), .init(heading: "Areas"), .init(heading: "Quarters"),
                .init(heading: "Not zero in"),
            ])
            for entry in undeclared {
                table.append([
                    entry.relation.description, entry.level.rawValue, Numbers.count(entry.areas),
                    Numbers.count(entry.quarters), Numbers.count(entry.places),
                ])
            }
            lines += table.lines(width: width) + [""]
        }
        return (lines + ending.flatMap { Wrapping.lines($0, width: width, first: "* ", rest: "  ") })
            .joined(separator: "\n") + "\n"
    }

    private var ending: [String] {
        let first = quarters.filter { $0.number == 1 }
        let span = quarters.first.map { first in "\(first) to \(quarters.last ?? first)" } ?? "none"
        return [
            "Quarters compared: \(span)"
                + (first.isEmpty
                    ? "; none begins a year."
                    : "; \(first.map(\.description).joined(separator: ", ")) "
                        + (first.count == 1 ? "begins a year." : "begin a year.")),
            undeclared.isEmpty
                ? "Nothing else adds up."
                : "If it follows from the definitions, declare it in the header of one of the modules, as 'adds-up: "
                    + "\(undeclared[0].relation)': until then disclosure control does not weigh these counts together.",
            rare.isEmpty
                ? nil
                : "Zero nearly everywhere, so nothing is known of: \(rare.map(\.full).joined(separator: ", ")).",
        ].compactMap(\.self)
    }

    /// An object with the quarters and both lists.
    public func json() throws -> String {
        try JSONText.text(
            Document(
                quarters: quarters.map(\.description), declared: declared.map(DeclaredEntry.init),
                undeclared: undeclared.map(UndeclaredEntry.init), rare: rare.map(\.full)))
    }

    private struct Document: Encodable {
        let quarters: [String]
        let declared: [DeclaredEntry]
        let undeclared: [UndeclaredEntry]
        let rare: [String]
    }

    private struct DeclaredEntry: Encodable {
        let relation: String
        let terms: [CountRelation.Term]
        let comparison: CountRelation.Comparison
        let validity: CountRelation.Validity
        let by: String
        @OrNull var level: AreaLevel?
        let places: Int
        let broken: Int

        init(_ entry: Declared) {
            relation = entry.relation.description
            terms = entry.relation.terms
            comparison = entry.relation.comparison
            validity = entry.relation.validity
            by = entry.by
            level = entry.level
            places = entry.places
            broken = entry.broken
        }
    }

    private struct UndeclaredEntry: Encodable {
        let relation: String
        let terms: [CountRelation.Term]
        let validity: CountRelation.Validity
        let level: AreaLevel
        let areas: Int
        let quarters: Int
        let places: Int

        init(_ entry: Undeclared) {
            relation = entry.relation.description
            terms = entry.relation.terms
            validity = entry.relation.validity
            level = entry.level
            areas = entry.areas
            quarters = entry.quarters
            places = entry.places
        }
    }
}

extension RelationListing.Declared {
    fileprivate var words: String {
        places == 0 ? "not known" : broken == 0 ? "yes" : "NOT IN \(Numbers.count(broken))"
    }
}

extension CountRelation.Term {
    /// The count with its name, a numerator's too.
    fileprivate var full: String { "\(indicator).\(kind.rawValue)" }
}

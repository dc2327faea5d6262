import ReportKit
import Text
import WarehouseSQL

/// The usual other names of areas: by rule where a rule is safe, else by a table of sourced names.
///
/// A rule never changes what a name means: `&` is `and`, `Saint` is `St`, `UA` is `Unitary Authority`; case, punctuation
/// and `the` do not matter. What a council or a trust calls itself means areas of that level alone, so that
/// `Bedfordshire Council`, which there is not, is not taken for the trust of Bedfordshire.
package enum AreaNaming {
    /// A word that a typed one may stand for.
    package struct Form: Equatable, Sendable {
        /// In the form in which names are compared.
        package let name: String
        /// The only level at which it may mean an area; nil where it may be any.
        package let level: AreaLevel?

        /// Whether it may mean an area of a level.
        package func mayMean(_ level: AreaLevel) -> Bool { self.level == nil || self.level == level }
    }

    /// The form in which names are compared: `St. Helens` and `Saint Helens` are both `st helens`.
    package static func folded(_ name: String) -> String {
        var words: [String] = []
        var word = ""
        func end() {
            if !word.isEmpty, word != "the" { words += meanings[word] ?? [word] }
            word = ""
        }
        for character in name.lowercased() {
            if character.isLetter || character.isNumber {
                word.append(character)
            } else if character == "&" {
                end()
                words.append("and")
            } else if !"'’.".contains(character) {
                end()
            }
        }
        end()
        return words.joined(separator: " ")
    }

    /// What a typed name may stand for, the most literal first.
    package static func forms(of name: String) -> [Form] {
        let name = folded(name)
        func shortened(_ level: AreaLevel, _ ends: [String], _ beginnings: [String]) -> [Form] {
            (ends.filter { name.hasSuffix($0) }.map { String(name.dropLast($0.count)) }
                + beginnings.filter { name.hasPrefix($0) }.map { String(name.dropFirst($0.count)) })
                .filter { !$0.isEmpty }.map { Form(name: $0, level: level) }
        }
        return [Form(name: name, level: nil)]
            + shortened(.localAuthority, endsOfAuthorities, ["london borough of ", "royal borough of "])
            + shortened(.trust, [" probation trust", " probation area", " probation"], [])
    }

    /// The names of an area in the form in which names are compared, without those that a rule makes of what is typed.
    package static func names(of name: String, codes: [String]) -> Set<String> {
        Set(spelledNames(of: name, codes: codes).map(folded))
    }

    /// The names of an area as people write them: its own, the short form of one such as `Bristol, City of`, and those
    /// of the table.
    package static func spelledNames(of name: String, codes: [String]) -> [String] {
        var names = [name]
        for form in [", City of", ", County of"] where name.hasSuffix(form) {
            let short = String(name.dropLast(form.count))
            names += [short, "\(form.dropFirst(2)) \(short)"]
        }
        return names + codes.flatMap { table[$0]?.names ?? [] }
    }

    /// Codes of the same area that the warehouse does not hold, such as that of a county which became a unitary authority.
    package static func otherCodes(of codes: [String]) -> [String] {
        codes.flatMap { table[$0]?.codes ?? [] }
    }

    /// Words of one meaning.
    private static let meanings = [
        "saint": ["st"], "boro": ["borough"], "ua": ["unitary", "authority"],
        "mbc": ["metropolitan", "borough", "council"], "mdc": ["metropolitan", "district", "council"],
    ]

    /// No district below an upper-tier authority calls itself by the authority's name and one of these. `City Council`
    /// and `Borough Council` are not here: Durham City Council was another council than that of County Durham.
    private static let endsOfAuthorities = [
        " unitary authority", " unitary", " metropolitan borough council", " metropolitan borough",
        " metropolitan district council", " council", " london borough",
    ]

    /// The names and codes of `area_other_names.csv`, by the area's code.
    private static let table: [String: (names: [String], codes: [String])] = {
        // The file is the program's own: a test reads it.
        guard let file = try? CSVTable(WarehouseSQL.otherAreaNames, file: "area_other_names.csv") else { return [:] }
        var table: [String: (names: [String], codes: [String])] = [:]
        for (_, cells) in file.rows {
            var words = table[cells[0]] ?? ([], [])
            if cells[2] == "code" { words.codes.append(cells[3]) } else { words.names.append(cells[3]) }
            table[cells[0]] = words
        }
        return table
    }()
}

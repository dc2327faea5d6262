import ReportKit
import Text
import WarehouseSQL

/// The areas of the program's own reference files, which every warehouse has, for what is done without one.
package enum ReferenceAreas {
    /// Whether a word is a code or name of an area of a level, or usually means one.
    package static func know(_ word: String, at level: AreaLevel) -> Bool {
        guard let words = words[level] else { return false }
        if words.contains(word.lowercased()) { return true }
        return AreaNaming.forms(of: word).contains { form in
            form.mayMean(level) && words.contains(form.name)
        }
    }

    private static let words: [AreaLevel: Set<String>] = {
        var words: [AreaLevel: Set<String>] = [:]
        for (name, csv) in WarehouseSQL.referenceFiles {
            guard let file = try? CSVTable(csv, file: name) else { continue }
            for (_, cells) in file.rows {
                if name == "upper_tier_authority" {
                    let codes = cells[2...4].filter { !$0.isEmpty }
                    words[.localAuthority, default: []].formUnion(AreaNaming.names(of: cells[0], codes: Array(codes)))
                    words[.localAuthority, default: []]
                        .formUnion((codes + AreaNaming.otherCodes(of: Array(codes))).map { $0.lowercased() })
                } else {
                    for (prefix, trust) in [("PA-", cells[0]), ("PT-", cells[1])] {
                        words[.trust, default: []].formUnion(AreaNaming.names(of: trust, codes: []))
                        words[.trust, default: []].insert((prefix + trust.replacing(" ", with: "-")).lowercased())
                    }
                }
            }
        }
        return words
    }()
}

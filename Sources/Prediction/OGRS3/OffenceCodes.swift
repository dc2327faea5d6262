/// The Home Office's offence codes by OGRS3 offence group.
public struct OffenceCodes: Sendable {
    /// What is known about a code.
    enum Entry: Equatable {
        case group(String)
        case refused(OGRS3Refusal)
    }

    /// Every code with its group, or why it has none, in the file's order.
    let all: [(code: String, entry: Entry)]
    private let entries: [String: Entry]

    /// Every code, of five digits each.
    public var codes: [String] { all.map(\.code) }

    /// The groups, in the file's order.
    public var groups: [String] {
        all.reduce(into: []) { groups, code in
            if case .group(let group) = code.entry, groups.last != group { groups.append(group) }
        }
    }

    /// The group of a code; nil where it has none.
    func group(of code: String) -> String? {
        if case .group(let group) = entries[code] { group } else { nil }
    }

    /// The codes built into the program.
    public static let standard = OffenceCodes()

    private init() {
        let lines = String(decoding: PackageResources.offence_groups_csv, as: UTF8.self)
            .split(separator: "\n").dropFirst()
        all = lines.flatMap { line in
            let cells = line.split(separator: ",", omittingEmptySubsequences: false)
            let entry: Entry =
                switch cells[1] {
                case "": .group(String(cells[0]))
                case "NEED_DETAILS_OF_EXACT_OFFENCE": .refused(.exactOffenceNeeded)
                default: .refused(.codeWithoutWeight)
                }
            return cells[2].split(separator: " ").map { (String($0), entry) }
        }
        entries = Dictionary(uniqueKeysWithValues: all.map { ($0.code, $0.entry) })
    }

    /// What the code adds to the score in a set of coefficients.
    ///
    /// - Throws: a refusal if the code is unknown, has no weight, or covers several offences.
    public func weight(of code: String, in set: CoefficientSet) throws(OGRS3Refusal) -> Double {
        switch entries[code] {
        case nil: throw .unknownCode
        case .refused(let refusal): throw refusal
        case .group(let group):
            guard let weight = set.offenceGroups[group] else { throw .codeWithoutWeight }
            return weight
        }
    }
}

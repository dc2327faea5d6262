import ReportKit

/// A record as the words of a heading, and how much of it may be shown: where the heading is missing, it is somebody's
/// row.
struct HeadingWords {
    struct Word {
        let index: Int
        /// As it is written.
        let text: String
        let normalised: String
        /// The column that it means, if it means one.
        let target: String
        /// Whether the mapping ignores it.
        let isIgnored: Bool
    }

    let words: [Word]
    /// Whether any of them is a heading: of any kind, of the mapping, or a personal one.
    let isHeading: Bool
    /// How many different columns of the kind they name.
    let columns: Int
    /// Whether they name enough of the kind's columns to be its headings: two or more, and with them most of the words
    /// are headings, be it of the kind, ignored or personal. A title, a row of data or a pair such as `Trust,
    /// Lancashire` does not.
    let nameEnough: Bool
    /// Whether so many are headings of the kind that the others will be headings too. One may be chance, and so may one
    /// in two.
    private let areTrusted: Bool

    init(_ cells: some Collection<String>, _ extract: Extract, _ mapping: Mapping) {
        let own = Set(extract.columns.map(\.name))
        var words: [Word] = []
        var named: Set<String> = []
        var (recognised, ofKind, personal, filled) = (0, 0, 0, 0)
        for (index, text) in cells.enumerated() {
            let normalised = Heading.normalised(text)
            let isIgnored = mapping.ignored.contains(normalised)
            let isBirthDay = ["date_of_birth", "dob"].contains(normalised)
            let target = mapping.columns[normalised] ?? (isBirthDay ? "birth_month" : normalised)
            if !text.isEmpty { filled += 1 }
            if isIgnored || own.contains(target) {
                ofKind += 1
                if !isIgnored { named.insert(target) }
            } else if PersonalColumns.names.contains(normalised) {
                personal += 1
            } else if HeadingWords.known.contains(target) {
                recognised += 1
            }
            words.append(
                Word(index: index, text: text, normalised: normalised, target: target, isIgnored: isIgnored))
        }
        self.words = words
        columns = named.count
        isHeading = recognised + ofKind + personal > 0
        nameEnough = named.count > 1 && (ofKind + personal) * 2 > filled
        areTrusted = ofKind > 1 && ofKind * 2 > filled
    }

    /// The columns of all kinds.
    private static let known = Set(ExtractKind.allCases.flatMap { Extract.of($0).columns.map(\.name) })

    /// The first five words, or the places of those that may be data.
    func list(_ words: [Word], _ form: (Word) -> String) -> String {
        let shown = words.prefix(5).map { mayShow($0) ? form($0) : "column \($0.index + 1)" }
        return shown.joined(separator: ", ") + (words.count > 5 ? " and \(words.count - 5) more" : "")
    }

    private func mayShow(_ word: Word) -> Bool {
        PersonalColumns.mayShow(word.text, word.normalised, areTrusted: areTrusted)
    }
}

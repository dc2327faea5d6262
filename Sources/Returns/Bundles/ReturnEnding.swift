import Text

/// What is printed when a return is done: the overview, what is most worth knowing, and where its files are.
public struct ReturnEnding {
    private let edition: Return
    private let files: [String]
    private let folder: String

    public init(_ edition: Return, files: [String], folder: String) {
        self.edition = edition
        self.files = files
        self.folder = folder
    }

    /// The words as lines no longer than so many characters.
    public func text(width: Int) -> String {
        let things = edition.glance.worth.enumerated().flatMap { index, thing in
            Wrapping.lines("\(thing.subject): \(thing.line)", width: width, first: "\(index + 1). ", rest: "   ")
        }
        let lines =
            ["Return for \(edition.title)"] + (edition.notice.map { [$0] } ?? []) + [""]
            + GlanceText(edition).lines(width: width)
            + ["", "Most worth knowing:"] + things + [""]
            + Wrapping.lines(
                "Files in \(folder): \(files.joined(separator: ", "))", width: width, first: "", rest: "  ")
        return lines.joined(separator: "\n") + "\n"
    }
}

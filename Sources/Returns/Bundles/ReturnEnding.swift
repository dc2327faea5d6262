import Text

/// What is printed when a return is done: what is most worth knowing, and where its files are.
public struct ReturnEnding {
    private let worth: [String]
    private let files: [String]
    private let folder: String

    public init(_ edition: Return, files: [String], folder: String) {
        worth = edition.worthKnowing
        self.files = files
        self.folder = folder
    }

    /// The words as lines no longer than so many characters.
    public func text(width: Int) -> String {
        let things = worth.enumerated().flatMap { index, thing in
            Wrapping.lines(thing, width: width, first: "\(index + 1). ", rest: "   ")
        }
        let lines =
            ["", "Most worth knowing:"] + things + [""]
            + Wrapping.lines(
                "Files in \(folder): \(files.joined(separator: ", "))", width: width, first: "", rest: "  ")
        return lines.joined(separator: "\n") + "\n"
    }
}

import ArgumentParser
import Loading
import ReportKit

/// Looking at a file instead of loading it.
struct LearnOptions: ParsableArguments {
    @Option(
        name: .customLong("learn"),
        help: ArgumentHelp(
            "Look at a file, and write a mapping to begin with; no name, number, date or rare value is in it.",
            valueName: "file"),
        completion: .file())
    var file: String?

    @Option(
        help: ArgumentHelp("What the file to learn from is (default: as its headings say).", valueName: "kind"),
        transform: { try parseChoice($0, among: ExtractKind.allCases) })
    var kind: ExtractKind?

    @OptionGroup var destination: OutputOptions

    func validate() throws {
        if file == nil, kind != nil {
            throw ValidationError("--kind goes with --learn; a load takes the kind as 'laa load KIND FILE'.")
        }
        if file == nil, destination.output != nil { throw ValidationError("--output goes with --learn.") }
    }
}

extension LoadCommand {
    /// Writes what a mapping of a file may begin with.
    func learn(from file: String) throws {
        let options = try settings.options(for: learning.kind ?? .caseload, today: .today)
        let learned = try LearnedMapping(from: file, kind: learning.kind, options: options)
        try learning.destination.write(learned.text)
    }
}

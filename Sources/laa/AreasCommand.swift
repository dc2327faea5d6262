import ArgumentParser
import Host
import Listings
import ReportKit
import Warehouse

struct AreasCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "areas", abstract: "Lists areas: codes, names, the larger areas they lie in, and their days.",
        discussion: """
            Areas are those of 1 April 2009; probation areas became trusts on 1 April 2010. Without --as-of every area is \
            listed, with the days on which it was one; with it, those of that day. Those of offenders whose authority is not \
            assigned are listed with --level not-assigned alone.

            Wherever an area is named, in extracts as on the command line, its name and every code are understood. \
            So are usual other names: without regard to case and punctuation, with & for 'and', St for 'Saint', with \
            UA, Council, MBC or Probation Trust behind the name, and those of a list (Bristol, Hull, County Durham).
            """)

    @Option(help: "\(AreaLevel.allCases.map(\.rawValue).joined(separator: ", ")).", transform: parseLevel)
    var level: AreaLevel?

    @Option(
        name: .customLong("as-of"),
        help: ArgumentHelp("Only areas of that day, with their codes and larger areas then.", valueName: "date"),
        transform: parseDay)
    var asOf: Day?

    @Option(help: ArgumentHelp("Only areas with this text in a code, their name or another name.", valueName: "text"))
    var find: String?

    @Option(help: "table or json.")
    var format = TableOrJSON.table

    @OptionGroup var common: CommonOptions

    func validate() throws {
        if let find, find.allSatisfy({ !$0.isLetter && !$0.isNumber }) {
            throw ValidationError("--find is part of a name or code.")
        }
    }

    func run() throws {
        let connection = try Connection.open(common.existing, applicationName: "laa areas")
        try Migrator.current.checkCurrent(on: connection)
        let entries = try AreaRegister(on: asOf, from: connection).entries(level: level, matching: find)
        let listing = AreaListing(entries.map(AreaListing.Row.init))
        Output.result(try format == .json ? listing.json() : listing.table(width: Output.width))
    }
}

/// Reads a level of areas from the command line.
private func parseLevel(_ text: String) throws -> AreaLevel {
    try parseChoice(text, among: AreaLevel.allCases)
}

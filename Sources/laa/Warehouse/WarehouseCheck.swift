import ArgumentParser
import Disclosure
import Host
import Listings
import ReportKit
import Warehouse

struct WarehouseCheck: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Shows how many of the warehouse's rows lack data, by quarter and area.",
        discussion: """
            The exit code is 65 if a share that is shown exceeds its threshold. The thresholds are the rows of the \
            table warehouse.quality_threshold. A suppressed share is not judged, since the exit code would tell it; \
            --internal shows and judges every share.
            """)

    @Option(help: "The quarter, such as 2010-11Q4 (default: every quarter).", transform: parseQuarter)
    var quarter: Quarter?

    @Option(name: .customLong("area"), help: "Name or code of a trust or region; may be repeated.")
    var areas: [String] = []

    @Option(
        help: "national, region or trust.",
        transform: { try parseChoice($0, among: [AreaLevel.national, .region, .trust]) })
    var level: AreaLevel?

    @Option(help: "table or json.")
    var format = TableOrJSON.table

    @OptionGroup var disclosure: DisclosureOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
        let connection = try Connection.open(common.existing, applicationName: "laa warehouse check")
        try Migrator.current.checkCurrent(on: connection)
        let shown = level ?? (areas.isEmpty ? .national : .trust)
        let check = try QualityCheck(of: connection, quarter: quarter) {
            try AreaSelection(named: areas, level: shown, in: $0)
        }
        let terms = try disclosure.terms()
        let published = try check.quarters.flatMap { quarter in
            try terms.control(in: quarter.directory).published(
                quarter.entries.map { entry in
                    AreaQuality(
                        quarter: quarter.quarter, area: entry.area, measures: entry.measures, isShown: entry.isShown)
                })
        }
        let table = QualityTable(published, isSynthetic: check.isSynthetic)
        Output.result(try format == .json ? table.json() : table.table(width: Output.width))
        if published.contains(where: { $0.measures.contains(where: \.isInsufficient) }) {
            throw ExitCode(.badData)
        }
    }
}

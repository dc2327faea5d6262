import ArgumentParser
import Disclosure
import Foundation
import Host
import Loading
import Platform
import Prediction
import PrivateCluster
import ReportKit
import Returning
import Returns
import Warehouse

struct ModulesTest: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test",
        abstract: "Compares a module's findings with those expected, of given rows or the warehouse's.",
        discussion: """
            --rows FOLDER holds rows that you make up: terminations.csv, caseload.csv and so on, named for the kinds of \
            extract, with only the columns that matter; a column 'person' gives people short names. They are loaded into \
            an empty warehouse of the private PostgreSQL's that is removed afterwards, whatever --database or PGHOST say, \
            and nothing is suppressed. Without --rows, findings of the warehouse are compared.

            The expected findings of ID are in ID.expected.csv, in the folder of rows or else beside the module. The \
            columns quarter, area_level and area_code (and by and group, where it is broken down) identify a finding; \
            every other column of a CSV report is compared. A number with decimals is the same as all that are rounded \
            to it, and 73.5% the same as 0.735. Areas that are missing or not listed are differences. \
            --write-expected writes what came out, for you to check by hand.

            A figure that disclosure control suppresses is '[c]', and is not compared with a number; --internal compares \
            all figures.
            """)

    @Argument(
        help: ArgumentHelp("The module's file, or a folder of modules.", valueName: "path"),
        completion: .file(extensions: ["sql", "so"]))
    var path: String

    @Option(help: ArgumentHelp("Test on these rows: CSV files named for kinds of extract.", valueName: "folder"))
    var rows: String?

    @Option(
        help: ArgumentHelp(
            "The expected findings of one module (default: ID.expected.csv with the rows, or beside the module).",
            valueName: "file"))
    var expected: String?

    @Option(
        help: ArgumentHelp(
            "How far a number may lie from the one expected, beyond its rounding.", valueName: "difference"),
        transform: { text in
            guard let number = Double(text), number >= 0, number.isFinite else {
                throw ValidationError("'\(text)' is not a difference, such as 0.001.")
            }
            return number
        })
    var tolerance = 0.0

    @Flag(help: "Allow findings that are not listed.")
    var onlyListed = false

    @Flag(help: "Write what came out as the expected findings, marked as not checked by hand.")
    var writeExpected = false

    @Option(
        help: "With --write-expected: the quarter (default: those of the file that is there).", transform: parseQuarter)
    var quarter: Quarter?

    @Option(
        help:
            "With --write-expected and --quarter: the level; may be repeated (default: national, trust, local-authority).",
        transform: { try parseChoice($0, among: AreaLevel.allCases.filter { $0 != .notAssigned }) })
    var level: [AreaLevel] = []

    @Option(
        help: "With --write-expected and --quarter: what to break the figures down by.",
        transform: { try parseChoice($0, among: Breakdown.allCases) })
    var by: Breakdown?

    @OptionGroup var disclosure: DisclosureOptions
    @OptionGroup var limits: RunOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
        if !writeExpected, quarter != nil || !level.isEmpty || by != nil {
            throw ValidationError(
                "--quarter, --level and --by are for --write-expected: a test reads them from the expected findings.")
        }
        if quarter == nil, !level.isEmpty || by != nil { throw ValidationError("Give --quarter too.") }
        if rows != nil, common.database != nil {
            throw ValidationError(
                "--rows are loaded into the private PostgreSQL, beside no other rows: leave out --database.")
        }
        if rows != nil, limits.asOf != nil || limits.model != nil {
            throw ValidationError(
                "--rows have neither a past nor predictions made here: leave out --as-of and --model.")
        }
        if expected != nil, Folder.isFolder(path) {
            throw ValidationError("--expected is one module's: name its file, not a folder.")
        }
    }

    func run() async throws {
        let files = Folder.isFolder(path) ? ModuleFolders.modules(in: path) : [path]
        guard !files.isEmpty else {
            Output.error("laa: there is no module in \(path).")
            throw ExitCode(.noInput)
        }
        let listed = try writeExpected ? [:] : expectations(of: files)
        let scratch = try rows.map(warehouse)
        defer { scratch?.close() }
        let terms =
            try scratch == nil
            ? disclosure.terms()
            : DisclosureTerms(
                policy: disclosure.policy, environment: ProcessInfo.processInfo.environment,
                release: ModuleTest.invented)
        let test = try ModuleTest(
            by: scratch.map { limits.runner(on: $0.target) } ?? limits.runner(common), basis: limits.basis, terms: terms
        )
        var named: [NamedModule] = []
        for file in files where writeExpected || listed[file] != nil {
            named.append(
                try await NamedModule(file: file, program: Program.path) {
                    await ModuleSurvey(Program.moduleFolders, program: Program.path)
                })
        }
        if writeExpected {
            for module in named { try await write(module, to: expected ?? expectedFile(of: module.file), test) }
        } else if try await differ(named.compactMap { module in listed[module.file].map { (module, $0) } }, test, terms)
        {
            throw ExitCode(.badData)
        }
    }

    /// The expected findings of each file of a module, read before a warehouse is opened; of a folder's those that are there.
    private func expectations(of files: [String]) throws -> [String: ExpectedFindings] {
        var listed: [String: ExpectedFindings] = [:]
        for file in files {
            let place = expected ?? expectedFile(of: file)
            if files.count > 1, !FileManager.default.fileExists(atPath: place) {
                Output.error("\(file): not tested: there is no \(place).")
            } else {
                listed[file] = try findings(in: place)
            }
        }
        if listed.isEmpty {
            Output.error("laa: nothing was tested: no module of \(path) has expected findings.")
            throw ExitCode(.noInput)
        }
        return listed
    }

    /// An empty warehouse with the rows of a folder.
    private func warehouse(of folder: String) throws -> ScratchWarehouse {
        let given = try GivenRows(folder: folder)
        let home = ConnectionTarget.home(environment: ProcessInfo.processInfo.environment)
        let scratch = try ScratchWarehouse(in: PrivateCluster(home: home))
        let connection = try Connection.open(scratch.target, applicationName: "laa modules test")
        defer { connection.close() }
        let filled = try given.load(
            into: connection, offenceCodes: KnownOffenceCodes(OffenceCodes.standard.codes), today: .today)
        for sentence in filled { common.progress(sentence) }
        return scratch
    }

    private func expectedFile(of file: String) -> String {
        let stem = URL(fileURLWithPath: file).deletingPathExtension()
        return (rows.map { "\($0)/\(stem.lastPathComponent)" } ?? stem.path) + ".expected.csv"
    }

    private func findings(in file: String) throws -> ExpectedFindings {
        guard let content = FileManager.default.contents(atPath: file) else {
            Output.error(
                "laa: \(file) cannot be read. Write the expected findings there, name their file with --expected, or let "
                    + "--write-expected begin it.")
            throw ExitCode(.noInput)
        }
        return try ExpectedFindings(Array(content), file: file)
    }

    /// Compares, and says what came of it.
    ///
    /// - Returns: whether any module's findings are not as expected.
    private func differ(
        _ modules: [(module: NamedModule, expected: ExpectedFindings)], _ test: ModuleTest, _ terms: DisclosureTerms
    ) async throws -> Bool {
        var failed = false
        let all = try await test.differences(of: modules, tolerance: tolerance, onlyListed: onlyListed)
        for (named, differences) in zip(modules, all) {
            let differences = try differences.get()
            if let marking = terms.release.marking {
                if differences.isEmpty { Output.result("\(marking)\n") } else { Output.error(marking) }
            }
            for difference in differences { Output.error(difference) }
            guard differences.isEmpty else {
                failed = true
                continue
            }
            let (count, file) = (named.expected.count, named.module.file)
            Output.result("\(file): \(count) \(count == 1 ? "finding is" : "findings are") as expected.\n")
            if named.expected.isUnchecked {
                Output.result(
                    "\(expected ?? expectedFile(of: file)): NOT CHECKED BY HAND. Count each figure yourself, then remove its "
                        + "first line.\n")
            }
        }
        return failed
    }

    private func write(_ module: NamedModule, to file: String, _ test: ModuleTest) async throws {
        let requests: [ExpectedFindings.Request]
        if let quarter {
            let usual: [AreaLevel] = [.national, .trust, .localAuthority]
            let levels = level.isEmpty ? usual.filter(module.indicator.offers) : level
            requests = levels.map { .init(quarter: quarter, level: $0, breakdown: by) }
        } else {
            guard FileManager.default.fileExists(atPath: file) else {
                throw ValidationError("\(file) is not there yet: say what to write with --quarter.")
            }
            requests = try findings(in: file).requests
        }
        let text = ExpectedFindings.text(of: try await test.reports(of: module, for: requests))
        try DurableFile.write(Array(text.utf8), to: file)
        Output.result(
            "\(file): written, NOT CHECKED BY HAND. Count each figure yourself, then remove its first line.\n")
    }
}

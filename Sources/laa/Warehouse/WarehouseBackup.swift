import ArgumentParser
import Foundation
import Submissions
import Upkeep
import Warehouse

struct WarehouseBackup: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Backs up the warehouse, as it is at one moment, with checksums.",
        discussion: """
            FILE holds the database alone, with FILE.manifest.json beside it. A folder, by --output, also holds the \
            bundles, settings, modules and templates of the home. The keys are in neither: --keys writes both into a \
            file of their own, of mode 0600, to be kept apart.
              laa warehouse backup --output /backup/2011-07-29 --keys /media/stick/laa.keys
            """)

    @Argument(help: "File to write the database to.")
    var file: String?

    @Option(help: ArgumentHelp("Folder to write database and home to; it must not exist yet.", valueName: "dir"))
    var output: String?

    @Option(help: ArgumentHelp("Also write both keys, to this new file.", valueName: "file"))
    var keys: String?

    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard (file == nil) != (output == nil) else {
            throw ValidationError("Name either a file, or a folder with --output.")
        }
    }

    func run() throws {
        let settings = try SubmissionOptions.settings()
        let home = ConnectionTarget.home(environment: ProcessInfo.processInfo.environment)
        let connection = try Connection.open(try common.existing, applicationName: "laa warehouse backup")
        try Migrator.current.checkCurrent(on: connection)
        let place = file.map(BackupPlace.file) ?? .folder(output ?? "")
        let backup = Backup(home: home, settings: settings) { common.progress("laa: \($0) ...") }
        let found = try keys.map { _ in try KeysFile(ofHome: home, settings: settings) }
        let manifest = try backup.make(place, of: connection)
        if let keys, let found, !found.isEmpty { try found.write(to: keys) }
        let rows = manifest.rows.values.reduce(0, +)
        Output.result(
            "\(file ?? output ?? ""): \(rows) rows of \(manifest.rows.count) tables, \(manifest.files.count) files\n")
        if let keys {
            Output.result(
                found?.isEmpty == true
                    ? "There are no keys yet; \(keys) was not written\n"
                    : "\(keys): the keys; keep this file apart from the backup\n")
        }
    }
}

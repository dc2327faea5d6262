import ArgumentParser
import Foundation
import Loading
import Platform
import Prediction
import Warehouse

extension LoadCommand {
    /// Loads the files of a folder, or of a plan, and says what became of each.
    func loadAll(_ path: String) async throws {
        let plan = try BatchPlan(at: path, defaults: settings, today: .today)
        let connection = try Connection.open(common.existing, applicationName: "laa load --all")
        try Migrator.current.checkCurrent(on: connection)
        let bar = ProgressBar(isQuiet: common.quiet)
        defer { bar.clear() }
        var loader = BatchLoader(plan, today: .today, key: key) { bar.show($0) }
        if plan.hasOffenceCodes { loader.offenceCodes = KnownOffenceCodes(OffenceCodes.standard.codes) }
        if plan.namesIndicators { loader.indicators = await installedIndicators() }
        loader.willLoad = { common.progress("laa: loading \($0)") }
        loader.didEnd = { result in
            bar.clear()
            if let remark = result.remark { Output.error("laa: \(remark)") }
            for note in result.notes { common.progress(note) }
        }
        let results = loader.load(into: connection)
        bar.clear()
        Output.result(results.text(width: Output.width))
        if let code = results.exitCode { throw ExitCode(code) }
    }

    /// Options that belong to one file, which a plan may give it.
    func refuseOptionsOfOneFile() throws {
        let given: [(String, Bool)] = [
            ("--complete", complete), ("--accept-rejected", acceptRejected != nil),
            ("--older-extract", olderExtract != nil), ("--rejected", rejected != nil),
        ]
        if let option = given.first(where: \.1)?.0 {
            throw ValidationError("\(option) is for one file: write it to that file in a load.yaml.")
        }
        if dryRun { throw ValidationError("--dry-run is for one file: a file may need the people of another one.") }
    }
}

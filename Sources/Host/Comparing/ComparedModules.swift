import Foundation
import ReportKit
import Warehouse

/// Which modules give the same figures on a distributed warehouse as on one server.
///
/// A database that sends parts of a query to other servers has answered some wrongly, without an error. So a module is run on a
/// distributed warehouse only once its figures were compared (``ModuleFigures``), as its file is now.
public struct ComparedModules: Sendable {
    /// By the digest of the file: where the figures differed; nil where they agree.
    private let differences: [String: String?]

    /// What the warehouse of a session has recorded; nil where it is on one server, where there is nothing to compare.
    init?(on connection: Connection) throws {
        guard try connection.isDistributed else { return nil }
        let rows = try Self.recorded.query(on: connection, [.integer(Self.migration)])
        differences = Dictionary(
            uniqueKeysWithValues: try rows.map { (try $0.get("digest"), try $0.get("difference", as: String?.self)) })
    }

    /// Records what comparing a module came to.
    ///
    /// - Parameter difference: where its figures differed; nil where they agree.
    public static func record(_ module: DescribedModule, difference: String?, on connection: Connection) throws {
        guard let digest = FileDigest.of(path: module.runs) else {
            throw ModuleProblem.fileUnreadable(file: module.runs, reason: "it cannot be read")
        }
        try keep.query(
            on: connection, [.text(digest), .text(module.indicator.id), .text(difference), .integer(migration)])
    }

    /// Why a module is not run; nil where it may be.
    func refusal(of file: ModuleFile) -> WorkerFailure? {
        let digest = file.digest ?? FileDigest.of(path: file.path)
        guard let digest, let difference = differences[digest] else {
            return WorkerFailure(
                kind: .module, module: file.path,
                message:
                    "\(file.path): its figures were not compared with those of one server yet, so it is not run on this "
                    + "distributed warehouse. Run 'laa warehouse verify --queries'.")
        }
        return difference.map { difference in
            WorkerFailure(
                kind: .module, module: file.path,
                message:
                    "\(file.path): on this distributed warehouse it gives other figures than on one server (\(difference)), so "
                    + "it is not run. Rewrite its query as docs/modules/several-servers.md says, then run 'laa warehouse "
                    + "verify --queries'.")
        }
    }

    private static let migration = Migrator.current.migrations.last?.number ?? 0
    private static let recorded = Script("compared_modules.sql", PackageResources.compared_modules_sql)
    private static let keep = Script("keep_compared_module.sql", PackageResources.keep_compared_module_sql)
}

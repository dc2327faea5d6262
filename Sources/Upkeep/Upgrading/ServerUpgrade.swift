import Glibc
import Platform
import PrivateCluster
import Submissions
import Warehouse

/// Moves the private warehouse to the newest installed version of PostgreSQL, by a dump that is restored into a new cluster.
///
/// The ledger, the rows of every table and the fingerprint of the key are checked before and after; the former data are kept
/// until they are removed by name. Where anything fails, the former data are put back.
public struct ServerUpgrade {
    private let cluster: PrivateCluster
    private let settings: SubmissionSettings
    private let progress: (String) -> Void

    public init(
        _ cluster: PrivateCluster, settings: SubmissionSettings, progress: @escaping (String) -> Void = { _ in }
    ) {
        self.cluster = cluster
        self.settings = settings
        self.progress = progress
    }

    /// What an upgrade did.
    public enum Outcome: Equatable, Sendable {
        /// No newer version is installed.
        case isNewest(version: String)
        /// It was moved; the former data are in that folder.
        case moved(from: String, to: String, former: String)
    }

    /// Upgrades, if a newer version is installed.
    public func run() throws -> Outcome {
        guard let versions = try cluster.versions() else { throw WarehouseError.schemaMissing }
        guard versions.isUpgradable else { return .isNewest(version: versions.data) }
        let dump = "\(cluster.home)/upgrade-to-\(versions.newest).dump"
        let place = BackupPlace.file(dump)
        for path in [dump, place.manifest] { unlink(path) }
        let connection = try Connection.open(.privateCluster(cluster), applicationName: "laa warehouse upgrade")
        try Migrator.current.checkCurrent(on: connection)
        try Backup(home: cluster.home, settings: settings, progress: progress).make(place, of: connection)
        connection.close()
        progress("making a cluster of PostgreSQL \(versions.newest)")
        let former = try cluster.replaceData {
            let connection = try Connection.open(.privateCluster(cluster), applicationName: "laa warehouse upgrade")
            defer { connection.close() }
            try Restoration(of: dump, progress: progress).restore(into: connection, home: nil, keys: nil)
        }
        for path in [dump, place.manifest] { unlink(path) }
        return .moved(from: versions.data, to: versions.newest, former: former)
    }
}

import Glibc
import Platform
import Warehouse

extension PrivateCluster {
    /// The versions of a cluster's data and of the newest installed programs.
    public struct Versions: Equatable, Sendable {
        /// The major version that made the data, such as `15`.
        public let data: String
        /// The newest major version whose programs are installed.
        public let newest: String

        public var isUpgradable: Bool { Int(newest) ?? 0 > Int(data) ?? 0 }
    }

    /// The versions; nil where there is no cluster yet.
    public func versions() throws -> Versions? {
        let layout = try ClusterLayout(home: home)
        guard let data = layout.version else { return nil }
        return Versions(data: data, newest: try ServerPrograms.newest().version)
    }

    /// The full version of the installed programs that run the data, such as `15.18`.
    public func installedVersion() throws -> String? {
        let layout = try ClusterLayout(home: home)
        guard let data = layout.version else { return nil }
        return ServerPrograms.fullVersion(ofProgram: try ServerPrograms.find(version: data).postgres)
    }

    /// Whether the running server's programs were replaced beneath it.
    public func isOfReplacedPrograms() throws -> Bool {
        ServerProcess(of: try ClusterLayout(home: home))?.isOfReplacedPrograms ?? false
    }

    /// The folders of former data that an upgrade left: they are removed when told.
    public func formerData() throws -> [String] {
        let folder = try ClusterLayout(home: home).folder
        return Folder.names(in: folder).filter { $0.hasPrefix(ClusterLayout.formerPrefix) }.sorted().map {
            folder + "/" + $0
        }
    }

    /// Puts an empty cluster of the newest installed version in the place of this one, whose data are kept aside, has it
    /// filled, and puts the former back where that fails.
    ///
    /// - Parameter fill: fills the new cluster; it may connect to it as usual.
    /// - Returns: the folder of the former data.
    public func replaceData(interrupt: Interrupt = .shared, fill: () throws -> Void) throws -> String {
        let layout = try ClusterLayout(home: home)
        guard let version = layout.version else { throw WarehouseError.schemaMissing }
        let programs = try ServerPrograms.newest().programs
        let former = "\(layout.folder)/\(ClusterLayout.formerPrefix)\(version)"
        guard FileStatus(former) == nil else {
            throw WarehouseError.privateCluster(
                reason: "there are former data already, in \(former)",
                remedy: "Remove them first: laa warehouse upgrade --remove-old.")
        }
        try stop(interrupt: interrupt)
        try underLock(interrupt) {
            try ofCluster { () throws(FileError) in try Folder.rename(layout.data, to: former) }
            do {
                try ClusterMaker(layout: layout, isDurable: isDurable, interrupt: interrupt, programs: programs).make()
            } catch {
                try ofCluster { () throws(FileError) in try Folder.rename(former, to: layout.data) }
                throw error
            }
        }
        do {
            try fill()
        } catch {
            _ = try? stop(interrupt: Interrupt())
            try underLock(Interrupt()) {
                Folder.removeTree(layout.data)
                try ofCluster { () throws(FileError) in try Folder.rename(former, to: layout.data) }
            }
            throw error
        }
        return former
    }

    /// Removes the former data that upgrades left.
    ///
    /// - Returns: their folders.
    public func removeFormerData(interrupt: Interrupt = .shared) throws -> [String] {
        try underLock(interrupt) {
            let former = try formerData()
            for folder in former { Folder.removeTree(folder) }
            return former
        }
    }
}

extension ClusterLayout {
    static let formerPrefix = "data.of-"

    /// The major version that made the data, as in `PG_VERSION`; nil where there are none.
    var version: String? {
        SmallFile.text(data + "/PG_VERSION").map { String($0.prefix { $0.isNumber }) }
    }
}

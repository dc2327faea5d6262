import Crypto
import Glibc
import Platform
import Warehouse

/// Where the files of a private cluster are, and whose they are.
///
///     $LAA_HOME/postgresql.lock       held while the cluster is made, started or stopped
///     $LAA_HOME/postgresql/           the folder, or, for root, /var/lib/laa/<hash> where the server's account
///                                     cannot enter $LAA_HOME
///         pg_hba.conf pg_ident.conf   who may connect
///         server.log
///         data/                       the server's
///         socket/                     the server's, closed to all other accounts except root
struct ClusterLayout {
    /// The folder that holds the rest.
    let folder: String
    /// The account that the server runs as.
    let user: User
    /// The folder of the socket.
    let socketFolder: String
    /// The lock, which is where every process looks first.
    let lock: String

    var data: String { folder + "/data" }
    var socket: String { socketFolder + "/" + Self.socketName }
    var unfinishedData: String { folder + "/data.new" }
    var log: String { folder + "/server.log" }
    var processFile: String { data + "/postmaster.pid" }
    var accessRules: String { folder + "/pg_hba.conf" }
    var accountMap: String { folder + "/pg_ident.conf" }
    var isCreated: Bool { FileStatus(data + "/PG_VERSION") != nil }

    /// Decides on the layout below a home, without making anything.
    init(home: String) throws {
        let home = Path.absolute(home)
        try Self.checkIsOpen(home)
        lock = home + "/postgresql.lock"
        let below = home + "/postgresql"
        let hash = Self.shortHash(home)
        if User.isRoot {
            let apart = "/var/lib/laa/\(hash)"
            // Data that exist stay where they are, even if the modes of the folders have changed since.
            let existing = [below, apart].first { FileStatus($0 + "/data/PG_VERSION") != nil }
            let owner = existing.flatMap { FileStatus($0 + "/data") }.flatMap { User.numbered($0.owner) }
            guard let user = owner.flatMap({ $0.id == 0 ? nil : $0 }) ?? User.named("postgres") ?? User.named("nobody")
            else {
                throw WarehouseError.privateCluster(
                    reason: "there is no account 'postgres' or 'nobody' to run the server as, which must not be root",
                    remedy: "Make one: adduser --system postgres.")
            }
            self.user = user
            folder = existing ?? (user.canEnter(Self.nearestExisting(home)) ? below : apart)
        } else {
            guard let user = User.current else {
                throw WarehouseError.privateCluster(
                    reason: "the account number \(geteuid()) has no name, which PostgreSQL needs",
                    remedy: "Run laa as an account that is in /etc/passwd.")
            }
            self.user = user
            folder = below
        }
        // sun_path of sockaddr_un holds 107 bytes and a zero (unix(7)).
        let socket = folder + "/socket"
        let fits = (socket + "/" + Self.socketName).utf8.count <= 107
        // Not $XDG_RUNTIME_DIR: it is removed when its user logs out, while the server keeps running.
        socketFolder = fits ? socket : "/tmp/laa-\(user.id)-\(hash)"
    }

    /// The name that PostgreSQL gives the socket of ``port``.
    static let socketName = ".s.PGSQL.\(port)"
    static let port = 5432

    /// Makes the home's folder, which the lock needs.
    func makeHome() throws {
        // Root's server runs as another account, which must be able to pass through.
        try make(Path.folder(of: lock), mode: User.isRoot ? 0o755 : 0o700)
    }

    /// Makes the folders that the server needs, and checks that its socket's folder is closed to other accounts.
    func makeFolders() throws {
        try make(folder, mode: User.isRoot ? 0o755 : 0o700)
        if try !make(socketFolder, mode: 0o700).isEmpty { try own(socketFolder, by: user) }
        guard let status = FileStatus(socketFolder), status.isDirectory, status.owner == user.id,
            status.mode & 0o077 == 0
        else {
            throw WarehouseError.privateCluster(
                reason: "the folder \(socketFolder) is not closed to others, or does not belong to \(user.name)",
                remedy: "Remove it; laa makes it again.")
        }
    }

    @discardableResult
    private func make(_ folder: String, mode: mode_t) throws -> [String] {
        try ofCluster { () throws(FileError) in try Folder.make(folder, mode: .exactly(mode)) }
    }

    /// Throws where this account cannot enter the home: what is in it looks as if it were not there.
    private static func checkIsOpen(_ home: String) throws(WarehouseError) {
        var status = stat()
        guard lstat(home + "/postgresql/data/PG_VERSION", &status) != 0, errno == EACCES else { return }
        // The outermost folder that cannot be entered is at fault.
        var folder = home + "/postgresql/data"
        while access(Path.folder(of: folder), X_OK) != 0, Path.folder(of: folder) != folder {
            folder = Path.folder(of: folder)
        }
        let owner = FileStatus(folder).flatMap { User.numbered($0.owner)?.name }
        throw .homeClosed(path: folder, owner: owner)
    }

    private static func nearestExisting(_ path: String) -> String {
        var path = path
        while path != "/" && access(path, F_OK) != 0 { path = Path.folder(of: path) }
        return path
    }

    private static func shortHash(_ text: String) -> String {
        Hexadecimal.text(SHA256.hash(data: Array(text.utf8)).prefix(6))
    }
}

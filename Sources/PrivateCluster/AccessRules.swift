import Platform
import Warehouse

/// Who may connect to a private cluster: root and the server's account, as the warehouse's owner, or as the role that
/// report modules or the portal run as.
enum AccessRules {
    private static let roles = ["laa", ModuleRole.name, PortalRole.name]

    private static let rules = "local all \(roles.joined(separator: ",")) peer map=laa\n"

    private static func accounts(of layout: ClusterLayout) -> String {
        roles.flatMap { role in ["root", layout.user.name].map { "laa \"\($0)\" \(role)\n" } }.joined()
    }

    /// Whether both files are as this program writes them.
    static func are(writtenFor layout: ClusterLayout) -> Bool {
        SmallFile.text(layout.accessRules) == rules && SmallFile.text(layout.accountMap) == accounts(of: layout)
    }

    /// Writes both files. A running server reads them on SIGHUP.
    static func write(for layout: ClusterLayout) throws {
        let mode = FileMode.exactly(User.isRoot ? 0o644 : 0o600)
        try ofCluster { () throws(FileError) in
            try DurableFile.replace(layout.accessRules, with: Array(rules.utf8), mode: mode)
            try DurableFile.replace(layout.accountMap, with: Array(accounts(of: layout).utf8), mode: mode)
        }
    }
}

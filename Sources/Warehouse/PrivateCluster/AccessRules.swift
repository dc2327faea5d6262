/// Who may connect to a private cluster: root and the server's account, as the warehouse's owner or as the role that
/// report modules run as.
enum AccessRules {
    private static let roles = ["laa", ModuleRole.name]

    private static let rules = "local all \(roles.joined(separator: ",")) peer map=laa\n"

    private static func accounts(of layout: ClusterLayout) -> String {
        roles.flatMap { role in ["root", layout.user.name].map { "laa \"\($0)\" \(role)\n" } }.joined()
    }

    /// Whether the files exist as this program writes them.
    static func are(writtenFor layout: ClusterLayout) -> Bool {
        Files.read(layout.accessRules) == rules && Files.read(layout.accountMap) == accounts(of: layout)
    }

    /// Writes both files. A running server reads them on SIGHUP.
    static func write(for layout: ClusterLayout) throws {
        let mode: UInt32 = User.isRoot ? 0o644 : 0o600
        try Files.write(rules, to: layout.accessRules, mode: mode)
        try Files.write(accounts(of: layout), to: layout.accountMap, mode: mode)
    }
}

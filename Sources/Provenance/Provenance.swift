/// Which program made something: its version and the commit that it was built from.
public struct Provenance: Hashable, Sendable {
    public let version: String
    /// The full hash of the commit, with `-dirty` where files were changed since; nil where the program was not built from
    /// a checkout.
    public let commit: String?

    public init(version: String, commit: String?) {
        self.version = version
        self.commit = commit
    }

    /// This program.
    public static let own = Provenance(version: "0.2.0", commit: buildCommit.isEmpty ? nil : buildCommit)
}

extension Provenance: CustomStringConvertible {
    /// `0.2.0 (commit 1f3a...)`.
    public var description: String {
        version + (commit.map { " (commit \($0))" } ?? " (commit unknown)")
    }
}

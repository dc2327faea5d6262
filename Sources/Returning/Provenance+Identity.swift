import Platform
import Provenance

extension Provenance {
    /// What tells this program from any other that could weigh otherwise: its commit, and when it was built, since others of the
    /// same commit may have other files or another compiler.
    var identity: String {
        let built = FileStatus(following: "/proc/self/exe")
        return "\(description), built \(built.map { "\($0.modified), \($0.size)" } ?? "at some time")"
    }
}

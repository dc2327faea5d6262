import Platform
import Provenance

extension Provenance {
    /// What tells this program from any other that could weigh otherwise: its commit, and where files were changed since, when
    /// it was built.
    var identity: String {
        guard commit == nil || commit?.hasSuffix("-dirty") ?? false else { return description }
        let built = FileStatus(following: "/proc/self/exe")
        return "\(description), built \(built.map { "\($0.modified), \($0.size)" } ?? "at some time")"
    }
}

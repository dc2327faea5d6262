import Glibc
import Platform
import ReportKit

/// Where the list of a load's rejects goes.
enum RejectedPlace {
    /// The place that was chosen, or else one beside the extract, or, where nothing can be written there, a name in the
    /// working folder that no other file has.
    ///
    /// - Parameters:
    ///   - file: the extract's path where it is a file on disk; nil for a pipe.
    ///   - chosen: the place asked for.
    /// - Throws: ``LoadError/notAList(path:)`` or ``LoadError/cannotWrite(path:reason:)`` for the place asked for.
    static func path(for file: String?, of kind: ExtractKind, chosen: String?) throws(LoadError) -> String {
        if let chosen {
            guard isFree(chosen) else { throw .notAList(path: chosen) }
            guard mayWrite(besides: chosen) else {
                throw .cannotWrite(path: chosen, reason: String(cString: strerror(errno)))
            }
            return chosen
        }
        if let file, mayWrite(besides: file) { return file + ".rejected.csv" }
        let names = (1...).lazy.map { number in
            "./laa-rejected-\(kind.rawValue)\(number == 1 ? "" : "-\(number)").csv"
        }
        return names.first(where: isFree)!
    }

    /// Removes the list that an earlier run left in that place.
    static func clear(_ path: String) throws(LoadError) {
        guard FileStatus(path) != nil, unlink(path) != 0, errno != ENOENT else { return }
        throw .cannotWrite(path: path, reason: String(cString: strerror(errno)))
    }

    private static func mayWrite(besides path: String) -> Bool {
        access(Path.folder(of: path), W_OK | X_OK) == 0
    }

    /// Whether nothing has that name, or a list of rejects has it.
    private static func isFree(_ path: String) -> Bool {
        guard let status = FileStatus(path) else { return true }
        guard status.isFile else { return false }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        let (lines, rows) = RejectedFile.headings
        let beginning = Descriptor.read(descriptor, atMost: max(lines.utf8.count, rows.utf8.count))
        return beginning.starts(with: lines.utf8) || beginning.starts(with: rows.utf8)
    }
}

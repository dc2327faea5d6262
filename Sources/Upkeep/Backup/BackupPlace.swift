import Foundation
import Platform

/// Where a backup is: one file, of the database alone, or a folder, of the database and the rest of the home.
public enum BackupPlace: Equatable, Sendable {
    /// A file, with its manifest beside it.
    case file(String)
    /// A folder.
    case folder(String)

    var path: String {
        switch self {
        case .file(let path), .folder(let path): path
        }
    }

    var manifest: String {
        switch self {
        case .file(let path): path + ".manifest.json"
        case .folder(let path): path + "/manifest.json"
        }
    }

    /// The dump, a file of `pg_dump --format custom`, or a folder of `--format directory`.
    var dump: String {
        switch self {
        case .file(let path): path
        case .folder(let path): path + "/database"
        }
    }

    /// The copy of the home's files; nil where there is none.
    var home: String? {
        switch self {
        case .file: nil
        case .folder(let path): path + "/home"
        }
    }

    /// What is kept of a home, beside the database: not the keys, which are to be kept apart, nor the outbox.
    static let homeEntries = [
        "comparators.yaml", "modules", "submission.key.pub", "submission.key.ring", "submissions", "submissions.yaml",
        "templates", "trusted-modules",
    ]

    /// The backup that is in a place.
    ///
    /// - Throws: ``UpkeepError/noBackup(path:reason:)``.
    public init(existing path: String) throws(UpkeepError) {
        guard let status = FileStatus(following: path) else {
            throw .noBackup(path: path, reason: "there is no such file or folder")
        }
        self = status.isDirectory ? .folder(path) : .file(path)
    }

    /// The paths of the files below a folder, relative to it, in order; links are not followed.
    static func files(below folder: String) -> [String] {
        Folder.names(in: folder).sorted().flatMap { name in
            let path = folder + "/" + name
            guard let status = FileStatus(path) else { return [String]() }
            if status.isDirectory { return files(below: path).map { "\(name)/\($0)" } }
            return status.isFile ? [name] : []
        }
    }
}

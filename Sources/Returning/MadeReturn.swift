import Foundation
import Platform
import Publications
import ReportKit
import Returns

/// The result of making a return.
public struct MadeReturn {
    /// The requested areas.
    public let areas: [Area]
    /// Its sections, and those that are missing.
    public let sections: ReturnSections
    /// The return with its files, or why it could not be made.
    public let result: Result<FinishedReturn, ReturningError>

    /// Adds the return to the register of publications, where it is published, before it is written elsewhere.
    public func addToRegister() throws {
        try result.get().pending?.add()
    }

    /// Adds the return to the register of publications, and writes its files into a folder, all or none.
    ///
    /// - Throws: ``ReturningError``, also where the folder holds a return and this one lacks a section; or the error
    ///   that kept the files from being written.
    public func write(into folder: String) throws -> FinishedReturn {
        let finished = try result.get()
        if let gravest = sections.gravest, FileManager.default.fileExists(atPath: "\(folder)/manifest.json") {
            throw ReturningError.incomplete(folder: folder, gravest: gravest)
        }
        let files = finished.files.map { DurableFile.Contents(name: $0.name, bytes: $0.contents) }
        try finished.publish { try DurableFile.write(files, into: folder) }
        return finished
    }
}

/// A return that may leave the program, and its files.
public struct FinishedReturn {
    public let edition: Return
    public let files: [ReturnFile]
    /// What is to be added to the register of publications first; nil where it is not published.
    var pending: PendingPublication?

    /// Adds the return to the register of publications, where it is published, and then writes it.
    public func publish<R>(_ write: () throws -> R) throws -> R {
        if let pending { try pending.publish(write) } else { try write() }
    }
}

import Foundation
import Platform
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

    /// Writes the return's files into a folder, all or none.
    ///
    /// - Throws: ``ReturningError``, also where the folder holds a return and this one lacks a section; or the error
    ///   that kept the files from being written.
    public func write(into folder: String) throws -> FinishedReturn {
        let finished = try result.get()
        if let gravest = sections.gravest, FileManager.default.fileExists(atPath: "\(folder)/manifest.json") {
            throw ReturningError.incomplete(folder: folder, gravest: gravest)
        }
        try DurableFile.write(finished.files.map { .init(name: $0.name, bytes: $0.contents) }, into: folder)
        return finished
    }
}

/// A return that may leave the program, and its files.
public struct FinishedReturn: Sendable {
    public let edition: Return
    public let files: [ReturnFile]
}

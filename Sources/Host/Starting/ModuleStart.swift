import Foundation
import Platform
import ReportKit
import Warehouse

/// A new module's files: a working example with comments, to be edited into the intended indicator.
public struct ModuleStart: Sendable {
    /// How a module is written.
    public enum Kind: String, CaseIterable, Sendable {
        case sql, swift
    }

    /// The files, by path below the folder that they go into.
    public let files: [(path: String, content: String)]

    /// The families for which there is a start of a declared module.
    public static let families: [Family] = [
        .proportionAgainstTarget, .countAgainstTarget, .proportionAgainstPredicted, .supplied,
    ]

    /// A declared module: one `.sql` file.
    ///
    /// - Throws: ``HostError/cannotStart(problem:)`` for an identifier that is not allowed or a family without a start.
    public init(declared id: String, family: Family) throws(HostError) {
        try Self.check(id)
        let start: [UInt8]
        switch family {
        case .proportionAgainstTarget: start = PackageResources.proportion_target_sql
        case .countAgainstTarget: start = PackageResources.count_target_sql
        case .proportionAgainstPredicted: start = PackageResources.proportion_predicted_sql
        case .supplied: start = PackageResources.supplied_sql
        default:
            let offered = Self.families.map(\.rawValue).joined(separator: ", ")
            throw .cannotStart(
                problem: "there is no start for family \(family.rawValue); begin with one of \(offered), or with the "
                    + "file of an indicator of that family, which 'laa modules' lists")
        }
        files = [("\(id).sql", Self.filled(start, ["id": id]))]
    }

    /// A compiled module: a package of its own.
    ///
    /// - Parameters:
    ///   - reportKit: folder of the ReportKit package.
    ///   - program: path of this program.
    ///   - modules: the folder that the module is to be installed in.
    /// - Throws: ``HostError/cannotStart(problem:)`` for an identifier that is not allowed, or if ReportKit is missing.
    public init(compiled id: String, reportKit: String, program: String, modules: String) throws(HostError) {
        try Self.check(id)
        guard FileManager.default.fileExists(atPath: "\(reportKit)/Package.swift") else {
            throw .cannotStart(
                problem: "ReportKit is not in \(reportKit); name the folder of Sources/ReportKit with --report-kit")
        }
        let values = ["id": id, "reportkit": reportKit, "laa": program, "modules": modules]
        files = [
            ("\(id)/Package.swift", Self.filled(PackageResources.Package_swift_txt, values)),
            ("\(id)/Sources/\(id)/\(id).swift", Self.filled(PackageResources.Module_swift_txt, values)),
            ("\(id)/Sources/\(id)/sql/\(id).sql", Self.query(id)),
            ("\(id)/Makefile", Self.filled(PackageResources.Makefile_txt, values)),
        ]
    }

    /// Writes the files below a folder, or none of them where any already exists.
    ///
    /// - Throws: ``HostError/cannotStart(problem:)``
    public func write(into folder: String) throws(HostError) {
        let paths = files.map { "\(folder)/\($0.path)" }
        if let there = paths.first(where: { FileStatus($0) != nil }) {
            throw .cannotStart(problem: "\(there) already exists; nothing was written")
        }
        do {
            try DurableFile.create(
                files.map { DurableFile.Contents(name: $0.path, bytes: Array($0.content.utf8)) }, below: folder)
        } catch {
            throw .cannotStart(problem: "cannot \(error.action) \(error.path): \(error.reason); nothing was written")
        }
    }

    /// The query of the compiled start: that of the declared start, without the header.
    private static func query(_ id: String) -> String {
        let declared = filled(PackageResources.proportion_target_sql, ["id": id])
        return declared.firstRange(of: "*/\n").map { String(declared[$0.upperBound...]) } ?? declared
    }

    private static func check(_ id: String) throws(HostError) {
        guard DeclaredHeader.isIdentifier(id) else {
            throw .cannotStart(
                problem: "'\(id)' is not an identifier: 1 to 20 letters and digits, a letter first, such as NI144")
        }
    }

    private static func filled(_ start: [UInt8], _ values: [String: String]) -> String {
        values.reduce(String(decoding: start, as: UTF8.self)) { $0.replacing("{{\($1.key)}}", with: $1.value) }
    }
}

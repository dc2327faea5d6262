import Foundation
import ReportKit
import Warehouse

/// A new module's files: a working start, commented, to be changed into the indicator that is wanted.
public struct ModuleStart: Sendable {
    /// How a module is written.
    public enum Kind: String, CaseIterable, Sendable {
        case sql, swift
    }

    /// The files, by path below the folder that they go into.
    public let files: [(path: String, content: String)]

    /// The families that a declared module can be started in.
    public static let families: [Family] = [
        .proportionAgainstTarget, .countAgainstTarget, .proportionAgainstPredicted, .supplied,
    ]

    /// A declared module: one `.sql` file.
    ///
    /// - Throws: ``HostError/cannotStart(problem:)`` for an identifier or family that cannot be.
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
    ///   - modules: the folder that the module is to be put into.
    /// - Throws: ``HostError/cannotStart(problem:)`` for an identifier that cannot be, or where ReportKit is not there.
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

    /// Writes the files below a folder; none of them where any is there already.
    ///
    /// - Throws: ``HostError/cannotStart(problem:)``
    public func write(into folder: String) throws(HostError) {
        let paths = files.map { "\(folder)/\($0.path)" }
        if let there = paths.first(where: { FileManager.default.fileExists(atPath: $0) }) {
            throw .cannotStart(problem: "\(there) is there already; nothing was written")
        }
        do {
            for (path, content) in zip(paths, files.map(\.content)) {
                let url = URL(fileURLWithPath: path)
                try FileManager.default.createDirectory(
                    at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
                try Data(content.utf8).write(to: url, options: .withoutOverwriting)
            }
        } catch {
            throw .cannotStart(problem: "cannot write below \(folder): \(error.localizedDescription)")
        }
    }

    /// The compiled start's query is the declared start's, without its header.
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

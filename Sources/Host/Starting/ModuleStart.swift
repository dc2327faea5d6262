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
    private let isDeclared: Bool

    /// A declared module: one `.sql` file.
    ///
    /// - Throws: ``HostError/cannotStart(problem:)`` for an identifier that is not allowed.
    public init(declared id: String, family: Family) throws(HostError) {
        try Self.check(id)
        let start =
            switch family {
            case .proportionAgainstPredicted: PackageResources.proportion_predicted_sql
            case .proportionAgainstTarget: PackageResources.proportion_target_sql
            case .cohortChange: PackageResources.cohort_change_sql
            case .frequency: PackageResources.frequency_sql
            case .ratePerPopulation: PackageResources.rate_population_sql
            case .standardisedRate: PackageResources.standardised_rate_sql
            case .countAgainstTarget: PackageResources.count_target_sql
            case .countChange: PackageResources.count_change_sql
            case .mean: PackageResources.mean_sql
            case .quantile: PackageResources.quantile_sql
            case .supplied: PackageResources.supplied_sql
            case .undefined: PackageResources.undefined_sql
            }
        files = [("\(id).sql", Self.filled(start, ["id": id]))]
        isDeclared = true
    }

    /// A compiled module: a package of its own, which asks the program where ReportKit is, so that it holds no path of
    /// this machine.
    ///
    /// - Throws: ``HostError/cannotStart(problem:)`` for an identifier that is not allowed.
    public init(compiled id: String) throws(HostError) {
        try Self.check(id)
        let values = ["id": id]
        isDeclared = false
        files = [
            ("\(id)/Package.swift", Self.filled(PackageResources.Package_swift_txt, values)),
            ("\(id)/Sources/\(id)/\(id).swift", Self.filled(PackageResources.Module_swift_txt, values)),
            ("\(id)/Sources/\(id)/sql/\(id).sql", Self.query(id)),
            ("\(id)/Makefile", Self.filled(PackageResources.Makefile_txt, values)),
        ]
    }

    /// Writes the files below a folder, or none of them where any already exists. Beside a declared module goes the schema
    /// that its first line names, unless it is there.
    ///
    /// - Returns: what was written, by path below the folder.
    /// - Throws: ``HostError/cannotStart(problem:)``
    @discardableResult
    public func write(into folder: String) throws(HostError) -> [String] {
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
        guard isDeclared, try HeaderSchema.write(into: folder) else { return files.map(\.path) }
        return files.map(\.path) + [HeaderSchema.file]
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

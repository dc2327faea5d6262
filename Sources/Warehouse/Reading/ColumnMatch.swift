import CLibPQ
import ReportKit
import Text

/// Matches the columns that a query returns to those that are required of it, by name.
struct ColumnMatch {
    struct Found {
        var name: String
        var type: Oid
        /// The table or view that the column is taken from as it is, and its number there; 0 where it is calculated.
        var relation: Oid = 0
        var number = 0
    }

    var file: String
    var required: [ColumnRequirement]
    var found: [Found]

    /// How each returned column is read.
    ///
    /// - Parameter typeName: the name of a type, for messages.
    func fields(typeName: (Oid) throws -> String) throws -> [CopyDecoder.Field] {
        var fields = found.map { _ in CopyDecoder.Field(column: nil, type: .unknown, kind: .integer, nullable: true) }
        for (index, requirement) in required.enumerated() {
            let (place, type) = try match(requirement, typeName)
            fields[place] = CopyDecoder.Field(
                column: index, type: type, kind: requirement.kind, nullable: requirement.nullable)
        }
        return fields
    }

    /// The problems of all required columns.
    func problems(typeName: (Oid) throws -> String) throws -> [ReportError] {
        try required.compactMap { requirement in
            do {
                _ = try match(requirement, typeName)
                return nil
            } catch let error as ReportError {
                return error
            }
        }
    }

    /// The place of a required column among those returned, and its type.
    private func match(
        _ requirement: ColumnRequirement, _ typeName: (Oid) throws -> String
    ) throws -> (place: Int, type: PostgresType) {
        let places = found.indices.filter { found[$0].name == requirement.name }
        guard let place = places.first else { throw missing(requirement) }
        guard places.count == 1 else { throw problem(requirement, "is returned \(places.count) times") }
        guard let type = PostgresType(rawValue: found[place].type), requirement.kind.accepts(type) else {
            let name = try typeName(found[place].type)
            throw problem(
                requirement,
                "must be \(requirement.kind.typeNames), but is \(name); cast it, as in "
                    + "\(requirement.name)::\(requirement.kind.castName)"
                    + (requirement.kind == .integer && ["numeric", "real", "double precision"].contains(name)
                        ? ", where it counts whole cases" : ""))
        }
        return (place, type)
    }

    private func missing(_ requirement: ColumnRequirement) -> ReportError {
        let names = found.map(\.name)
        let known = Set(required.map(\.name))
        let suggestion = nearestNames(to: requirement.name, among: names.filter { !known.contains($0) }).first
        return problem(
            requirement,
            "(\(requirement.kind.typeNames)) is not returned by the query, which returns "
                + names.joined(separator: ", ") + (suggestion.map { "; is '\($0)' meant" } ?? ""))
    }

    private func problem(_ requirement: ColumnRequirement, _ problem: String) -> ReportError {
        .column(file: file, name: requirement.name, problem: problem)
    }
}

extension ColumnKind {
    func accepts(_ type: PostgresType) -> Bool {
        switch self {
        case .integer: [.smallint, .integer, .bigint].contains(type)
        case .real: [.real, .double, .smallint, .integer, .bigint].contains(type)
        case .boolean: type == .boolean
        case .day: type == .date
        case .label: [.text, .varchar].contains(type)
        }
    }

    /// The types that are accepted, as SQL names them.
    fileprivate var typeNames: String {
        switch self {
        case .integer: "smallint, integer or bigint"
        case .real: "double precision, real or an integer"
        case .boolean: "boolean"
        case .day: "date"
        case .label: "text or character varying"
        }
    }

    fileprivate var castName: String {
        switch self {
        case .integer: "bigint"
        case .real: "double precision"
        case .boolean: "boolean"
        case .day: "date"
        case .label: "text"
        }
    }
}

import CLibPQ

/// The PostgreSQL types that are read and written in binary here, by their fixed object identifiers (pg_type.dat).
enum PostgresType: Oid {
    case boolean = 16
    case bigint = 20
    case smallint = 21
    case integer = 23
    case text = 25
    case real = 700
    case double = 701
    case varchar = 1043
    case date = 1082
    case textArray = 1009
    case bigintArray = 1016
    case dateArray = 1182
    case json = 114
    case unknown = 705

    /// The type's name in SQL.
    var name: String {
        switch self {
        case .boolean: "boolean"
        case .bigint: "bigint"
        case .smallint: "smallint"
        case .integer: "integer"
        case .text: "text"
        case .real: "real"
        case .double: "double precision"
        case .varchar: "character varying"
        case .date: "date"
        case .textArray: "text[]"
        case .bigintArray: "bigint[]"
        case .dateArray: "date[]"
        case .json: "json"
        case .unknown: "unknown"
        }
    }

    /// Days from 1970-01-01, from which ``ReportKit/Day`` counts, to 2000-01-01, from which PostgreSQL does.
    static let epochOffset = 10_957

    /// The type's name for messages, or its object identifier where it is not one of these.
    static func describe(_ oid: Oid) -> String {
        PostgresType(rawValue: oid)?.name ?? "a type with object identifier \(oid)"
    }
}

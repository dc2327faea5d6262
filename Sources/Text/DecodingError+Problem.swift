import Foundation

extension DecodingError {
    /// What is wrong with a JSON file, in this program's own words: `is not JSON: see line 3, column 14`, or `has no
    /// 'files[2].name'`.
    package var problem: String {
        switch self {
        case .keyNotFound(let key, let context): "has no '\(Self.path(context.codingPath + [key]))'"
        case .valueNotFound(_, let context), .typeMismatch(_, let context):
            "has a wrong value at '\(Self.path(context.codingPath))'"
        case .dataCorrupted(let context) where !context.codingPath.isEmpty:
            "has a wrong value at '\(Self.path(context.codingPath))'"
        case .dataCorrupted(let context):
            "is not JSON" + (Self.place(context).map { ": see line \($0.line), column \($0.column)" } ?? "")
        @unknown default: "cannot be read"
        }
    }

    private static func path(_ keys: [any CodingKey]) -> String {
        keys.reduce("") { path, key in
            key.intValue.map { "\(path)[\($0)]" } ?? (path.isEmpty ? key.stringValue : "\(path).\(key.stringValue)")
        }
    }

    /// The place that the parser's own message names.
    private static func place(_ context: Context) -> (line: Substring, column: Substring)? {
        let detail = (context.underlyingError as NSError?)?.userInfo[NSDebugDescriptionErrorKey] as? String
        return (detail ?? context.debugDescription).firstMatch(of: /line ([0-9]+), column ([0-9]+)/).map {
            ($0.1, $0.2)
        }
    }
}

import Foundation

extension DecodingError {
    /// What is wrong with a JSON file, in this program's own words: `is not JSON: see line 3, column 14`, or `has no
    /// 'files[2].name'`.
    package func problem(in file: Data) -> String {
        switch self {
        case .keyNotFound(let key, let context): "has no '\(Self.path(context.codingPath + [key]))'"
        case .valueNotFound(_, let context), .typeMismatch(_, let context):
            context.codingPath.isEmpty
                ? "is of another structure" : "has a wrong value at '\(Self.path(context.codingPath))'"
        case .dataCorrupted(let context) where !context.codingPath.isEmpty:
            "has a wrong value at '\(Self.path(context.codingPath))'"
        case .dataCorrupted: "is not JSON" + Self.place(in: file)
        @unknown default: "cannot be read"
        }
    }

    private static func path(_ keys: [any CodingKey]) -> String {
        keys.reduce("") { path, key in
            key.intValue.map { "\(path)[\($0)]" } ?? (path.isEmpty ? key.stringValue : "\(path).\(key.stringValue)")
        }
    }

    /// Where a file stops being JSON, to follow a sentence; empty where that is not known. The decoder does not say it, but
    /// Foundation's other parser does, by the number of the byte.
    private static func place(in file: Data) -> String {
        do {
            _ = try JSONSerialization.jsonObject(with: file)
            return ""
        } catch {
            let detail = (error as NSError).userInfo[NSDebugDescriptionErrorKey] as? String ?? ""
            guard let number = detail.firstMatch(of: /character ([0-9]+)/).flatMap({ Int($0.1) }) else { return "" }
            let before = file.prefix(number)
            let line = 1 + before.count { $0 == UInt8(ascii: "\n") }
            let column = before.reversed().prefix { $0 != UInt8(ascii: "\n") }.count
            return ": see line \(line), column \(column + 1)"
        }
    }
}

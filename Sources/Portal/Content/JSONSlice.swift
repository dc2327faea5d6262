import Foundation

/// A value within the bytes of a JSON document, which is not taken apart but for what is asked for: figures are passed on
/// byte for byte as they were published.
///
/// It is for documents that this program wrote: where the bytes are not JSON there are fewer members, and nothing worse.
struct JSONSlice: Sendable {
    private let bytes: [UInt8]
    /// Where the value is, without blanks around it.
    let range: Range<Int>

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        let start = Self.afterBlanks(bytes, 0, bytes.count)
        range = start..<Self.end(bytes, start, bytes.count)
    }

    private init(_ bytes: [UInt8], _ range: Range<Int>) {
        self.bytes = bytes
        self.range = range
    }

    /// The text of the value.
    var text: ArraySlice<UInt8> { bytes[range] }

    /// The value as a type; nil where it is not of that.
    func decoded<Value: Decodable>(_ type: Value.Type = Value.self) -> Value? {
        // A decoder wants an object or a list at the top.
        try? JSONDecoder().decode([Value].self, from: Data([UInt8(ascii: "[")] + bytes[range] + [UInt8(ascii: "]")]))
            .first
    }

    /// The values of an object, by name; none of anything else.
    var members: [String: JSONSlice] {
        var found: [String: JSONSlice] = [:]
        forEachItem(of: UInt8(ascii: "{")) { start in
            let nameEnd = Self.end(bytes, start, range.upperBound)
            let colon = Self.afterBlanks(bytes, nameEnd, range.upperBound)
            let value = Self.afterBlanks(bytes, min(colon + 1, range.upperBound), range.upperBound)
            let end = Self.end(bytes, value, range.upperBound)
            if nameEnd - start >= 2 {
                found[String(decoding: bytes[(start + 1)..<(nameEnd - 1)], as: UTF8.self)] = JSONSlice(
                    bytes, value..<end)
            }
            return end
        }
        return found
    }

    /// The values of a list; none of anything else.
    var elements: [JSONSlice] {
        var found: [JSONSlice] = []
        forEachItem(of: UInt8(ascii: "[")) { start in
            let end = Self.end(bytes, start, range.upperBound)
            found.append(JSONSlice(bytes, start..<end))
            return end
        }
        return found
    }

    /// Goes through what stands between commas.
    private func forEachItem(of opening: UInt8, _ take: (Int) -> Int) {
        guard range.count >= 2, bytes[range.lowerBound] == opening else { return }
        let last = range.upperBound - 1
        var place = Self.afterBlanks(bytes, range.lowerBound + 1, last)
        while place < last {
            let end = take(place)
            guard end > place else { return }
            place = Self.afterBlanks(bytes, end, last)
            if place < last, bytes[place] == UInt8(ascii: ",") { place = Self.afterBlanks(bytes, place + 1, last) }
        }
    }

    private static func afterBlanks(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Int {
        var place = start
        while place < end, bytes[place] <= 0x20 { place += 1 }
        return place
    }

    /// Where the value that begins at a place ends.
    private static func end(_ bytes: [UInt8], _ start: Int, _ limit: Int) -> Int {
        var (place, depth) = (start, 0)
        while place < limit {
            switch bytes[place] {
            case UInt8(ascii: "\""):
                place += 1
                while place < limit, bytes[place] != UInt8(ascii: "\"") {
                    place += bytes[place] == UInt8(ascii: "\\") ? 2 : 1
                }
                if depth == 0 { return min(place + 1, limit) }
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                if depth == 0 { return place }
                depth -= 1
                if depth == 0 { return place + 1 }
            case UInt8(ascii: ","), 0...0x20: if depth == 0 { return place }
            default: break
            }
            place += 1
        }
        return min(place, limit)
    }
}

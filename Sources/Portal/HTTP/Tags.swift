/// Which tags a request names: `If-Match`, `If-None-Match` and `If-Range` (RFC 9110, section 13.1).
enum Tags {
    /// Whether a field names a tag: `*` names any.
    ///
    /// - Parameter isWeak: whether a tag that is marked as weak counts, as in `If-None-Match`.
    static func field(_ field: String, names tag: String, isWeak: Bool) -> Bool {
        var rest = Substring(field)
        while true {
            rest = rest.drop { $0 == " " || $0 == "," || $0 == "\t" }
            if rest.first == "*" { return true }
            let marked = rest.hasPrefix("W/")
            if marked { rest = rest.dropFirst(2) }
            guard rest.first == "\"", let end = rest.dropFirst().firstIndex(of: "\"") else { return false }
            if rest[...end] == tag, !marked || isWeak { return true }
            rest = rest[rest.index(after: end)...]
        }
    }
}

/// The part of something that a request asks for.
enum Part: Equatable {
    case whole
    case bytes(Range<Int>)
    /// It begins where there is nothing.
    case unsatisfiable

    /// Reads a `Range` (RFC 9110, section 14). A list of several parts, another unit or what cannot be read is answered with
    /// the whole, as the standard allows.
    init(_ field: String, of size: Int) {
        guard let found = field.wholeMatch(of: /[Bb][Yy][Tt][Ee][Ss]\s*=\s*(\d*)\s*-\s*(\d*)/) else {
            self = .whole
            return
        }
        switch (found.1.isEmpty, found.2.isEmpty) {
        case (true, true): self = .whole
        case (true, false):
            // The last bytes; a number too long to read is more than there are.
            let count = Int(found.2) ?? .max
            self = count == 0 || size == 0 ? .unsatisfiable : .bytes(max(0, size - count)..<size)
        case (false, let isOpen):
            let (first, last) = (Int(found.1) ?? .max, isOpen ? nil : Int(found.2) ?? .max)
            if let last, first > last {
                self = .whole
            } else {
                self = first >= size ? .unsatisfiable : .bytes(first..<(min(last ?? size, size - 1) + 1))
            }
        }
    }
}

import Glibc

/// The vocabularies that workbooks are written in.
enum XMLVocabulary {
    /// Sheets, styles and shared texts of Excel (ECMA-376), also as the strict form of the standard names it.
    case excel
    /// References from one part of an Excel workbook to another.
    case relationships
    case office
    case table
    case text
    case style
    /// What LibreOffice adds to OpenDocument.
    case calc
    /// A name without a prefix in a document that does not say what such a name means.
    case none
    case other

    /// The vocabulary of a namespace.
    init(namespace: UnsafePointer<CChar>) {
        let uri = String(cString: namespace)
        self = Self.known[uri] ?? .other
    }

    private static let known: [String: XMLVocabulary] = [
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main": .excel,
        "http://purl.oclc.org/ooxml/spreadsheetml/main": .excel,
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships": .relationships,
        "http://purl.oclc.org/ooxml/officeDocument/relationships": .relationships,
        "urn:oasis:names:tc:opendocument:xmlns:office:1.0": .office,
        "urn:oasis:names:tc:opendocument:xmlns:table:1.0": .table,
        "urn:oasis:names:tc:opendocument:xmlns:text:1.0": .text,
        "urn:oasis:names:tc:opendocument:xmlns:style:1.0": .style,
        "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0": .calc,
    ]
}

/// The name of an element, valid while its event is handled.
struct XMLName {
    let vocabulary: XMLVocabulary
    /// Without its prefix.
    let local: UnsafePointer<CChar>

    @inline(__always)
    func isCalled(_ name: StaticString) -> Bool {
        strcmp(local, UnsafeRawPointer(name.utf8Start).assumingMemoryBound(to: CChar.self)) == 0
    }

    /// Whether it is that name of Excel's; sheets made by hand may lack the namespace.
    @inline(__always)
    func isExcel(_ name: StaticString) -> Bool {
        (vocabulary == .excel || vocabulary == .none) && isCalled(name)
    }

    @inline(__always)
    func isName(_ name: StaticString, in vocabulary: XMLVocabulary) -> Bool {
        self.vocabulary == vocabulary && isCalled(name)
    }
}

/// The prefixes that are declared where a document is read: by the first element, as most writers of workbooks do, or by any
/// other for what is within it, as lxml does.
final class XMLPrefixes {
    private struct Prefix {
        let text: UnsafeMutablePointer<CChar>
        let length: Int
        let vocabulary: XMLVocabulary
    }

    /// What held outside of an element with declarations of its own.
    private struct Outside {
        let depth: Int
        let prefixes: Int
        let unprefixed: XMLVocabulary
    }

    /// The innermost last.
    private var prefixes: [Prefix] = []
    private var unprefixed = XMLVocabulary.none
    private var outside: [Outside] = []

    deinit {
        for prefix in prefixes { free(prefix.text) }
    }

    /// Takes on what an element declares, until it is left.
    ///
    /// - Parameter depth: how many elements it is within.
    func enter(_ attributes: UnsafeMutablePointer<UnsafePointer<CChar>?>?, depth: Int) {
        guard var next = attributes else { return }
        while let name = next[0], let value = next[1] {
            if strncmp(name, "xmlns", 5) == 0, name[5] == 0 || name[5] == 0x3A {
                if outside.last?.depth != depth {
                    outside.append(Outside(depth: depth, prefixes: prefixes.count, unprefixed: unprefixed))
                }
                let vocabulary = XMLVocabulary(namespace: value)
                if name[5] == 0 {
                    unprefixed = vocabulary
                } else if let copy = strdup(name + 6) {
                    prefixes.append(Prefix(text: copy, length: strlen(copy), vocabulary: vocabulary))
                }
            }
            next += 2
        }
    }

    /// Gives up what an element declared.
    func leave(depth: Int) {
        guard let last = outside.last, last.depth == depth else { return }
        while prefixes.count > last.prefixes { free(prefixes.removeLast().text) }
        unprefixed = last.unprefixed
        outside.removeLast()
    }

    /// An element's name, resolved.
    func name(_ name: UnsafePointer<CChar>) -> XMLName {
        guard let colon = strchr(name, 0x3A) else { return XMLName(vocabulary: unprefixed, local: name) }
        return XMLName(
            vocabulary: vocabulary(name, length: colon - UnsafeMutablePointer(mutating: name)), local: colon + 1)
    }

    fileprivate func vocabulary(_ name: UnsafePointer<CChar>, length: Int) -> XMLVocabulary {
        for prefix in prefixes.reversed() where prefix.length == length && memcmp(prefix.text, name, length) == 0 {
            return prefix.vocabulary
        }
        return .other
    }
}

/// The attributes of an element, valid while its event is handled.
struct XMLAttributes {
    fileprivate let pairs: UnsafeMutablePointer<UnsafePointer<CChar>?>?
    fileprivate let prefixes: XMLPrefixes

    init(_ pairs: UnsafeMutablePointer<UnsafePointer<CChar>?>?, _ prefixes: XMLPrefixes) {
        self.pairs = pairs
        self.prefixes = prefixes
    }

    /// The value of an attribute without a prefix.
    subscript(name: StaticString) -> UnsafePointer<CChar>? {
        let wanted = UnsafeRawPointer(name.utf8Start).assumingMemoryBound(to: CChar.self)
        guard var next = pairs else { return nil }
        while let name = next[0] {
            if strcmp(name, wanted) == 0 { return next[1] }
            next += 2
        }
        return nil
    }

    /// The value of an attribute with a prefix.
    subscript(name: StaticString, in vocabulary: XMLVocabulary) -> UnsafePointer<CChar>? {
        let wanted = UnsafeRawPointer(name.utf8Start).assumingMemoryBound(to: CChar.self)
        guard var next = pairs else { return nil }
        while let name = next[0] {
            if let colon = strchr(name, 0x3A), strcmp(colon + 1, wanted) == 0,
                prefixes.vocabulary(name, length: colon - UnsafeMutablePointer(mutating: name)) == vocabulary
            {
                return next[1]
            }
            next += 2
        }
        return nil
    }

    /// The whole number that a value is; nil for anything else.
    static func wholeNumber(_ text: UnsafePointer<CChar>) -> Int? {
        var value = 0
        var next = text
        while next.pointee != 0 {
            let digit = Int(next.pointee) - 0x30
            guard (0...9).contains(digit), value < 1_000_000_000_000 else { return nil }
            value = value * 10 + digit
            next += 1
        }
        return next == text ? nil : value
    }
}

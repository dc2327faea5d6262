import Glibc
import Platform
import ReportKit
import Warehouse

/// People who are named by their PNC numbers or CRNs in a list, as keyed hashes. No number is kept, nor is any shown.
///
/// A list has one number per line, in any form that extracts may have it in. It may be a CSV: then the first column
/// counts, or the one with the heading `pnc` or `crn`. `-` is standard input.
public struct NamedPeople: Sendable {
    /// What the numbers of a list are.
    public enum Numbering: Sendable {
        case pnc, crn
    }

    /// A line that does not hold a valid number.
    public struct Flaw: Equatable, Sendable {
        public let line: Int
        /// `has a wrong check letter`.
        public let reason: String
    }

    /// The line of each number, and its hash in hexadecimal.
    public private(set) var hashes: [(line: Int, hash: String)] = []
    public private(set) var flaws: [Flaw] = []

    /// - Parameters:
    ///   - key: the key that the warehouse's people were hashed with.
    ///   - today: two digits of a year stand for the latest such year by then.
    /// - Throws: ``LoadError/notFound(path:reason:)``, or what is wrong with the key.
    public init(_ path: String, of numbering: Numbering, key: PseudonymKey, today: Day) throws(LoadError) {
        // A device would be read without an end.
        if path != "-", let status = FileStatus(following: path) {
            let kind = status.mode & S_IFMT
            guard kind != S_IFCHR, kind != S_IFBLK, status.size <= Self.largest else {
                throw .notFound(path: path, reason: "it is a device, or larger than any list")
            }
        }
        let contents: [UInt8]
        do {
            contents = try WholeFile.bytes(of: path == "-" ? "/dev/stdin" : path)
        } catch {
            throw .notFound(path: path, reason: error.reason)
        }
        try self.init(contents, of: numbering, key: key, today: today)
    }

    /// Whether a text has something in the form of a PNC number or a CRN.
    package static func mayName(_ text: String) -> Bool {
        Array(text.utf8).withUnsafeBytes { IdentifierShape.occurs(in: $0) }
    }

    /// Bytes that no list has: two million numbers.
    private static let largest = 32 << 20

    init(_ contents: [UInt8], of numbering: Numbering, key: PseudonymKey, today: Day) throws(LoadError) {
        let pseudonymiser = Pseudonymiser(try key.read(mayCreate: false))
        let reader = PNCReader(extractOf: today, today: today)
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let text = contents.starts(with: mark) ? contents.dropFirst(mark.count) : contents[...]
        let hash = UnsafeMutableRawBufferPointer.allocate(byteCount: 32, alignment: 8)
        defer { hash.deallocate() }
        var column = 0
        var isFirst = true
        for (number, line) in Self.lines(of: text).enumerated() {
            let cells = Self.cells(of: line)
            guard cells.contains(where: { !$0.isEmpty }) else { continue }
            if isFirst {
                isFirst = false
                if let heading = cells.firstIndex(where: { Self.isHeading($0, of: numbering) }) {
                    column = heading
                    continue
                }
            }
            let cell = column < cells.count ? cells[column] : []
            if let reason = Self.hash(cell, numbering, reader, pseudonymiser, into: hash) {
                flaws.append(Flaw(line: number + 1, reason: reason))
            } else {
                hashes.append((number + 1, Hexadecimal.text(hash)))
            }
        }
    }

    /// Why a cell holds no number; nil where it was hashed.
    private static func hash(
        _ cell: [UInt8], _ numbering: Numbering, _ reader: PNCReader, _ pseudonymiser: Pseudonymiser,
        into hash: UnsafeMutableRawBufferPointer
    ) -> String? {
        guard !cell.isEmpty else { return "has no number" }
        return cell.withUnsafeBytes { cell in
            switch numbering {
            case .pnc:
                switch reader.read(cell) {
                case .number(let number): pseudonymiser.hash(number, into: hash)
                case .notTaken(let flaw): return flaw.reason
                }
            case .crn:
                if Placeholder.isOne(cell) { return IdentifierFlaw.placeholder.reason }
                do throws(CellProblem) {
                    try pseudonymiser.hash(crn: cell, into: hash)
                } catch {
                    return error.reason
                }
            }
            return nil
        }
    }

    private static func lines(of text: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
        text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).flatMap { line in
            // A carriage return alone ended lines once.
            let line = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
            return line.split(separator: UInt8(ascii: "\r"), omittingEmptySubsequences: false)
        }
    }

    /// The cells of a line, without the spaces and quotes around them.
    private static func cells(of line: ArraySlice<UInt8>) -> [[UInt8]] {
        let separators = Array(",;\t".utf8)
        let around = Array(" \"'".utf8)
        return line.split(omittingEmptySubsequences: false, whereSeparator: separators.contains).map { cell in
            Array(cell.drop(while: around.contains).reversed().drop(while: around.contains).reversed())
        }
    }

    private static func isHeading(_ cell: [UInt8], of numbering: Numbering) -> Bool {
        let letters = String(decoding: cell, as: UTF8.self).lowercased().filter(\.isLetter)
        let name = numbering == .pnc ? "pnc" : "crn"
        return !cell.contains { Cells.digit($0) != nil }
            && [name, name + "number", name + "no", name + "id"].contains(letters)
    }
}

extension Connection {
    /// The fingerprint of the key that the warehouse's people were hashed with; nil where nobody was loaded by a number.
    public func pseudonymFingerprint() throws -> String? {
        try Script.fingerprint.query(on: self).first?.get("fingerprint")
    }

    /// Waits until no extract is being loaded, and holds up those that would be until the transaction ends.
    public func holdUpLoads() throws {
        for kind in ExtractKind.allCases.indices { try Script.kindLockWait.query(on: self, [.integer(kind)]) }
        try Script.mergeLock.run(on: self)
    }
}

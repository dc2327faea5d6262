import Crypto
import Foundation
import Platform

/// Turns identifiers into keyed hashes: HMAC-SHA-256 of the numbering's name and the identifier's canonical form.
final class Pseudonymiser {
    /// The keyed hash of a PNC number, begun with the numbering's name.
    private let pnc: HMAC<SHA256>
    /// The keyed hash of a CRN, begun with the numbering's name.
    private let crn: HMAC<SHA256>
    /// Room for one identifier in its canonical form.
    private let form = UnsafeMutableRawBufferPointer.allocate(byteCount: 32, alignment: 8)
    /// HMAC-SHA-256 of a fixed text: it distinguishes keys without revealing anything about them.
    let fingerprint: String

    init(_ key: SymmetricKey) {
        func begun(_ identifier: Identifier) -> HMAC<SHA256> {
            var mac = HMAC<SHA256>(key: key)
            mac.update(data: Array("\(identifier.rawValue):".utf8))
            return mac
        }
        pnc = begun(.pnc)
        crn = begun(.crn)
        fingerprint = Hexadecimal.text(
            HMAC<SHA256>.authenticationCode(for: Array("laa pseudonym key".utf8), using: key))
    }

    deinit {
        form.deallocate()
    }

    /// Hashes an identifier into 32 bytes.
    func hash(
        _ cell: UnsafeRawBufferPointer, as identifier: Identifier, into output: UnsafeMutableRawBufferPointer
    ) throws(CellProblem) {
        let length = try Self.canonical(cell, as: identifier, into: form)
        var mac = identifier == .pnc ? pnc : crn
        mac.update(data: UnsafeRawBufferPointer(rebasing: form[..<length]))
        mac.finalize().withUnsafeBytes { output.copyMemory(from: $0) }
    }

    private static let longest = 20

    /// The canonical form of an identifier: capitals, no spaces, and in a PNC number four digits for the year and seven
    /// for the serial number, so that 01/12345x and 2001/0012345X are the same person.
    ///
    /// - Returns: the form's length.
    static func canonical(
        _ cell: UnsafeRawBufferPointer, as identifier: Identifier, into form: UnsafeMutableRawBufferPointer
    ) throws(CellProblem) -> Int {
        var length = 0
        var slash = -1
        var digits = 0
        for byte in cell where byte != 0x20 {
            let lower = asciiLowercase(byte)
            let isLetter = lower &- 0x61 < 26
            let isDigit = byte &- 0x30 < 10
            guard isLetter || isDigit || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "-"), length < longest else {
                throw CellProblem("is not an identifier: 4 to 20 letters, digits, / or -")
            }
            if byte == UInt8(ascii: "/") { slash = slash < 0 ? length : longest }
            if isDigit { digits += 1 }
            form[length] = isLetter ? lower & 0xDF : byte
            length += 1
        }
        guard length >= 4, digits > 0 else {
            throw CellProblem("is not an identifier: 4 to 20 letters, digits, / or -")
        }
        guard identifier == .pnc, slash == 2 || slash == 4, digits == length - 2, form[length - 1] > 0x39,
            (1...7).contains(length - slash - 2), slash == 2 || length < 13
        else { return length }
        return widen(form, length: length, slash: slash)
    }

    private static func widen(_ form: UnsafeMutableRawBufferPointer, length: Int, slash: Int) -> Int {
        let serial = length - slash - 2
        let old = Array(form[..<length])
        let total = 13
        let year = slash == 4 ? Array(old[..<4]) : Array((old[0] >= 0x35 ? "19" : "20").utf8) + old[..<2]
        let zeros = [UInt8](repeating: 0x30, count: 7 - serial)
        form.copyBytes(from: year + [UInt8(ascii: "/")] + zeros + old[(slash + 1)...])
        return total
    }
}

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

    /// Hashes a PNC number, in its full form, into 32 bytes.
    func hash(_ number: PNCNumber, into output: UnsafeMutableRawBufferPointer) {
        number.write(into: form)
        finish(pnc, length: PNCNumber.length, into: output)
    }

    /// Hashes a CRN, in capitals and without spaces, into 32 bytes.
    func hash(crn cell: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer) throws(CellProblem) {
        finish(crn, length: try canonical(crn: cell), into: output)
    }

    private func finish(_ begun: HMAC<SHA256>, length: Int, into output: UnsafeMutableRawBufferPointer) {
        var mac = begun
        mac.update(data: UnsafeRawBufferPointer(rebasing: form[..<length]))
        mac.finalize().withUnsafeBytes { output.copyMemory(from: $0) }
    }

    private static let longest = 20

    /// Writes the canonical form of a CRN.
    ///
    /// - Returns: the form's length.
    private func canonical(crn cell: UnsafeRawBufferPointer) throws(CellProblem) -> Int {
        var length = 0
        var digits = 0
        for byte in cell where byte != 0x20 {
            let lower = asciiLowercase(byte)
            let isLetter = lower &- 0x61 < 26
            let isDigit = byte &- 0x30 < 10
            guard isLetter || isDigit || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "-"),
                length < Pseudonymiser.longest
            else { throw CellProblem("is not a CRN: 4 to 20 letters, digits, / or -") }
            if isDigit { digits += 1 }
            form[length] = isLetter ? lower & 0xDF : byte
            length += 1
        }
        guard length >= 4, digits > 0 else { throw CellProblem("is not a CRN: 4 to 20 letters, digits, / or -") }
        return length
    }
}

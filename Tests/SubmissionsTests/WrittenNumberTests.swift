import Foundation
import Testing

@testable import Disclosure
@testable import Host
@testable import Submissions

@Suite("Numbers in the program's files")
struct WrittenNumberTests {
    /// Reads a number that a file of the program has, written in this way.
    struct Reader: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let read: @Sendable (String) throws -> Int
    }

    /// A refusal that is no error of its own.
    struct Refused: Error {}

    static let readers = [
        Reader(testDescription: "a disclosure policy") {
            try DisclosurePolicy(yaml: "largest-small-count: \($0)\n", file: "policy").largestSmallCount
        },
        Reader(testDescription: "the settings of submissions") { number in
            let home = "/tmp/laa-numbers-\(UUID().uuidString.prefix(8))"
            try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(atPath: home) }
            try Data("revise: \(number)\n".utf8).write(to: URL(fileURLWithPath: home + "/submissions.yaml"))
            return try SubmissionSettings(home: home).revisedFor
        },
        Reader(testDescription: "a module's header") { number in
            let header = """
                /*
                id: X1
                title: X
                definition: X.
                family: undefined
                unit: "%"
                polarity: higher
                decimals: 1
                frequency: quarterly
                levels: [national]
                source-system: X
                supplier: trusts
                extracts: [terminations]
                version: "1"
                parameters: {months: {default: \(number), least: 1, most: 99}}
                */
                select 1
                """
            let file = DeclaredFile(file: "X1.sql", content: Data(header.utf8))
            guard let parameter = file.header?.parameters.first else { throw Refused() }
            return parameter.default
        },
    ]

    @Test(
        "mean what they look like: 010 is ten, never eight, and what looks like no number is refused",
        arguments: readers,
        [
            ("10", true), ("010", true), ("'010'", true), ("+10", true), ("1_0", false), ("0x0A", false),
            ("0o12", false),
            ("0b1010", false), ("12:30", false), ("1,0", false), ("ten", false), ("\u{661}\u{660}", false), ("", false),
            ("[10]", false), ("-10", false), ("1e400", false), ("99999999999999999999", false),
        ])
    func read(_ reader: Reader, _ written: (text: String, isTen: Bool)) throws {
        if written.isTen {
            #expect(try reader.read(written.text) == 10)
        } else {
            #expect(throws: (any Error).self) { try reader.read(written.text) }
        }
    }

    @Test("a number with an exponent or decimals is the whole number that it is, or refused", arguments: readers)
    func exponents(_ reader: Reader) {
        for written in ["1e1", "10.0", "1.0e1"] {
            if let read = try? reader.read(written) { #expect(read == 10, "\(written)") }
        }
    }
}

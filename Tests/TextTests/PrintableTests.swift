import Foundation
import Platform
import Testing

@testable import Text

@Suite("Control characters")
struct PrintableTests {
    /// A few thousand texts, the same in every run.
    private static let texts: [String] = {
        var random = RandomText(seed: 13)
        return (0..<4_000).map { _ in random.text() }
    }()

    @Test("become pictures or U+FFFD, in a value and in laid-out text")
    func replaced() {
        let text = "Kent\u{1B}[2J\u{7F}\u{9B}31m\u{202E}x\u{2069}\u{2028}\r\n\ty\r"
        #expect(Printable.line(text) == "Kent␛[2J␡\u{FFFD}31m\u{FFFD}x\u{FFFD}\u{FFFD}␍␊␉y␍")
        #expect(Printable.lines(text) == "Kent␛[2J␡\u{FFFD}31m\u{FFFD}x\u{FFFD}\u{FFFD}\r\n\ty␍")
        #expect(Printable.controlInLine("a\tb") == "\t" && Printable.control(in: "a\tb\r\n") == nil)
        #expect(Printable.control(in: "a\r") == "\r" && Printable.control(in: "£±–…é\u{200E}") == nil)
        #expect(Printable.name(of: "\u{1B}") == "the control character U+001B")
    }

    @Test("are in no cleaned text, which loses nothing else; clean text stays as it is")
    func texts() {
        for text in Self.texts {
            let line = Printable.line(text)
            #expect(line.obeyed().isEmpty, "\(text.debugDescription)")
            #expect(Printable.lines(text).replacing("\r\n", with: "\n").obeyed(but: "\n\t").isEmpty)
            #expect(line.unicodeScalars.count == text.unicodeScalars.count)
            for (before, after) in zip(text.unicodeScalars, line.unicodeScalars) {
                #expect(before.isObeyed ? after != before : after == before)
            }
            #expect((Printable.controlInLine(text) == nil) == text.obeyed().isEmpty)
            #expect(Printable.line(line) == line && Printable.lines(line) == line)
        }
    }

    @Test("are in no cell of CSV, no table for a terminal, no wrapped line, and no XML")
    func channels() {
        for (text, other) in zip(Self.texts, Self.texts.reversed()) {
            let row = CSV.line([CSV.text(text), CSV.text(other)])
            #expect(row.hasSuffix("\r\n") && String(row.unicodeScalars.dropLast(2)).obeyed().isEmpty)

            var table = TextTable([.init(heading: "A", alignment: .left), .init(heading: "B", yields: true)])
            table.append([text, other])
            let lines = table.lines(width: 60)
            #expect(lines.count == 3 && lines.allSatisfy { $0.obeyed().isEmpty })

            let wrapped = Wrapping.lines(text, width: 20, first: "* ", rest: "  ")
            #expect(wrapped.allSatisfy { $0.obeyed().isEmpty })

            // XML collapses a line feed and a tab to a space.
            let xml = Element("text", ["name": text], text: other).text
            #expect(xml.replacing("\r\n", with: "\n").obeyed(but: "\n\t").isEmpty)
        }
    }

    @Test("are escaped in JSON, whose values stay the same to the last character")
    func json() throws {
        let json = try JSONText.text(Self.texts)
        #expect(json.obeyed(but: "\n").isEmpty)
        let back = try JSONDecoder().decode([String].self, from: Data(json.utf8))
        #expect(zip(back, Self.texts).allSatisfy { $0.unicodeScalars.elementsEqual($1.unicodeScalars) })
    }

    private struct Wrong: LocatedError {
        let exitCode = Platform.ExitCode.badData
        let said: String

        static func wrong(file: String, line: Int, problem: String, remedy: String) -> Wrong {
            Wrong(said: "\(file):\(line): \(problem). \(remedy).")
        }
    }

    @Test("as they are make a file no YAML, with their line; nothing of the parser's own words is in the message")
    func rawYAML() throws {
        func said(_ text: String) -> String? {
            #expect(throws: Wrong.self) { try StrictYAML<Wrong>.read(text, file: "f.yaml") }?.said
        }
        #expect(
            said("a: b\nc: \u{1B}[31m\n")?.hasPrefix("f.yaml:2: it is not YAML: it holds the control character U+001B")
                == true)
        let deep = said(String(repeating: "[", count: 100_000))
        #expect(
            deep?.hasPrefix("f.yaml:1: it is not YAML: it is nested more than 1000 levels deep. ") == true,
            "\(deep ?? "")")
    }

    @Test("are not what null is: a plain null is nothing, and in quotes it is a word")
    func null() throws {
        for (text, word) in [
            ("a: null", nil), ("a: ~", nil), ("a:", nil), ("a: \"null\"", "null"), ("a: nulls", "nulls"),
        ] {
            let fields = try #require(try StrictYAML<Wrong>.read(text, file: "f.yaml")).fields(of: "it", among: ["a"])
            #expect(try fields["a"]?.text(of: "a") == word, "\(text)")
        }
    }

    @Test(
        "in a YAML file are refused with their line, in keys as in values; line feeds and tabs are not",
        arguments: [
            ("a: b\nname: \"Kent\\e[31m\"\n", 2, "U+001B"), ("- x\n- - y\n  - \"\\x9B1m\"\n", 3, "U+009B"),
            ("\"a\\u202E\": b\n", 1, "U+202E"), ("a: {b: [c, \"\\0\"]}\n", 1, "U+0000"),
        ])
    func yaml(text: String, line: Int, named: String) throws {
        let error = #expect(throws: Wrong.self) { try StrictYAML<Wrong>.read(text, file: "f.yaml") }
        #expect(error?.said == "f.yaml:\(line): a text holds the control character \(named). Take it out.")
        let clean = try StrictYAML<Wrong>.read("a: |\n  two\n  lines\nb: \"\\t\"\n", file: "f.yaml")
        #expect(try clean?.fields(of: "it", among: ["a", "b"])["a"]?.verbatim(of: "a") == "two\nlines\n")
    }
}

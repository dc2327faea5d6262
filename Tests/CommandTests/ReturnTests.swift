import Crypto
import Foundation
import TestSupport
import Testing

@Suite("Returns")
struct ReturnTests {
    /// Makes a return.
    ///
    /// - Parameter catalogue: whether to report every indicator or, which is quicker, only the compiled modules.
    private func returned(
        into folder: Folder, _ name: String, quarter: String = "2010-11Q4", history: Int = 0, catalogue: Bool = false,
        options: [String] = [], environment: [String: String] = [:], through shell: String? = nil
    ) throws -> Command {
        let environment = environment.merging(catalogue ? [:] : ["LAA_MODULES": Built.folder]) { $1 }
        return try Command(
            ["return", "--area", "Lancashire", "--quarter", quarter, "--history", "\(history)"] + options
                + ["--output", "\(folder.path)/\(name)"], environment: environment, through: shell)
    }

    @Test("a return made again is the same to the last byte, and its manifest's hashes are its files'")
    func reproducible() throws {
        let folder = try Folder()
        for name in ["first", "second"] {
            let command = try returned(into: folder, name, history: 1)
            #expect(command.status == 0, "\(command.errors)")
        }
        let names = [
            "manifest.json", "return.csv", "return.csv-metadata.json", "return.html", "return.json", "return.ods",
            "summary.html", "summary.txt", "suppressions.csv",
        ]
        #expect(try folder.names(in: "first") == names)
        for name in names {
            #expect(try folder.contents("first/\(name)") == folder.contents("second/\(name)"), "\(name)")
        }
        let manifest = try JSONSerialization.jsonObject(with: folder.contents("first/manifest.json"))
        let files = try #require((manifest as? [String: Any])?["files"] as? [[String: Any]])
        #expect(files.count == 8)
        for file in files {
            let contents = try folder.contents("first/\(file["name"] as? String ?? "")")
            #expect(
                file["sha256"] as? String == SHA256.hash(data: contents).map { String(format: "%02x", $0) }.joined())
            #expect(file["bytes"] as? Int == contents.count)
        }
    }

    @Test("a return has every indicator under its own name, and all of it says that a sample is synthetic")
    func synthetic() throws {
        let folder = try Folder()
        let command = try returned(into: folder, "return", catalogue: true, options: ["--verbose"])
        let document = try JSONSerialization.jsonObject(with: folder.contents("return/return.json"))
        let reports = try #require((document as? [String: Any])?["reports"] as? [[String: Any]])
        let indicators = reports.compactMap { $0["indicator"] as? String }
        #expect(Set(indicators).count == reports.count, "an indicator is there twice, or has no name")
        // They include indicators that are the same as another, and one without a definition.
        #expect(Set(indicators).isSuperset(of: ["M3", "NI18", "NI31", "NI144", "OM21"]))
        let lines = command.errors.split(separator: "\n")
        #expect(lines.contains("OM21: done") && lines.contains("NI144: done") && !command.errors.contains(".sql"))
        #expect(try folder.contents("return/return.html").count < 5_000_000)
        // An indicator without a definition has no figure, synthetic or not.
        let figured = reports.filter { $0["indicator"] as? String != "NI31" }
        #expect(figured.count > 100 && figured.count == reports.count - 1)
        #expect(
            figured.allSatisfy { ($0["caveats"] as? [String])?.first?.contains("SYNTHETIC DATA") ?? false })
        #expect(command.output.components(separatedBy: "SYNTHETIC DATA").count == figured.count + 2)
        let page = String(decoding: try folder.contents("return/return.html"), as: UTF8.self)
        let charts = page.components(separatedBy: "<figure").dropFirst()
        #expect(charts.count > 50)
        #expect(charts.allSatisfy { $0.components(separatedBy: "</svg>")[0].contains("SYNTHETIC DATA") })
        #expect(page.components(separatedBy: "class=\"notice\"").count > figured.count)
        let rows = String(decoding: try folder.contents("return/return.csv"), as: UTF8.self)
            .components(separatedBy: "\r\n")
        #expect(rows[0].hasSuffix(",synthetic"))
        #expect(rows.dropFirst().filter { !$0.isEmpty }.allSatisfy { $0.hasSuffix(",true") })
    }

    @Test("the end says what is most worth knowing and where the files are; progress is a line a module, or none")
    func ending() throws {
        let folder = try Folder()
        let command = try returned(into: folder, "return")
        let ending = command.output.components(separatedBy: "\nMost worth knowing:\n").last ?? ""
        #expect(
            ending.hasPrefix("1. NI143, Lancashire")
                && !ending.contains("2. NI143"), "\(command.output)")
        #expect(ending.replacing("\n  ", with: " ").contains("Files in \(folder.path)/return: return.json, return.csv"))
        // Other tests publish of the same sample at the same time.
        let lines = command.errors.split(separator: "\n").filter { !$0.hasPrefix("laa: something else") }.sorted()
        #expect(lines == ["NI143: done", "NI18: done", "NI30: done"], "\(command.errors)")
        let quiet = try Command(
            "return", "--area", "Lancashire", "--quarter", "2010-11Q4", "--history", "0", "--quiet", "--output",
            "\(folder.path)/return", environment: ["LAA_MODULES": Built.folder])
        #expect(quiet.status == 0 && quiet.errors.isEmpty, "\(quiet.errors)")
    }

    @Test("several areas and indicators make one return, and a region includes its trusts and authorities")
    func several() throws {
        let folder = try Folder()
        let words = ["return", "--quarter", "2010-11Q4", "--history", "0", "--quiet", "--indicator", "NI 143"]
        let two = try Command(
            words + ["--area", "Lancashire", "--area", "Cumbria", "--output", "\(folder.path)/two"],
            environment: ["LAA_MODULES": Built.folder])
        #expect(
            two.status == 0 && two.output.hasPrefix("Return for Lancashire and Cumbria, 2010-11Q4\n"), "\(two.errors)")
        let region = try Command(
            words + ["--area", "North West", "--output", "\(folder.path)/region"],
            environment: ["LAA_MODULES": Built.folder])
        #expect(region.status == 0, "\(region.errors)")
        func rows(_ name: String) throws -> [[String]] {
            String(decoding: try folder.contents("\(name)/return.csv"), as: UTF8.self).components(separatedBy: "\r\n")
                .dropFirst().filter { !$0.isEmpty }.map { $0.components(separatedBy: ",") }
        }
        #expect(try Set(rows("two").map { $0[0] }) == ["NI143"])
        #expect(try Set(rows("two").map { $0[5] }).isSuperset(of: ["Lancashire", "Cumbria", "Blackpool"]))
        let levels = try Dictionary(grouping: rows("region"), by: { $0[6] }).mapValues(\.count)
        #expect(levels["trust"] == 5 && (levels["local-authority"] ?? 0) > 15, "\(levels)")
        #expect(try Command(words + ["--output", "\(folder.path)/none"]).status == 64)
        let unknown = try Command(
            words + ["--indicator", "NI1444", "--area", "Cumbria", "--output", "\(folder.path)/none"])
        #expect(unknown.status == 66 && unknown.errors.contains("NI144"), "\(unknown.errors)")
    }

    @Test("a plan names the headline indicators; a summary has the overview alone")
    func headline() throws {
        let folder = try Folder()
        try Data("headline: [NI143]\n".utf8).write(to: URL(fileURLWithPath: "\(folder.path)/plan.yaml"))
        let command = try returned(
            into: folder, "return", options: ["--plan", "\(folder.path)/plan.yaml", "--detail", "summary"])
        #expect(command.status == 0, "\(command.errors)")
        let table = command.output.components(separatedBy: "The other indicators:")
        #expect(table[0].contains("NI143 ") && !table[0].contains("NI18 "), "\(command.output)")
        let page = String(decoding: try folder.contents("return/return.html"), as: UTF8.self)
        #expect(!page.contains("class=\"indicator\"") && page.contains("NI143"))
    }

    @Test("on a terminal there is a bar, and colour unless NO_COLOR is set")
    func terminal() throws {
        let folder = try Folder()
        // script(1) gives the program a terminal for its streams.
        let shell = "cd \(folder.path); script -qec \"$(printf \"'%s' \" \"$@\")\" /dev/null"
        let coloured = try returned(into: folder, "return", environment: ["NO_COLOR": ""], through: shell)
        #expect(coloured.output.contains("[####################]  3 of 3 modules"), "\(coloured.output.prefix(500))")
        #expect(coloured.output.contains("\u{1B}[32mdone"))
        let plain = try returned(into: folder, "return", environment: ["NO_COLOR": "1"], through: shell)
        #expect(plain.output.contains("3 of 3 modules") && !plain.output.contains("\u{1B}[32m"))
    }

    @Test("a return's charts show earlier quarters; other areas stand in no file of figures")
    func history() throws {
        let folder = try Folder()
        #expect(try returned(into: folder, "return", history: 1).status == 0)
        let page = String(decoding: try folder.contents("return/return.html"), as: UTF8.self)
        #expect(page.contains("NI143: Lancashire (trust) over the quarters") && page.contains("2010-11Q3 to 2010-11Q4"))
        #expect(page.contains("the others as unnamed rings") && !page.contains("Cumbria"))
        for name in ["return.json", "return.csv"] {
            let text = String(decoding: try folder.contents("return/\(name)"), as: UTF8.self)
            #expect(!text.contains("others") && !text.contains("Cumbria"))
        }
    }

    @Test("modules that crash or hang cost their own sections and exit code 70; the rest is written")
    func misbehaving() throws {
        let folder = try Folder()
        let modules = ["LAA_MODULES": "\(Built.folder):\(Built.testModules)", "LAA_HOME": Built.home]
        let command = try Command(
            "return", "--area", "Lancashire", "--quarter", "2010-11Q4", "--output", "\(folder.path)/return",
            "--time-limit", "10", "--history", "1", environment: modules)
        #expect(command.status == 70)
        let document = try JSONSerialization.jsonObject(with: folder.contents("return/return.json"))
        let content = try #require(document as? [String: Any])
        let reports = try #require(content["reports"] as? [[String: Any]])
        #expect(reports.map { $0["indicator"] as? String } == ["NI18", "NI30", "NI143", "TEST5", "TEST10"])
        let missing = try #require(content["missing"] as? [[String: String]])
        #expect(
            missing.map { $0["module"] } == [
                "libCrashing.so", "libDeaf.so", "libGreedy.so", "libHanging.so", "libKilled.so", "libPrying.so",
                "libThrowing.so", "libUnready.so",
            ])
    }

    @Test("an incomplete return does not replace one that is there")
    func incomplete() throws {
        let folder = try Folder()
        #expect(try returned(into: folder, "return").status == 0)
        let before = try folder.contents("return/return.json")
        let command = try Command(
            "return", "--area", "Lancashire", "--quarter", "2010-11Q3", "--output", "\(folder.path)/return",
            "--time-limit", "10", "--history", "0",
            environment: ["LAA_MODULES": "\(Built.folder):\(Built.testModules)", "LAA_HOME": Built.home])
        #expect(command.status == 70 && command.errors.contains("does not replace"), "\(command.errors)")
        #expect(try folder.contents("return/return.json") == before)
    }

    @Test("a report goes through a link into the file behind it, and into a pipe without replacing it")
    func links() throws {
        let folder = try Folder()
        try Data("old".utf8).write(to: URL(fileURLWithPath: "\(folder.path)/real.csv"))
        try FileManager.default.createSymbolicLink(
            atPath: "\(folder.path)/link.csv", withDestinationPath: "real.csv")
        let words = ["report", "NI143", "--quarter", "2010-11Q4", "--format", "csv", "--output"]
        #expect(try Command(words + ["\(folder.path)/link.csv"]).status == 0)
        #expect(String(decoding: try folder.contents("real.csv"), as: UTF8.self).hasPrefix("indicator,"))
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: "\(folder.path)/link.csv") == "real.csv")

        #expect(mkfifo("\(folder.path)/pipe", 0o600) == 0)
        let piped = try Command(
            words + ["\(folder.path)/pipe"], through: "cat \(folder.path)/pipe & \"$@\"; status=$?; wait; exit $status")
        #expect(piped.status == 0 && piped.output.hasPrefix("indicator,"), "\(piped.errors)")
        #expect(try Command(words + ["-"]).output.hasPrefix("indicator,"))
        #expect(try Command(words + [""]).status == 64)
    }

    @Test("a disk that is full leaves nothing, and what was there stays")
    func diskFull() throws {
        let folder = try Folder()
        // No file may be larger than one block of 512 bytes.
        let limited = "ulimit -f 1; exec \"$@\""
        let command = try returned(into: folder, "return", through: limited)
        #expect(command.status == 73, "\(command.errors)")
        #expect(command.errors.contains("cannot write") && command.errors.contains("Nothing was written"))
        #expect(try folder.names().isEmpty)

        #expect(try returned(into: folder, "return").status == 0)
        let before = try folder.contents("return/manifest.json")
        #expect(try returned(into: folder, "return", quarter: "2010-11Q3", through: limited).status == 73)
        #expect(try folder.contents("return/manifest.json") == before)
        #expect(try folder.names(in: "return").count == 9)
    }

    @Test("a place that cannot be written to is refused with exit code 73")
    func unwritable() throws {
        let folder = try Folder()
        try Data("a file".utf8).write(to: URL(fileURLWithPath: "\(folder.path)/return"))
        #expect(try returned(into: folder, "return").status == 73)
        #expect(try returned(into: folder, "nowhere/at/all").status == 73)
        #expect(try folder.contents("return") == Data("a file".utf8))
    }

    @Test("a reader who has heard enough does not make the program crash")
    func closedPipe() throws {
        let command = try Command(
            "report", "NI143", "--quarter", "2010-11Q4", "--level", "local-authority", "--quiet",
            through: "\"$@\" | head -n 1")
        #expect(command.output.hasPrefix("NI143"))
        #expect(command.errors.isEmpty)
    }
}

import Foundation
import TestSupport
import Testing

@Suite("Plots")
struct PlotTests {
    private func plot(_ words: String..., environment: [String: String] = [:]) throws -> Command {
        try Command(["plot"] + words, environment: environment)
    }

    @Test(
        "every chart is drawn as SVG, and says that its figures are made up",
        arguments: [
            ["NI18", "--level", "trust"], ["NI143", "--chart", "areas", "--level", "local-authority"],
            ["NI143", "--chart", "funnel", "--area", "Lancashire"],
            ["NI143", "--chart", "quarters", "--area", "Lancashire", "--history", "2"],
            ["NI30", "--chart", "before-after", "--level", "region"], ["NI18", "--chart", "calibration"],
        ])
    func svg(words: [String]) throws {
        let command = try Command(["plot"] + words + ["--quarter", "2010-11Q4"])
        #expect(command.status == 0, "\(command.errors)")
        #expect(command.output.hasPrefix("<svg xmlns=") && command.output.hasSuffix("</svg>\n"))
        #expect(command.output.contains("<title") && command.output.contains("SYNTHETIC DATA"))
    }

    @Test("a plot made again is the same to the last byte, and a file is written whole")
    func reproducible() throws {
        let folder = try Folder()
        for name in ["first", "second"] {
            let command = try plot(
                "NI143", "--quarter", "2010-11Q4", "--chart", "funnel", "--level", "trust", "--output",
                "\(folder.path)/\(name).svg")
            #expect(command.status == 0 && command.output.isEmpty, "\(command.errors)")
        }
        #expect(try folder.contents("first.svg") == folder.contents("second.svg"))
    }

    @Test(
        "a PNG is made by rsvg-convert",
        .enabled(if: Checker.converter.isThere, "not checked: rsvg-convert is not installed"))
    func png() throws {
        let folder = try Folder()
        let command = try plot(
            "NI143", "--quarter", "2010-11Q4", "--level", "region", "--format", "png", "--output",
            "\(folder.path)/p.png")
        #expect(command.status == 0, "\(command.errors)")
        #expect(try folder.contents("p.png").starts(with: [0x89, 0x50, 0x4E, 0x47]))
    }

    @Test("over the quarters, a name of two areas is the authority's unless a level is given")
    func quarters() throws {
        let words = [
            "NI143", "--quarter", "2010-11Q4", "--chart", "quarters", "--area", "Lancashire", "--history", "1",
        ]
        let authority = try Command(["plot"] + words)
        #expect(authority.output.contains("NI143: Lancashire (authority) over the quarters"), "\(authority.errors)")
        let trust = try Command(["plot"] + words + ["--level", "trust"])
        #expect(trust.output.contains("NI143: Lancashire (trust) over the quarters"), "\(trust.errors)")
    }

    @Test("what cannot be drawn is refused with what to do")
    func refused() throws {
        let missing = try plot("NI143", "--quarter", "2010-11Q4", "--format", "png", environment: ["PATH": "/nowhere"])
        #expect(missing.status == 78 && missing.errors.contains("librsvg2-bin"), "\(missing.errors)")
        let cohort = try plot("NI143", "--quarter", "2010-11Q4", "--chart", "before-after")
        #expect(cohort.status == 66 && cohort.errors.contains("cohort"), "\(cohort.errors)")
        let word = try plot("NI143", "--quarter", "2010-11Q4", "--chart", "funel")
        #expect(word.status == 64 && word.errors.contains("is funnel meant?"), "\(word.errors)")
        let other = try plot("NI30", "--quarter", "2010-11Q4", "--chart", "calibration")
        #expect(other.status == 64 && other.errors.contains("ask for NI18"), "\(other.errors)")
        let area = try plot("NI18", "--quarter", "2010-11Q4", "--chart", "calibration", "--area", "Lancashire")
        #expect(area.status == 64 && area.errors.contains("leave out --area"), "\(area.errors)")
        #expect(try plot("NI999", "--quarter", "2010-11Q4").status == 66)
        #expect(try plot("NI143", "--quarter", "2010-11Q4", "--history", "99").status == 64)
        #expect(try plot("NI143", "--quarter", "2010-11Q4", "--output", "").status == 64)
    }
}

import Foundation
import TestSupport
import Testing

@Suite("Plans by command")
struct PlanCommandTests {
    @Test("a plan tells how many fewer the target takes, of the latest quarter where none is named")
    func table() throws {
        let command = try Command(
            "plan", "NI18", "--area", "England and Wales", "--target", "-7.77%", "--change", "-5%", "--detect", "-20%")
        #expect(command.status == 0, "\(command.errors)")
        #expect(command.output.hasPrefix("SYNTHETIC DATA"))
        #expect(command.output.contains("England and Wales, 2011-12Q3:"), "\(command.output)")
        #expect(command.output.contains("A target of -7.77% from what is predicted is"))
        #expect(command.output.contains("If nothing changes, the target is met with a chance of"))
        #expect(command.output.contains("\nnone ") && command.output.contains("\n-5% "))
    }

    @Test("the plan's counts are the report's, and its significant counts are those of the report's test")
    func json() throws {
        let words = ["NI18", "--area", "England and Wales", "--quarter", "2010-11Q4", "--format", "json"]
        let plan = try Command(["plan"] + words + ["--level", "national", "--target=-7.77%"])
        let report = try Command(["report"] + words)
        let (made, told) = (try plan.json(), try report.json())
        let findings = try #require(told["findings"] as? [[String: Any]])
        let finding = try #require(findings.first { ($0["area"] as? [String: Any])?["level"] as? String == "national" })
        #expect(made["observed"] as? Int == finding["observed"] as? Int && made["n"] as? Int == finding["n"] as? Int)
        let expected = try #require(finding["expected"] as? Double)
        let range = try #require(finding["rangeOfInsignificance"] as? [Double])
        let better = try #require(made["firstSignificantlyBetter"] as? Int)
        #expect(
            100 * (Double(better) / expected - 1) < range[0]
                && 100 * (Double(better + 1) / expected - 1) > range[0] - 1e-6)
        let missing = try #require(made["missing"] as? Int)
        let last = try #require(made["lastCountMeetingTarget"] as? Int)
        #expect(Double(last) <= expected * 0.9223 && Double(last + 1) > expected * 0.9223)
        #expect(missing == (made["observed"] as? Int ?? 0) - last)
    }

    @Test("a plan is drawn as SVG, the same to the last byte")
    func chart() throws {
        let folder = try Folder()
        for name in ["a", "b"] {
            let command = try Command(
                "plan", "NI143", "--area", "Lancashire", "--target", "75%", "--quarter", "2010-11Q4", "--format", "svg",
                "--output", "\(folder.path)/\(name).svg")
            #expect(command.status == 0 && command.output.isEmpty, "\(command.errors)")
        }
        let svg = try folder.contents("a.svg")
        #expect(try svg == folder.contents("b.svg") && String(decoding: svg, as: UTF8.self).contains("SYNTHETIC DATA"))
    }

    @Test("what cannot be planned for is refused with what to do")
    func refused() throws {
        let area = ["--area", "Lancashire", "--quarter", "2010-11Q4"]
        for (words, status, hint) in [
            (["plan", "NI18", "--target", "7,77%"] + area, Int32(64), "Write a difference"),
            (["plan", "NI30", "--target", "-5%"] + area, 66, "not a proportion"),
            (["plan", "NI143", "--target", "-5%"] + area, 66, "without a sign"),
            (["plan", "NI143"] + area, 66, "for NI143 of Lancashire (authority)"),
            (["plan", "NI18", "--target", "-5%", "--output", "x.png"] + area, 64, "named as png, and txt would be"),
            (["plot", "NI18", "--output", "x.png", "--quarter", "2010-11Q4"], 64, "add --format png"),
            (["plan", "NI143", "--target", "0.75"] + area, 64, "write 75% or 0.75%"),
            (["explain", "NI143", "--against", "2009-10Q4"] + area, 66, "not compared with a prediction"),
            (["explain", "NI18", "--against", "2010-11Q2"] + area, 64, "share some of their days"),
            (["explain", "NI18", "--against", "2001-02Q4"] + area, 66, "NI18 cannot be reported for 2001-02Q4"),
            (["explain", "NI18", "--against", "2009-10Q4", "--prediction-uncertainty"] + area, 64, "leave out"),
            (["plan", "NI18", "--target", "-5%", "--power", "10%"] + area, 64, "50% to 99.9%"),
            (["plan", "NI18", "--target", "-5%", "--level", "ldu"] + area, 64, "Lancashire (local-authority"),
        ] {
            let command = try Command(words)
            #expect(command.status == status && command.errors.contains(hint), "\(words): \(command.errors)")
        }
    }
}

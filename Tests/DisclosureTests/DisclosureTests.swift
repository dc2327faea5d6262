import Foundation
import Provenance
import ReportKit
import TestSupport
import Testing

@testable import Disclosure
@testable import Presenting
@testable import Returns

@Suite("Disclosure control")
struct DisclosureTests {
    private let region = MadeRegion(seed: 5, trusts: 2, authorities: 2, size: 20)

    private func disclosed(_ reports: [Report], _ policy: DisclosurePolicy = .standard) throws -> [PublishedReport] {
        try DisclosureControl(policy, in: region.tree).disclosed(reports)
    }

    @Test("the policy that comes with the program is the file that comes with it")
    func template() throws {
        #expect(try DisclosurePolicy(yaml: DisclosurePolicy.template, file: "template") == .standard)
        #expect(try DisclosurePolicy(yaml: "", file: "empty") == .standard)
    }

    @Test(
        "a policy that cannot be kept is refused, and says which key is wrong",
        arguments: [
            ("largest-small-count: 0", "largest-small-count"), ("values-left: 5", "values-left"),
            ("method: hide", "method"), ("threshold: 4", "threshold"), ("- a", "not a list of keys"),
            ("a: [", "not YAML"), ("not-of-people: NI18", "not-of-people"), ("round-to: 1", "round-to"),
            ("largest-breakdown: 1", "largest-breakdown"), ("solver-steps: 0", "solver-steps"),
            ("solver-seconds: none", "solver-seconds"),
        ])
    func badPolicy(_ yaml: String, _ word: String) {
        let error = #expect(throws: DisclosureError.self) { try DisclosurePolicy(yaml: yaml, file: "policy.yaml") }
        #expect(error?.description.contains(word) == true && error?.description.contains("policy.yaml") == true)
    }

    @Test("every small count, and all but a small count, is kept back; the findings keep their order")
    func primary() throws {
        let report = try region.report(3)
        let disclosed = try #require(try disclosed([report]).first)
        #expect(disclosed.findings.map(\.area) == report.findings.map(\.area))
        for (finding, found) in zip(report.findings, disclosed.findings) {
            let isSmall = finding.isSmall
            if case .shown(let published) = found {
                #expect(!isSmall)
                #expect(published.observed == finding.observed && published.n == finding.n)
            }
        }
        #expect(disclosed.suppressions.contains { $0.reason.isPrimary })
    }

    @Test("the same input keeps back the same figures for the same reasons")
    func deterministic() throws {
        let reports = [try region.report(3), try region.report(4), try region.report(3, by: .sex)]
        let (first, second) = (try disclosed(reports), try disclosed(reports))
        #expect(first.map(\.suppressions) == second.map(\.suppressions))
    }

    @Test("what is left out of a figure is rounded in every form of the finding")
    func besideFigures() throws {
        var report = try Made.report(.proportionAgainstTarget, id: "NI143", areas: 1)
        let thresholds = QualityThresholds([.answered: 0.01])
        report.findings[0].observed = 60
        report.findings[0].n = 100
        func answered(_ count: Int) throws -> (finding: ShownFinding, json: String, words: String, csv: String?) {
            report.findings[0].dataQuality = [
                QualityMeasure(.answered, count: count, of: 100 + count, thresholds: thresholds)
            ]
            report.findings[0].figures = .proportion(
                ProportionFigures(rate: 0.6, interval: nil, notRecorded: count, tests: .init(exactBinomial: nil)))
            let published = try DisclosureControl(.standard, in: AreaTree([:])).disclosed([report])[0]
            let finding = try #require(published.findings.first)
            let json = try JSONEncoder().encode(FindingDocument(finding, in: published))
            let column = FindingColumn.all(of: Family.proportionAgainstTarget).first { $0.key == "notRecorded" }
            return (
                try #require(finding.shown), String(decoding: json, as: UTF8.self), finding.sentence(report.indicator),
                try #require(column).csv(published, finding)
            )
        }
        let many = try answered(13)
        #expect(many.json.contains("\"notRecorded\":10") && many.words.contains("Left out: about 10 of 110"))
        #expect(many.finding.dataQuality.map { [$0.count, $0.of] } == [[10, 110]] && many.csv == "10")
        // Too many are lacking, which is told although the rounded count does not say so; of 1 to 4 nothing is told.
        let some = try answered(7)
        #expect(some.csv == "0" && some.finding.isInsufficient && some.finding.lackingMore == [.answered])
        #expect(some.words.contains("Its records lack more than the thresholds allow: answer not recorded, more than"))
        #expect(some.json.contains("\"insufficientData\":true"))
        let few = try answered(3)
        #expect(few.csv == "0" && !few.words.contains("Left out") && !few.finding.isInsufficient)
        #expect(few.finding.dataQuality.map { [$0.count, $0.of] } == [[0, 100]])
    }

    @Test("those not matched and those without a prediction are of rows of which each leaves the other rounded")
    func unmatched() throws {
        var report = try Made.report(.proportionAgainstPredicted, areas: 1)
        let n = try #require(report.findings[0].n)
        report.findings[0].dataQuality = [(QualityMeasure.Kind.pncMatch, 47), (.prediction, 2)].map { kind, count in
            QualityMeasure(kind, count: count, of: n + 49, thresholds: QualityThresholds([:]))
        }
        guard case .predicted(var figures) = report.findings[0].figures else { return }
        figures.people = n - 13
        report.findings[0].figures = .predicted(figures)
        let found = try DisclosureControl(.standard, in: AreaTree([:])).disclosed([report])[0].shown.first
        let shown = try #require(found)
        #expect(shown.dataQuality.map { [$0.count, $0.of] } == [[40, n + 40], [0, n + 40]])
        #expect(shown.people == n - 10)
        let internally = PublishedReport(report, marking: "SECRET").shown.first
        #expect(internally?.people == n - 13 && internally?.dataQuality.map(\.count) == [47, 2])
    }

    @Test("where weighing takes more than the policy allows, everything of the table is suppressed")
    func deadline() throws {
        let standard = DisclosurePolicy.standard
        let policy = DisclosurePolicy(
            largestSmallCount: standard.largestSmallCount, valuesLeft: standard.valuesLeft,
            extremesBelow: standard.extremesBelow, solverSteps: 0)
        let reports = [try region.report(3), try region.report(3, by: .sex)]
        let found = try DisclosureControl(policy, in: region.tree).disclosed(reports)
        #expect(found.flatMap(\.shown).isEmpty)
        #expect(zip(found, reports).allSatisfy { $0.suppressions.count == $1.findings.count })
    }

    @Test("where nothing is small, nothing is kept back")
    func nothingSmall() throws {
        let large = MadeRegion(seed: 1, trusts: 1, authorities: 1, size: 4_000)
        let report = try large.report(3)
        let found = try DisclosureControl(.standard, in: large.tree).disclosed([report])
        let small = report.findings.filter(\.isSmall)
        #expect(small.isEmpty && found[0].suppressions.isEmpty)
        #expect(found[0].caveats == report.caveats)
    }

    @Test("a figure kept back has no number in JSON, CSV or the log, and stands in each")
    func noNumbers() throws {
        let region = MadeRegion(seed: 7, trusts: 2, authorities: 3, size: 12)
        let report = try region.report(3)
        let disclosed = try DisclosureControl(.standard, in: region.tree).disclosed([report])
        let kept = try #require(disclosed[0].suppressions.first { Set($0.counts).isSuperset(of: [.observed, .n]) })
        let json = try #require(
            JSONSerialization.jsonObject(with: Data(JSONRenderer().render(disclosed[0]).utf8)) as? [String: Any])
        let findings = try #require(json["findings"] as? [[String: Any]])
        #expect(findings.count == report.findings.count)
        let finding = try #require(findings.first { ($0["area"] as? [String: String])?["code"] == kept.area.code })
        for key in ["observed", "n", "verdict", "rate", "interval", "notRecorded", "tests"] {
            #expect(finding[key] as? [String: Bool] == ["suppressed": true], "\(key)")
        }
        let isNumberless = finding.values.allSatisfy { !($0 is Int) && !($0 is Double) || $0 is Bool }
        #expect(isNumberless)
        let row = try #require(
            CSVRenderer().render(disclosed[0]).components(separatedBy: "\r\n").first {
                $0.contains(",\(kept.area.code),")
            })
        #expect(row.contains(",[c],[c],"))
        let log = SuppressionLog(disclosed).csv
        #expect(log.contains("\(kept.area.code),") && !log.contains(",small count,"))
        #expect(log.components(separatedBy: "\r\n").count == disclosed[0].suppressions.count + 2)
    }

    @Test("what is kept back is in no sentence, chart or ranking")
    func nowhereElse() throws {
        let report = try region.report(3)
        let disclosed = try #require(try disclosed([report]).first)
        let kept = Set(disclosed.suppressions.map(\.area))
        #expect(disclosed.shown.allSatisfy { !kept.contains($0.area) })
        let names = Caterpillar.all(disclosed).flatMap { $0.table.rows.map { $0[0] } }
        #expect(names.allSatisfy { name in !kept.contains { name == $0.name || name.hasPrefix("\($0.name) (") } })
    }

    @Test("how many are not assigned is rounded, and leaves a figure kept back as many values as the policy asks for")
    func quality() throws {
        var checked = 0
        let regions = (UInt64(1)...12).flatMap { seed in
            [12, 24, 36].map { MadeRegion(seed: seed, trusts: 2, authorities: 3, size: $0) }
        }
        for region in regions {
            var report = try region.report(3)
            let notAssigned = report.findings.filter { $0.area.level == .notAssigned }
            for index in report.findings.indices {
                let finding = report.findings[index]
                guard let n = finding.n, [.national, .region, .trust].contains(finding.area.level) else { continue }
                let own = notAssigned.filter { region.tree.lies(.init($0.area), in: .init(finding.area)) }
                report.findings[index].dataQuality = [
                    QualityMeasure(
                        .authority, count: own.reduce(0) { $0 + ($1.n ?? 0) }, of: n, thresholds: QualityThresholds([:])
                    )
                ]
            }
            let disclosed = try #require(try DisclosureControl(.standard, in: region.tree).disclosed([report]).first)
            func isHidden(_ area: Area) -> Bool {
                switch disclosed.findings.first(where: { $0.area == area }) {
                case .partial(let partial): partial.n == nil
                case .shown: false
                default: true
                }
            }
            for trust in disclosed.shown where trust.area.level == .trust {
                guard let none = notAssigned.first(where: { region.tree.lies(.init($0.area), in: .init(trust.area)) }),
                    isHidden(none.area), let n = none.n
                else { continue }
                let told = try #require(trust.dataQuality.first)
                checked += 1
                #expect(told.count % 10 == 0 && (told.count...told.count + 9).contains(n))
            }
        }
        #expect(checked > 0)
    }

    @Test("what an earlier return kept back stays so, even where it is no longer small")
    func earlier() throws {
        let report = try region.report(3)
        var before = report
        let area = try #require(report.findings.first { $0.area.level == .region }?.area)
        before.findings = report.findings.filter { $0.area == area }
        let kept = Suppression(
            indicator: "NI18", area: area, group: nil, span: report.period, breakdown: nil, reason: .smallCount,
            counts: [.observed, .n])
        let published = PublishedReport(
            before, suppressed: [.init(area: .init(area), group: nil): HiddenCounts(kept)], .standard, in: region.tree)
        let earlier = try EarlierReturn(json: region.json([published], quarter: 3), file: "return.json")
        let found = try DisclosureControl(.standard, in: region.tree, after: earlier.tables).disclosed([report])
        let reason = try #require(found[0].suppressions.first { $0.area == area }?.reason)
        #expect(reason == .earlierReturn)
    }

    @Test("the same counts under another indicator's name are kept back alike, although each has a past of its own")
    func sameCounts() throws {
        let own = try region.report(3)
        var other = own
        other.indicator.id = "OM21"
        other.indicator.sameAs = "NI18"
        var past = try region.report(2)
        past.indicator = other.indicator
        let found = try disclosed([own, other, past])
        #expect(!found[0].suppressions.isEmpty)
        #expect(found[0].suppressions.map(\.area) == found[1].suppressions.map(\.area))
        #expect(Set(found[1].suppressions.map(\.indicator)) == ["OM21"])
    }

    @Test("a figure kept back has the keys of one that is not, whatever the family", arguments: Family.allCases)
    func keys(_ family: Family) throws {
        guard family != .undefined else {
            return #expect(family.countColumns.isEmpty && FindingColumn.keys(of: family).isEmpty)
        }
        let report = try Made.report(family, areas: 1)
        let finding = report.findings[0]
        let kept = Suppression(
            indicator: "NI18", area: finding.area, group: nil, span: report.period, breakdown: nil,
            reason: .smallCount,
            counts: [.observed, .n])
        let keys = try [PublishedFinding.shown(ShownFinding(finding)), .suppressed(kept)].map { finding in
            let encoded = try JSONEncoder().encode(
                FindingDocument(finding, in: PublishedReport(everythingIn: report, .standard)))
            return Set(try #require(JSONSerialization.jsonObject(with: encoded) as? [String: Any]).keys)
        }
        // A target is written where one is set.
        #expect(keys[0].union(["target"]) == keys[1])
    }

    @Test("an earlier return in the internal form was never published, and is refused")
    func internalEarlier() throws {
        let report = PublishedReport(try region.report(3), marking: "OFFICIAL-SENSITIVE")
        let json = try region.json([report], quarter: 3)
        let error = #expect(throws: DisclosureError.self) { try EarlierReturn(json: json, file: "return.json") }
        #expect(error?.description.contains("internal form") == true)
    }

    @Test("an earlier return of a format to come is refused; one from before formats had versions is read")
    func formatVersion() throws {
        func read(_ format: String) throws -> EarlierReturn {
            try EarlierReturn(json: Data("{\(format)\"reports\": []}".utf8), file: "return.json")
        }
        #expect(throws: Never.self) { try read("") }
        #expect(throws: Never.self) { try read("\"formatVersion\": 1, ") }
        #expect(throws: Never.self) { try read("\"formatVersion\": 2, ") }
        let error = #expect(throws: DisclosureError.self) { try read("\"formatVersion\": 3, ") }
        #expect(error?.description.contains("its format version is 3, and this program reads up to 2") == true)
    }

    @Test("a rounded rate is without the count of the year before that it is set against")
    func roundedBaseline() throws {
        let policy = try DisclosurePolicy(yaml: "method: round", file: "policy")
        let found = try disclosed([try region.report(7, family: .ratePerPopulation)], policy)[0]
        #expect(!found.findings.isEmpty && found.shown.isEmpty)
        for finding in found.findings {
            let json = String(decoding: try JSONEncoder().encode(FindingDocument(finding, in: found)), as: UTF8.self)
            #expect(json.contains("\"baselineEvents\":{\"suppressed\":true}"), "\(json)")
        }
    }

    @Test("a file that is no return is refused by name")
    func notAReturn() {
        #expect(throws: DisclosureError.self) { try EarlierReturn(at: "/nonexistent/return.json") }
        #expect(throws: DisclosureError.earlierReturn(file: "x", problem: "it does not have the structure of one")) {
            try EarlierReturn(json: Data("{}".utf8), file: "x")
        }
    }

    @Test("the internal form keeps nothing back, and says so in every file")
    func isInternal() throws {
        let report = try region.report(3)
        let quarter = try #require(Quarter("2009-10Q4"))
        let edition = Return(
            areas: [region.region], quarter: quarter,
            reports: [
                PublishedReport(report, marking: "OFFICIAL-SENSITIVE")
            ],
            missing: [])
        let files = try edition.files(program: Provenance(version: "1", commit: nil))
        #expect(!files.contains { $0.name == "suppressions.csv" })
        for file in files where !file.name.hasSuffix(".ods") && !file.name.contains("metadata") {
            #expect(String(decoding: file.contents, as: UTF8.self).contains("OFFICIAL-SENSITIVE"), "\(file.name)")
        }
        #expect(edition.reports[0].findings.count == report.findings.count)
    }
}

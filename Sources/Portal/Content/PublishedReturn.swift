import ReportKit

/// The figures of an edition's `return.json`, each as the bytes that were published.
struct PublishedReturn: Sendable {
    let bytes: [UInt8]
    let formatVersion: Int
    /// The areas that the return is for.
    let areas: [Area]
    /// What stands on every page of it, such as that its figures are synthetic.
    let notice: String?
    let reports: [Report]
    /// Which areas the return's own are compared with.
    let comparisons: [Comparison]

    /// An area's comparison group, and how its published figures lie.
    struct Comparison: Decodable, Sendable {
        /// Of one indicator; values in the unit of the page.
        struct Figure: Decodable, Sendable {
            let indicator: String
            let median, lowest, highest: Double
            /// How many members have a published figure.
            let published: Int
            let position: String
        }

        let area: Area
        let members: [Area]
        /// `make-up of the caseload` or `chosen`.
        let basis: String
        let figures: [Figure]
    }

    /// What was published of one indicator.
    struct Report: Sendable {
        let indicator: String
        let title: String
        let definition: String
        let period: Period?
        let findings: [Finding]
    }

    /// What was published of one area, or of a group of people in it.
    struct Finding: Sendable {
        let area: Area
        /// The object as it stands in the file.
        let slice: JSONSlice
        let isOfGroup: Bool
    }

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        let members = JSONSlice(bytes).members
        formatVersion = members["formatVersion"]?.decoded() ?? 1
        areas = members["areas"]?.decoded() ?? []
        notice = members["notice"]?.decoded()
        comparisons = members["comparisonGroups"]?.decoded() ?? []
        reports = (members["reports"]?.elements ?? []).compactMap { report in
            let members = report.members
            guard let indicator: String = members["indicator"]?.decoded() else { return nil }
            return Report(
                indicator: indicator, title: members["title"]?.decoded() ?? indicator,
                definition: members["definition"]?.decoded() ?? "", period: members["period"]?.decoded(),
                findings: (members["findings"]?.elements ?? []).compactMap { finding in
                    let members = finding.members
                    guard let area: Area = members["area"]?.decoded() else { return nil }
                    return Finding(area: area, slice: finding, isOfGroup: members["breakdown"] != nil)
                })
        }
    }
}

/// What overviews show of an edition: the published figures of its own areas, one row per indicator and area.
struct ReturnDigest: Sendable {
    let rows: [Row]
    let notice: String?

    struct Row: Sendable {
        let indicator: String
        let title: String
        let definition: String
        let area: Area
        let figure: PublishedFigure
    }

    /// - Parameter published: nil where the return cannot be read: then there are no rows.
    init(_ published: PublishedReturn?) {
        notice = published?.notice
        rows = (published?.reports ?? []).flatMap { report in
            report.findings.filter { finding in
                !finding.isOfGroup
                    && (published?.areas ?? []).contains {
                        $0.code == finding.area.code && $0.level == finding.area.level
                    }
            }.map { finding in
                Row(
                    indicator: report.indicator, title: report.title, definition: report.definition,
                    area: finding.area, figure: PublishedFigure(finding.slice))
            }
        }
    }

    /// The row of each indicator: of the first of the areas that has a figure.
    var byIndicator: [Row] {
        var seen: Set<String> = []
        let withFigures = rows.filter { $0.figure.value != nil } + rows
        let chosen = withFigures.filter { seen.insert($0.indicator).inserted }
        let order = rows.map(\.indicator)
        return chosen.sorted { (order.firstIndex(of: $0.indicator) ?? 0) < (order.firstIndex(of: $1.indicator) ?? 0) }
    }
}

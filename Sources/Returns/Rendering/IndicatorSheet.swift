import ReportKit

/// An indicator's definition sheet, for people.
public struct IndicatorSheet {
    private let indicator: Indicator
    private let file: String

    public init(indicator: Indicator, file: String) {
        self.indicator = indicator
        self.file = file
    }

    /// A field a paragraph, caveats last.
    public func text(width: Int) -> String {
        let fields: [(String, String)] = [
            ("Definition", indicator.definition), ("Family", indicator.family.rawValue), ("Unit", indicator.unit),
            ("Rates are per", indicator.per > 1 ? Numbers.count(indicator.per) : ""),
            ("Good is", indicator.polarity.words), ("Frequency", indicator.frequency),
            ("Levels", indicator.levels.map(\.rawValue).joined(separator: ", ")),
            ("Breakdowns", indicator.breakdowns.map(\.rawValue).joined(separator: ", ")),
            ("Source", indicator.source), ("Supplier", indicator.supplier), ("Version", indicator.version),
            ("Also known as", indicator.aliases.joined(separator: ", ")), ("Module", file),
        ]
        let sheet = fields.filter { !$0.1.isEmpty }.flatMap { name, value in
            Wrapping.lines("\(name): \(value)", width: width, first: "", rest: "    ")
        }
        let caveats = indicator.caveats.flatMap { Wrapping.lines($0, width: width, first: "  * ", rest: "    ") }
        return (["\(indicator.id)  \(indicator.title)"] + sheet + ["Caveats:"] + caveats)
            .joined(separator: "\n") + "\n"
    }
}

extension Polarity {
    /// What good performance is, in a few words.
    fileprivate var words: String {
        switch self {
        case .lowerIsBetter: "lower"
        case .higherIsBetter: "higher"
        case .insideBand: "within the target's range"
        case .closestToZero: "close to zero"
        case .noDirection: "neither lower nor higher"
        }
    }
}

import ReportKit
import Text

/// The identifiers by which indicators are called, their other names among them.
public struct IndicatorNames: Sendable {
    private let byFolded: [String: String]
    private let sheets: [String: Indicator]

    /// - Parameter indicators: those of the modules at hand.
    public init(_ indicators: [Indicator]) {
        var names: [String: String] = [:]
        // An indicator's own name goes before another's alias.
        for indicator in indicators {
            for alias in indicator.aliases { names[Self.folded(alias)] = indicator.id }
        }
        for indicator in indicators { names[Self.folded(indicator.id)] = indicator.id }
        for name in TemplateLibrary.known where names[Self.folded(name)] == nil { names[Self.folded(name)] = name }
        byFolded = names
        sheets = Dictionary(indicators.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The identifier that a name is of; nil where neither a module at hand nor a template of the program's has it.
    subscript(name: String) -> String? { byFolded[Self.folded(name)] }

    /// What the indicator of an identifier is; nil where its module is not at hand.
    func sheet(of id: String) -> Indicator? { sheets[id] }

    /// What is said of a name that nobody has.
    func suggestion(for name: String) -> String {
        nearestNames(to: name, among: Set(byFolded.values), count: 1).first.map { "; is \($0) meant?" } ?? ""
    }

    private static func folded(_ name: String) -> String {
        String(name.filter { $0.isLetter || $0.isNumber }).uppercased()
    }
}

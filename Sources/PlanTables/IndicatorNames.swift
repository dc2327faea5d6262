import ReportKit
import Text

/// The identifiers of indicators, and the other names that they go by.
public struct IndicatorNames: Sendable {
    private let byFolded: [String: String]
    private let sheets: [String: Indicator]

    /// - Parameter indicators: those of the installed modules.
    public init(_ indicators: [Indicator]) {
        var names: [String: String] = [:]
        // An indicator's own name takes precedence over another's alias.
        for indicator in indicators {
            for alias in indicator.aliases { names[Self.folded(alias)] = indicator.id }
        }
        for indicator in indicators { names[Self.folded(indicator.id)] = indicator.id }
        for name in TemplateLibrary.known where names[Self.folded(name)] == nil { names[Self.folded(name)] = name }
        byFolded = names
        sheets = Dictionary(indicators.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The identifier that a name stands for; nil where neither an installed module nor a built-in template has it.
    subscript(name: String) -> String? { byFolded[Self.folded(name)] }

    /// The definition of an identifier's indicator; nil where its module is not installed.
    func sheet(of id: String) -> Indicator? { sheets[id] }

    /// What an error adds about an unknown name: the nearest known one.
    func suggestion(for name: String) -> String {
        nearestNames(to: name, among: Set(byFolded.values), count: 1).first.map { "; is \($0) meant?" } ?? ""
    }

    private static func folded(_ name: String) -> String {
        String(name.filter { $0.isLetter || $0.isNumber }).uppercased()
    }
}

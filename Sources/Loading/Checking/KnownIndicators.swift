import Text

/// The indicators that there are modules for, by the names that targets and supplied values may use.
public struct KnownIndicators: Sendable {
    private struct Name {
        let id: String
        let spelled: String
    }

    private let names: [String: Name]
    private let all: [String]

    /// - Parameter indicators: the identifier of each, and its aliases.
    public init(_ indicators: some Sequence<(id: String, aliases: [String])>) {
        var names: [String: Name] = [:]
        var aliases: [Name] = []
        for indicator in indicators {
            names[Self.folded(indicator.id)] = Name(id: indicator.id, spelled: indicator.id)
            aliases += indicator.aliases.map { Name(id: indicator.id, spelled: $0) }
        }
        // An identifier comes before another indicator's alias.
        for alias in aliases where names[Self.folded(alias.spelled)] == nil {
            names[Self.folded(alias.spelled)] = alias
        }
        self.names = names
        all = names.values.map(\.spelled)
    }

    /// The indicator's identifier, or the name as the indicator spells it: case and spaces do not matter.
    ///
    /// - Parameter asIdentifier: whether an alias becomes the identifier.
    func name(_ text: String, asIdentifier: Bool) -> String? {
        names[Self.folded(text)].map { asIdentifier ? $0.id : $0.spelled }
    }

    /// The name that is most like one that is not known; nil where none is like it.
    func nearest(to text: String) -> String? {
        nearestNames(to: text, among: all, count: 1).first
    }

    private static func folded(_ name: String) -> String {
        name.filter { !$0.isWhitespace }.lowercased()
    }
}

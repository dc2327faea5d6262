import Text

/// The shared caveats, for authors of modules.
///
/// ```
/// @survey
///     A survey: those who answer may differ from those who do not. There is no interval where the counts are not
///     supplied.
/// ```
public struct CaveatListing {
    private let caveats: [(name: String, text: String)]

    public init(_ caveats: [(name: String, text: String)]) {
        self.caveats = caveats
    }

    /// One paragraph per caveat: the name that a header gives it, and the text that readers see.
    public func text(width: Int) -> String {
        caveats.flatMap { name, text in
            ["@\(name)"] + Wrapping.lines(text, width: width, first: "    ", rest: "    ")
        }.joined(separator: "\n") + "\n"
    }
}

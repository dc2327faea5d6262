import ReportKit
import Text

extension Indicator {
    /// What is wrong with the words of the indicator's sheet, which stand in every return; nil where nothing is.
    var controlProblem: String? {
        let words: [(name: String, texts: [String])] = [
            ("identifier", [id]), ("title", [title]), ("definition", [definition]), ("unit", [unit]),
            ("frequency", [frequency]), ("source", [source]), ("supplier", [supplier]), ("version", [version]),
            ("aliases", aliases), ("caveats", caveats),
        ]
        for (name, texts) in words {
            if let control = texts.lazy.compactMap(Printable.control).first {
                return "its indicator's \(name) must not hold \(Printable.name(of: control))"
            }
        }
        return nil
    }
}

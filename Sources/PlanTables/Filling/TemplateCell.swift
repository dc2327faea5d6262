import Presenting

/// What a cell of a filled table holds.
enum TemplateCell: Hashable, Sendable {
    case text(String)
    case shorthand(Shorthand)
    case light(TrafficLight, why: String)

    /// The text, or the shorthand where there is none.
    init(_ text: String?, orElse shorthand: Shorthand) {
        self = text.flatMap { $0.isEmpty ? nil : .text($0) } ?? .shorthand(shorthand)
    }

    /// As plain text.
    var shown: String {
        switch self {
        case .text(let text): text
        case .shorthand(let shorthand): shorthand.rawValue
        case .light(let light, let why): "\(light.rawValue): \(why)"
        }
    }
}

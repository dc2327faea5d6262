import Foundation

/// How long each indicator's report took in the return that was made last: for `laa doctor`, which says which is slowest.
public struct ModuleTimes: Codable, Sendable {
    /// Seconds, by the indicator's identifier.
    public let seconds: [String: Double]

    init(_ times: [String: Duration]) {
        seconds = times.mapValues { ($0 / .milliseconds(1)).rounded() / 1_000 }
    }

    /// Those noted last; nil where none are, or the note cannot be read.
    public init?(of settings: SubmissionSettings) {
        guard let data = WholeFolder.contents(of: Self.path(in: settings.state)),
            let read = try? JSONDecoder().decode(ModuleTimes.self, from: data)
        else { return nil }
        self = read
    }

    /// The slowest, and of those that took as long the first by name; nil where there is none.
    public var slowest: (indicator: String, seconds: Double)? {
        seconds.max { ($0.value, $1.key) < ($1.value, $0.key) }.map { ($0.key, $0.value) }
    }

    /// Notes them; nothing else depends on that, so that a folder that cannot be written is no failure.
    func note(in state: String) {
        guard !seconds.isEmpty else { return }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
        if let data = try? encoder.encode(self) { try? WholeFolder.replace(Self.path(in: state), with: data) }
    }

    private static func path(in state: String) -> String { state + "/module-times.json" }
}

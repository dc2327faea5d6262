/// Dates and times as XML writes them (ISO 8601).
enum WrittenDate {
    /// `2010-12-31` of `2010-12-31T00:00:00`; with another time of day, both: `2010-12-31 13:30:00`.
    static func text(_ written: String) -> String {
        let parts = written.split(separator: "T", maxSplits: 1)
        guard parts.count == 2 else { return written }
        let time = parts[1].hasSuffix("Z") ? parts[1].dropLast() : parts[1]
        return time.allSatisfy { "0:.".contains($0) } ? String(parts[0]) : "\(parts[0]) \(time)"
    }

    /// `13:30:00` of `PT13H30M00S`; a duration of another form as it is.
    static func time(_ written: String) -> String {
        guard let match = written.wholeMatch(of: #/PT(\d{1,6})H(\d{1,2})M(\d{1,2})(?:[.,](\d+))?S/#) else {
            return written
        }
        func two(_ text: Substring) -> String { text.count < 2 ? "0\(text)" : "\(text)" }
        let fraction = match.4.flatMap { $0.allSatisfy { $0 == "0" } ? nil : ".\($0)" } ?? ""
        return "\(two(match.1)):\(two(match.2)):\(two(match.3))\(fraction)"
    }
}

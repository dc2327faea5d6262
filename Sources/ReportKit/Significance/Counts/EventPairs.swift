/// The events of a group of people, and how many pairs of them belong to one person.
public struct EventPairs: Sendable, Hashable {
    /// The number of people.
    public private(set) var people = 0
    /// All rows of all people: as many as people where everybody is counted once.
    public private(set) var rows = 0
    /// All events.
    public private(set) var events = 0
    private var squaredRows = 0.0
    private var squaredEvents = 0.0

    /// Nobody.
    public init() {}

    /// Adds one person; refuses a negative number of events, and fewer rows than one.
    public mutating func add(events count: Int, rows exposure: Int = 1) throws(SignificanceError) {
        try Check.count(count, name: "events")
        try Check.counts(observed: 0, n: exposure)
        people += 1
        rows += exposure
        events += count
        squaredRows += Double(exposure) * Double(exposure)
        squaredEvents += Double(count) * Double(count)
    }

    /// Σ x(x - 1): twice the number of pairs of events of one person.
    public var together: Double { squaredEvents - Double(events) }

    /// As many as chance alone would bring together: the pairs of different people's events, (Σx)² - Σx², divided by
    /// the pairs of different people's rows, (Σk)² - Σk², and multiplied by Σk². 0 for fewer than two people.
    public var byChance: Double {
        guard people > 1 else { return 0 }
        let (rows, events) = (Double(rows), Double(events))
        return squaredRows * (events * events - squaredEvents) / (rows * rows - squaredRows)
    }

    /// (Σk)² / Σk²: the number of people where all have as many rows, fewer where a few people have most of them.
    public var effectivePeople: Double {
        people > 0 ? Double(rows) * Double(rows) / squaredRows : 0
    }

    /// The same people without any event.
    public var withoutEvents: EventPairs {
        var others = self
        others.events = 0
        others.squaredEvents = 0
        return others
    }
}

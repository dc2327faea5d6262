import ReportKit

/// A row of `warehouse.indicator_target`: what was agreed, or published, for an area.
struct Target {
    var indicator: String
    var level: String
    /// The area's name at that level on the first day to which the target applies.
    var area: String
    var kind: String
    var measure: String
    /// The target or, for a range, its lower end.
    var value: Double
    /// The upper end of a range; nil where the target is one value.
    var upper: Double?
    /// The days to which it applies.
    var applies: Range<Day>
    var designated: Bool
    var source: String

    /// All targets: those of the plans, from the file `targets`, then those of the published table, for NI 143.
    static func all(_ published: Published) throws -> [Target] {
        let plans = try DataFile(PackageResources.targets_csv, name: "targets").rows.map { try Target($0) }
        return plans + [Target(nation: published.nation)] + published.accommodation.map(Target.init(area:))
    }

    private init(_ row: DataFile.Row) throws {
        indicator = try row.text("indicator")
        level = try row.text("level")
        area = try row.text("area")
        kind = try row.text("kind")
        measure = try row.text("measure")
        value = try row.real("value")
        upper = try row.optionalReal("upper")
        guard let from = try Day(row.text("from")), let until = try Day(row.text("until")), from < until else {
            throw SampleError.data(file: "targets", problem: "has a row without valid days for \(indicator) in \(area)")
        }
        applies = from..<until
        designated = try row.text("designated") == "yes"
        source = try row.text("source")
    }

    private init(area published: PublishedAccommodation) {
        indicator = "NI143"
        level = "trust"
        area = published.area
        kind = "target"
        measure = "rate"
        value = published.target
        applies = Timetable.publishedTargets
        designated = false
        source = published.source
    }

    private init(nation: PublishedAccommodation) {
        self.init(area: nation)
        level = "national"
        area = "England and Wales"
    }
}

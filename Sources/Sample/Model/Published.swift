/// A probation area's row in the published table of accommodation at termination, April to July 2009.
struct PublishedAccommodation {
    var area: String
    /// Offenders in settled and suitable accommodation at termination.
    var settled: Int
    /// Terminations with a recorded answer.
    var terminations: Int
    /// The area's target for 2009-10, as a fraction.
    var target: Double
    /// Where it was published.
    var source: String

    /// The name of the row with the national total.
    static let nation = "National total"

    init(_ row: DataFile.Row) throws {
        area = try row.text("probation_area")
        settled = try row.whole("offenders_in_settled_suitable_accommodation_at_termination")
        terminations = try row.whole("terminations_of_orders_and_licences")
        target = try Double(row.whole("target_pct")) / 100
        source = try row.text("source")
    }
}

/// A published re-offending rate of an area, with the counts behind it where they are known.
struct PublishedRate {
    var area: String
    var isProbationArea: Bool
    /// Offender-snapshots in the year's four snapshots.
    var snapshots: Int?
    /// How many of these offender-snapshots have a re-offence.
    var reoffenders: Int?
    /// The predicted rate as a fraction, or the actual rate where no predicted one is published.
    var predicted: Double
    /// Actual divided by predicted; 1 where not published.
    var effect: Double

    /// Nil for a row without a rate.
    init?(_ row: DataFile.Row) throws {
        area = try row.text("area")
        isProbationArea = try row.text("area_type").hasPrefix("probation")
        snapshots = try row.optionalWhole("cohort_size_4_snapshots")
        reoffenders = try row.optionalWhole("DERIVED_reoffenders_consistent_with_rounding")
        guard let actual = try row.optionalReal("actual_rate_pct") else { return nil }
        predicted = try (row.optionalReal("DERIVED_predicted_rate_pct") ?? actual) / 100
        effect = try 1 + (row.optionalReal("pct_difference_from_predicted") ?? 0) / 100
    }
}

/// The published figures that the sample follows, from the files in `data`.
struct Published {
    /// One row for each of the 42 probation areas.
    var accommodation: [PublishedAccommodation]
    /// The national row of the same table.
    var nation: PublishedAccommodation
    var rates: [PublishedRate]

    init() throws {
        let table = try DataFile(PackageResources.settled_accommodation_2009_apr_jul_csv, name: "settled_accommodation")
        let all = try table.rows.map(PublishedAccommodation.init)
        guard let nation = all.first(where: { $0.area == PublishedAccommodation.nation }) else {
            throw SampleError.data(file: table.name, problem: "has no row '\(PublishedAccommodation.nation)'")
        }
        self.nation = nation
        accommodation = all.filter { $0.area != PublishedAccommodation.nation }
        rates = try DataFile(PackageResources.ni18_published_values_csv, name: "ni18_published_values").rows
            .compactMap(PublishedRate.init)
    }

    /// The rate published for a probation area itself, or for an authority.
    func rate(_ area: String, isProbationArea: Bool) -> PublishedRate? {
        rates.first { $0.area == area && $0.isProbationArea == isProbationArea }
    }
}

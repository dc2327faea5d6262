import ReportKit

/// What the test modules have in common: an indicator of terminations, in no quarter but the one asked for.
public protocol TestModule: ReportModule {}

extension TestModule {
    public func coverage(of period: ReportPeriod) -> Coverage {
        let day = period.lastDay
        return Coverage(
            period: period.days, needs: [.init(.terminations, from: day, through: day)], completeOn: day)
    }
}

extension Indicator {
    public static func test(_ id: String, _ definition: String) -> Indicator {
        Indicator(
            id: id, title: "A test module", definition: definition, family: .proportionAgainstTarget, unit: "%",
            polarity: .higherIsBetter, decimals: 0, frequency: "quarterly",
            levels: [.national, .trust, .localAuthority], source: "none", supplier: "none", caveats: [], version: "1")
    }
}

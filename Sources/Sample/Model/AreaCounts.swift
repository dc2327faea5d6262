import ReportKit

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A row of `warehouse.area_count`.
struct AreaCount: SampleRow {
    let measure: String
    let area: Int
    let from: Day
    let through: Day
    var category = "all"
    var sex = "all"
    var ageBand = "all"
    let number: Double
    var outOf: Double? = nil
}

/// Counts from official returns: for authorities, by quarter, by year or on 30 June, and for the supervising areas.
struct AreaCounts {
    let geography: Geography
    let seed: UInt64

    func forEach(_ body: (AreaCount) throws -> Void) rethrows {
        for territory in geography.territories {
            for authority in territory.authorities {
                try forEachResident(authority, body)
                try forEachCrime(authority, body)
                if authority.isEnglish { try forEachNationalIndicator(authority, body) }
            }
        }
        for quarter in Timetable.quarters.indices { try forEachQuarterly(quarter, body) }
        for year in Timetable.financialYears { try forEachYearly(year, body) }
    }

    // MARK: Authorities

    /// Residents on 30 June of a year, of one sex and age band.
    private func residents(_ authority: Authority, _ year: Int, band: Int) -> Double {
        let ages = Assumptions.ages
        let all = authority.residents * pow(1 + Assumptions.residentsGrowth, Double(year - 2008))
        return (all / 2 * ages[band] / ages.reduce(0, +)).rounded()
    }

    private func forEachResident(_ authority: Authority, _ body: (AreaCount) throws -> Void) rethrows {
        for year in 2007...2011 {
            let day = Timetable.day(year, 6, 30)
            for (band, name) in AreaCounts.bands.enumerated() {
                let number = residents(authority, year, band: band)
                for sex in ["female", "male"] {
                    try body(
                        AreaCount(
                            measure: "resident population", area: authority.id, from: day, through: day, sex: sex,
                            ageBand: name, number: number))
                }
            }
        }
    }

    private func forEachCrime(_ authority: Authority, _ body: (AreaCount) throws -> Void) rethrows {
        for (kind, crime) in Assumptions.crimes.enumerated() {
            let level = effect(on: authority, kind) * crime.rate * authority.residents / 1_000 / 4
            for (index, quarter) in Timetable.quarters.enumerated() {
                var draws = Draws(seed: seed, .areaCount, authority.key, 100 * kind + index)
                let season = [1.02, 1.05, 0.99, 0.94][index % 4]
                try body(
                    AreaCount(
                        measure: crime.measure, area: authority.id, from: quarter, through: AreaCounts.end(of: quarter),
                        number: draws.about(level * season * pow(crime.trend, Double(index) / 4))))
            }
        }
    }

    private func forEachNationalIndicator(
        _ authority: Authority, _ body: (AreaCount) throws -> Void
    ) rethrows {
        let thousands = authority.residents / 1_000
        let repeats = Assumptions.maracRepeats * effect(on: authority, 10)
        for (index, quarter) in Timetable.quarters.enumerated() {
            var draws = Draws(seed: seed, .areaCount, authority.key, 1_000 + index)
            let cases = draws.about(thousands * Assumptions.maracRate)
            try body(
                AreaCount(
                    measure: "MARAC cases", area: authority.id, from: quarter, through: AreaCounts.end(of: quarter),
                    number: draws.part(of: cases, chance: repeats), outOf: cases))
        }
        let treated = Assumptions.inTreatmentRate * thousands * effect(on: authority, 11)
        let trend = Assumptions.inTreatmentTrend * (1 + 0.15 * (effect(on: authority, 12) - 1))
        let repeatPlans = Assumptions.repeatProtectionPlans * effect(on: authority, 13)
        for year in 2007...2011 {
            let (first, last) = (Timetable.day(year, 4, 1), Timetable.day(year + 1, 3, 31))
            var draws = Draws(seed: seed, .areaCount, authority.key, 2_000 + year)
            try body(
                AreaCount(
                    measure: "drug users in effective treatment", area: authority.id, from: first, through: last,
                    number: draws.about(treated * pow(trend, Double(year - 2007)))))
            let plans = draws.about(Assumptions.protectionPlanRate * thousands)
            try body(
                AreaCount(
                    measure: "child protection plans", area: authority.id, from: first, through: last,
                    number: draws.part(of: plans, chance: repeatPlans), outOf: plans))
            // Admissions are published long after the year they are for.
            if (2008...2010).contains(year) { try forEachAdmission(authority, year, body) }
        }
    }

    private func forEachAdmission(
        _ authority: Authority, _ year: Int, _ body: (AreaCount) throws -> Void
    ) rethrows {
        let (first, last) = (Timetable.day(year, 4, 1), Timetable.day(year + 1, 3, 31))
        let level = effect(on: authority, 14) * pow(1.04, Double(year - 2008)) / 100_000
        var draws = Draws(seed: seed, .areaCount, authority.key, 3_000 + year)
        for (band, name) in AreaCounts.bands.enumerated() {
            for (sex, part) in [("female", Assumptions.womensAdmissions), ("male", 1)] {
                let mean = residents(authority, year, band: band) * Assumptions.admissions[band] * part * level
                // Only a fraction of each admission is attributed to alcohol, here to the nearest hundredth.
                let number = draws.about(100 * mean) / 100
                try body(
                    AreaCount(
                        measure: "alcohol-related admissions", area: authority.id, from: first, through: last, sex: sex,
                        ageBand: name, number: number))
            }
        }
    }

    /// An authority's rate as a multiple of the usual one.
    private func effect(on authority: Authority, _ measure: Int) -> Double {
        var draws = Draws(seed: seed, .areaCount, authority.key, -1 - measure)
        return exp(draws.normal() * Assumptions.authoritySpread)
    }

    // MARK: Supervising areas

    private func forEachQuarterly(_ index: Int, _ body: (AreaCount) throws -> Void) rethrows {
        let first = Timetable.quarters[index]
        for area in geography.supervisors(on: first) {
            var draws = Draws(seed: seed, .areaCount, area.key, index)
            func row(_ measure: String, _ number: Double, of whole: Double? = nil, in category: String = "all") throws {
                try body(
                    AreaCount(
                        measure: measure, area: area.id, from: first, through: AreaCounts.end(of: first),
                        category: category, number: number, outOf: whole))
            }
            for (level, rate) in Assumptions.mappa.enumerated() {
                try row("MAPPA offenders", draws.about(area.size * rate), in: "level \(level + 1)")
            }
            for (level, rate) in Assumptions.mappaMeetingRates.enumerated() {
                let meetings = draws.about(area.size * rate)
                let share = area.name == "Lancashire" ? 0.97 : Assumptions.mappaMeetingsAttended
                try row(
                    "MAPPA meetings", draws.part(of: meetings, chance: share), of: meetings, in: "level \(level + 2)")
            }
            for (cause, mean) in zip(["natural causes", "self-inflicted", "other"], Assumptions.deaths) {
                try row("deaths in approved premises", Double(draws.poisson(mean: mean)), in: cause)
            }
            for kind in Assumptions.investigations {
                let all = Double(draws.poisson(mean: kind.mean))
                try row(kind.measure, draws.part(of: all, chance: kind.culpable), of: all)
            }
            let ended = draws.about(area.size * Assumptions.qualificationRate)
            let achieved = draws.part(of: ended, chance: Assumptions.qualificationsAchieved)
            try row("qualifications", achieved, of: ended)
            let staff = (area.size * Assumptions.programmeStaff * (0.9 + 0.2 * draws.uniform()) * 2).rounded() / 2
            try row("programme staff", max(1, staff))
        }
    }

    private func forEachYearly(_ year: Int, _ body: (AreaCount) throws -> Void) rethrows {
        let first = Timetable.day(year, 4, 1)
        for area in geography.supervisors(on: first) {
            var draws = Draws(seed: seed, .areaCount, area.key, 10_000 + year)
            let needs = draws.about(area.size * Assumptions.trainingNeedRate)
            try body(
                AreaCount(
                    measure: "training needs", area: area.id, from: first, through: Timetable.day(year + 1, 3, 31),
                    number: draws.part(of: needs, chance: Assumptions.trainingNeedsMet), outOf: needs))
        }
    }

    private static let bands = (0..<17).map { "\(5 * $0) to \(5 * $0 + 4)" } + ["85 and over"]

    private static func end(of quarter: Day) -> Day { quarter.adding(days: -1).addingMonthsToEnd(3) }
}

extension Draws {
    /// A whole number around a mean, with the spread of a Poisson number; for uses where exact tails do not matter.
    fileprivate mutating func about(_ mean: Double) -> Double {
        mean < 20 ? Double(poisson(mean: mean)) : max(0, (mean + normal() * mean.squareRoot()).rounded())
    }

    /// How many of `all` are drawn, each with the given chance.
    fileprivate mutating func part(of all: Double, chance: Double) -> Double {
        let probability = min(max(chance, 0), 1)
        if all < 40 { return Double((0..<Int(all)).count { _ in self.chance(probability) }) }
        let spread = (all * probability * (1 - probability)).squareRoot()
        return min(all, max(0, (all * probability + normal() * spread).rounded()))
    }
}

import Glibc
import ReportKit

/// NI 18's family: people with predictions of their own, who may be in several rows whose outcomes go together.
///
/// Predictions: the log-odds of a person are normal with a standard deviation of 0.9, those of each row deviate from
/// the person's by 0.1, and those of an area are shifted so that its predictions average ``mean`` exactly. Outcomes: a
/// row's person re-offends where √ρ a + √(1-ρ) e is below the normal quantile of the true probability, a being a normal
/// variate of the person and e one of the row: the outcomes of each row have exactly their probabilities, and ρ
/// (``correlation``) is the correlation of what lies behind two outcomes of one person. That of the outcomes themselves
/// is lower.
public struct PredictedPeople: SimulatedFamily {
    /// How many rows people have.
    public enum Repeats: String, Sendable {
        case none = "nobody twice"
        /// One to four rows, with shares of 35%, 20%, 15% and 30%: as the caseload of four quarter ends.
        case mixed = "1 to 4 rows"
        case four = "4 rows each"
    }

    public let mean: Double
    public let repeats: Repeats
    public let correlation: Double
    /// Rows in each area.
    public let n: Int

    public init(mean: Double, repeats: Repeats, correlation: Double, n: Int) {
        self.mean = mean
        self.repeats = repeats
        self.correlation = correlation
        self.n = n
    }

    public var family: Family { .proportionAgainstPredicted }

    /// The people of all areas, one area after another, with each person's rows together.
    public struct People: Sendable {
        /// The key of each row's person.
        var persons: [Int] = []
        /// The area of each row.
        var trusts: [Int] = []
        var predicted: [Double] = []
        /// The normal quantile of each prediction.
        var thresholds: [Double] = []
    }

    public func people(_ random: inout RandomStream) -> People {
        var people = People()
        let rows = n * SimulatedAreas.count
        people.persons.reserveCapacity(rows)
        people.trusts.reserveCapacity(rows)
        people.predicted.reserveCapacity(rows)
        var person = 0
        for trust in SimulatedAreas.trusts {
            var logOdds: [Double] = []
            logOdds.reserveCapacity(n)
            while logOdds.count < n {
                person += 1
                let own = log(mean / (1 - mean)) + 0.9 * random.normal()
                for _ in 0..<min(rowCount(&random), n - logOdds.count) {
                    people.persons.append(person)
                    people.trusts.append(trust)
                    logOdds.append(own + 0.1 * random.normal())
                }
            }
            people.predicted += shifted(logOdds)
        }
        if correlation > 0 { people.thresholds = people.predicted.map(NormalThresholds.shared.threshold) }
        return people
    }

    private func rowCount(_ random: inout RandomStream) -> Int {
        switch repeats {
        case .none: return 1
        case .four: return 4
        case .mixed:
            let place = random.uniform()
            return place < 0.35 ? 1 : place < 0.55 ? 2 : place < 0.7 ? 3 : 4
        }
    }

    /// The probabilities of log-odds, all shifted by what makes them average ``mean``: Newton's method on the average.
    private func shifted(_ logOdds: [Double]) -> [Double] {
        var probabilities = logOdds
        var shift = 0.0
        for _ in 0..<50 {
            var (sum, slope) = (0.0, 0.0)
            for (row, odds) in logOdds.enumerated() {
                let p = 1 / (1 + exp(-(odds + shift)))
                probabilities[row] = p
                sum += p
                slope += p * (1 - p)
            }
            let step = (sum - mean * Double(logOdds.count)) / slope
            if step.magnitude < 1e-12 { break }
            shift -= step
        }
        return probabilities
    }

    public func rows(of people: People, effects: [Double], _ random: inout RandomStream) -> SimulatedRows {
        var outcomes = [Int](repeating: 0, count: people.persons.count)
        let (shared, own) = (correlation.squareRoot(), (1 - correlation).squareRoot())
        for (area, effect) in effects.enumerated() {
            var (person, common) = (-1, 0.0)
            for row in area * n..<(area + 1) * n {
                let probability = effect == 0 ? people.predicted[row] : raised(people.predicted[row], by: effect)
                if correlation == 0 {
                    outcomes[row] = random.uniform() < probability ? 1 : 0
                } else {
                    if people.persons[row] != person {
                        person = people.persons[row]
                        common = shared * random.normal()
                    }
                    let threshold =
                        effect == 0 ? people.thresholds[row] : NormalThresholds.shared.threshold(probability)
                    outcomes[row] = common + own * random.normal() < threshold ? 1 : 0
                }
            }
        }
        return SimulatedRows(
            count: outcomes.count,
            columns: [
                "trust_id": .integers(people.trusts), "authority_id": .null, "breakdown": .null,
                "offender_id": .integers(people.persons), "reoffended": .integers(outcomes),
                "predicted": .reals(people.predicted), "model_id": .sameInteger(SimulatedModule.model),
            ])
    }

    /// The true probability: the prediction and its effect, kept between 0 and 1.
    private func raised(_ predicted: Double, by effect: Double) -> Double {
        min(max(predicted * (1 + effect), 1e-6), 1 - 1e-6)
    }

    public func detectable(_ finding: Finding) -> (worse: Double?, better: Double?) {
        guard case .predicted(let figures) = finding.figures, let differences = figures.smallestDetectable else {
            return (nil, nil)
        }
        return (differences.worse.map { $0 / 100 }, differences.better.map { $0 / 100 })
    }
}

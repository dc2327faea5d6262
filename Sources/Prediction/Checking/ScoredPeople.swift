import Glibc
import Significance

/// Predictions and outcomes, each person's rows one after another.
struct ScoredPeople {
    private(set) var persons: [Int32] = []
    private(set) var predicted: [Double] = []
    private(set) var happened: [Bool] = []

    mutating func add(_ person: Int32, predicted probability: Double, happened event: Bool) {
        persons.append(person)
        predicted.append(probability)
        happened.append(event)
    }

    var count: Int { persons.count }

    /// How many people there are.
    var people: Int { persons.indices.count { $0 == 0 || persons[$0] != persons[$0 - 1] } }

    var outcomes: ScoredOutcomes {
        ScoredOutcomes(persons.indices.map { .init(predicted: predicted[$0], happened: happened[$0]) })
    }

    /// The sums of a value over each person's rows.
    func sums(_ value: (Int) -> Double) -> [Double] {
        var sums: [Double] = []
        for index in persons.indices {
            if index == 0 || persons[index] != persons[index - 1] { sums.append(0) }
            sums[sums.count - 1] += value(index)
        }
        return sums
    }
}

/// How good predictions are, with 95% intervals that allow for people in several rows.
struct Performance {
    let n: Int
    let people: Int
    let observed: Int
    let expected: Double
    let tenths: [RiskGroup]
    /// Nil where it cannot be estimated.
    let areaUnderCurve: IntervalEstimate?
    let brier: IntervalEstimate?
    let slope: IntervalEstimate?
    let inTheLarge: IntervalEstimate?

    init(_ scored: ScoredPeople) {
        let outcomes = scored.outcomes
        n = scored.count
        people = scored.people
        observed = outcomes.observed
        expected = outcomes.expected
        tenths = RiskGroup.tenths(of: outcomes)
        areaUnderCurve = IntervalEstimate(areaUnderCurveOf: scored, outcomes)
        brier = IntervalEstimate(brierScoreOf: scored)
        let recalibrated = try? LogisticRecalibration(of: outcomes)
        slope = recalibrated.flatMap { IntervalEstimate(slopeOf: scored, $0) }
        inTheLarge = recalibrated.flatMap { IntervalEstimate(inTheLargeOf: scored, $0) }
    }
}

/// An estimate with its standard error over people.
struct IntervalEstimate: Equatable {
    let value: Double
    let standardError: Double

    var interval: (lower: Double, upper: Double) {
        let margin = Normal.critical(confidence: 0.95) * standardError
        return (value - margin, value + margin)
    }
}

extension IntervalEstimate {
    /// The area under the curve with N. A. Obuchowski's variance for clustered data (Biometrics 53 (1997) 567-578): the
    /// components of DeLong's, summed over each person's rows. Where everybody has one row it is DeLong's.
    ///
    /// Nil where fewer than two people had the event, or fewer than two did not.
    init?(areaUnderCurveOf scored: ScoredPeople, _ outcomes: ScoredOutcomes) {
        let (events, others) = (Double(outcomes.observed), Double(outcomes.count - outcomes.observed))
        guard events > 0, others > 0 else { return nil }
        // Of each distinct prediction: the share of the others below it, and of those with the event above, ties half.
        var (values, below, above): ([Double], [Double], [Double]) = ([], [], [])
        var (seenEvents, seenOthers, area) = (0.0, 0.0, 0.0)
        for tie in outcomes.ties {
            let with = Double(outcomes.pairs[tie].count(where: \.happened))
            let without = Double(tie.count) - with
            values.append(outcomes.pairs[tie.lowerBound].predicted)
            below.append((seenOthers + without / 2) / others)
            above.append((events - seenEvents - with / 2) / events)
            area += with * (seenOthers + without / 2)
            (seenEvents, seenOthers) = (seenEvents + with, seenOthers + without)
        }
        let value = area / events / others
        func place(_ prediction: Double) -> Int {
            var (low, high) = (0, values.count - 1)
            while low < high {
                let middle = (low + high) / 2
                if values[middle] < prediction { low = middle + 1 } else { high = middle }
            }
            return low
        }
        let with = scored.sums { scored.happened[$0] ? below[place(scored.predicted[$0])] - value : 0 }
        let without = scored.sums { scored.happened[$0] ? 0 : above[place(scored.predicted[$0])] - value }
        let withEvent = scored.sums { scored.happened[$0] ? 1 : 0 }.count { $0 > 0 }
        let withOther = scored.sums { scored.happened[$0] ? 0 : 1 }.count { $0 > 0 }
        guard withEvent > 1, withOther > 1 else { return nil }
        func corrected(_ people: Int) -> Double { Double(people) / Double(people - 1) }
        let first = corrected(withEvent) * with.reduce(0) { $0 + $1 * $1 } / (events * events)
        let second = corrected(withOther) * without.reduce(0) { $0 + $1 * $1 } / (others * others)
        let both = corrected(with.count) * zip(with, without).reduce(0) { $0 + $1.0 * $1.1 } / (events * others)
        self.init(value: value, standardError: max(0, first + second + 2 * both).squareRoot())
    }

    /// The mean squared difference of prediction and outcome; nil for a single person.
    init?(brierScoreOf scored: ScoredPeople) {
        func squared(_ index: Int) -> Double {
            let residual = (scored.happened[index] ? 1 : 0) - scored.predicted[index]
            return residual * residual
        }
        let n = Double(scored.count)
        let mean = scored.persons.indices.reduce(0) { $0 + squared($1) } / n
        let sums = scored.sums { squared($0) - mean }
        guard sums.count > 1 else { return nil }
        let people = Double(sums.count)
        let variance = people / (people - 1) * sums.reduce(0) { $0 + $1 * $1 } / (n * n)
        self.init(value: mean, standardError: variance.squareRoot())
    }

    /// The slope of a logistic recalibration, with the sandwich over people.
    init?(slopeOf scored: ScoredPeople, _ fit: LogisticRecalibration) {
        let logits = scored.predicted.map { log($0) - log1p(-$0) }
        let (a, b) = (fit.intercept.value, fit.slope.value)
        let p = logits.map { LogisticModel.probability(a + b * $0) }
        var information = SymmetricMatrix(size: 2)
        for index in logits.indices {
            let weight = p[index] * (1 - p[index])
            information[0, 0] += weight
            information[0, 1] += weight * logits[index]
            information[1, 1] += weight * logits[index] * logits[index]
        }
        guard let inverse = Cholesky(information)?.inverse else { return nil }
        func residual(_ index: Int) -> Double { (scored.happened[index] ? 1 : 0) - p[index] }
        let first = scored.sums { residual($0) }
        let second = scored.sums { residual($0) * logits[$0] }
        let people = Double(first.count)
        guard people > 1 else { return nil }
        var meat = SymmetricMatrix(size: 2)
        for index in first.indices {
            meat[0, 0] += first[index] * first[index]
            meat[0, 1] += first[index] * second[index]
            meat[1, 1] += second[index] * second[index]
        }
        let variance = inverse.sandwich(meat)[1, 1] * people / (people - 1)
        self.init(value: b, standardError: variance.squareRoot())
    }

    /// What has to be added to every logit for as many events to be expected as happened.
    init?(inTheLargeOf scored: ScoredPeople, _ fit: LogisticRecalibration) {
        let shift = fit.inTheLarge.value
        let p = scored.predicted.map { LogisticModel.probability(log($0) - log1p(-$0) + shift) }
        let information = p.reduce(0) { $0 + $1 * (1 - $1) }
        let sums = scored.sums { (scored.happened[$0] ? 1 : 0) - p[$0] }
        let people = Double(sums.count)
        guard people > 1, information > 0 else { return nil }
        let variance = people / (people - 1) * sums.reduce(0) { $0 + $1 * $1 } / (information * information)
        self.init(value: shift, standardError: variance.squareRoot())
    }
}

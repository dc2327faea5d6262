#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// How the people of an authority, or those not assigned to one, differ from the nation's.
struct AreaRisk {
    /// Added to the logit of every prediction, for a caseload of higher or lower risk.
    var shift: Double
    /// Actual re-offending divided by predicted, which no prediction reflects.
    var effect: Double
}

extension AreaRisk {
    /// The risks of a territory's authorities, in their order, and then of its people not assigned to one.
    ///
    /// Where a rate is published for an area, it determines the area's shift; a published difference determines its
    /// effect.
    static func risks(of territory: Territory, published: Published, seed: UInt64) -> [AreaRisk] {
        let whole = published.rate(territory.name, isProbationArea: true)
        var areaDraws = Draws(seed: seed, .areaEffect, territory.key)
        let areaEffect =
            Assumptions.areaEffects[territory.name] ?? whole?.effect
            ?? 1 + Assumptions.areaEffectSpread * areaDraws.normal()
        let areaShift = whole.map { shift(to: $0.predicted) }
        let assigned = territory.authorities.map { authority in
            let own = published.rate(authority.name, isProbationArea: false)
            let aim = own?.predicted ?? Assumptions.planPredictedRates[authority.name]
            var draws = Draws(seed: seed, .caseMix, authority.key)
            let spread = Assumptions.caseMixSpread * draws.normal()
            return AreaRisk(
                shift: aim.map(shift(to:)) ?? areaShift ?? spread,
                effect: (own?.effect ?? areaEffect) * Assumptions.assignedEffect)
        }
        let notAssigned = AreaRisk(
            shift: (areaShift ?? 0) + Assumptions.notAssignedWeight,
            effect: areaEffect * Assumptions.notAssignedEffect)
        return assigned + [notAssigned]
    }

    /// What to add to every logit so that the mean prediction becomes about `rate`.
    ///
    /// The mean of a logistic function moves less than the function of the mean, here by about a tenth.
    private static func shift(to rate: Double) -> Double {
        1.1 * (logit(rate) - logit(Assumptions.typicalRate))
    }

    private static func logit(_ probability: Double) -> Double {
        log(probability / (1 - probability))
    }
}

/// What a person's re-offending depends on, besides age and area.
struct RiskFactors {
    /// Criminal history, standard normal; a real model would derive it from previous sanctions.
    var history: Double
    /// Offender management tier, 1 to 4; nil where not recorded.
    var tier: Int?

    init(person: Int, seed: UInt64) {
        var draws = Draws(seed: seed, .history, person)
        history = draws.normal()
        // Correlated 0.7 with history; the cut-off points put 15%, 35%, 35% and 15% of people into the four tiers.
        let assessed = 0.7 * history + 0.714 * draws.normal()
        let assessedTier = 1 + [-1.036, 0, 1.036].count { assessed > $0 }
        tier = draws.chance(Assumptions.tierNotRecorded) ? nil : assessedTier
    }

    /// The predicted probability of re-offending within three months.
    ///
    /// Logistic in sex, age, tier and history, as the real model is thought to be. It is rounded to nine decimals, so
    /// that differences between machines' exponential functions in the last bit do not show.
    func prediction(female: Bool, age: Int?, in area: AreaRisk) -> Double {
        var score = Assumptions.intercept + Assumptions.historyWeight * history + area.shift
        if female { score += Assumptions.femaleWeight }
        if let tier { score += Assumptions.tierWeights[tier - 1] }
        if let age, let band = Assumptions.ageWeights.first(where: { age >= $0.from }) { score += band.weight }
        let probability = min(1 / (1 + exp(-score)), Assumptions.largestPrediction)
        return (probability * 1e9).rounded() / 1e9
    }
}

/// Every made-up number of the sample that is not read from a published table, in one place.
///
/// None is an official figure. Where one follows a published fact, its comment says which; the others are round
/// numbers that make the sample look like a probation caseload.
enum Assumptions {
    // MARK: People

    /// Sex is missing for two people in a thousand.
    static let sexNotRecorded = 0.002
    /// The month of birth is missing for two people in a thousand.
    static let birthNotRecorded = 0.002
    /// Self-classified ethnicity; nil is not stated.
    static let ethnicities: [(group: String?, share: Double)] = [
        ("white", 0.80), ("black", 0.065), ("asian", 0.05), ("mixed", 0.03), ("other", 0.01), (nil, 0.045),
    ]
    /// People under probation supervision: 88 in 100 are men.
    static let supervised = MakeUp(
        male: 0.88,
        ages: [(18, 0.17), (21, 0.20), (25, 0.18), (30, 0.24), (40, 0.15), (50, 0.06)])
    /// Prolific and priority offenders: 97% men, mean age 27 (Home Office, results from the 2009 cohort).
    static let prolific = MakeUp(
        male: 0.97,
        ages: [(18, 0.25), (21, 0.24), (25, 0.23), (30, 0.20), (40, 0.07), (48, 0.01)])

    // MARK: Caseload

    /// The share of a caseload that cannot be given an authority: Cambridgeshire's 253 of 9,389 in 2008.
    static let notAssigned = 253.0 / 9_389
    /// The share not matched to the Police National Computer; no figure is published.
    static let notMatched = 0.035
    /// The share matched, but without a prediction.
    static let notPredicted = 0.003
    /// The chance that someone on the caseload has left by the next quarter end, by order type.
    static let leaving = ["community order": 0.21, "suspended sentence order": 0.18, "licence": 0.22]
    /// The shares of the order types; nil is not recorded.
    static let orderTypes: [(name: String?, share: Double)] = [
        ("community order", 0.56), ("suspended sentence order", 0.20), ("licence", 0.235), (nil, 0.005),
    ]
    /// The chance, each quarter, of having moved to another authority of the same area.
    static let moving = 0.015
    /// The share of people whose tier is not recorded.
    static let tierNotRecorded = 0.01

    // MARK: Prediction and re-offending

    /// The rate that predictions are set around, so that the mean over England and Wales comes to about 10.5%.
    static let typicalRate = 0.105
    /// The logit of a man's prediction before age and history; found by trial, for a mean of about ``typicalRate``.
    static let intercept = -2.475
    /// How far one standard deviation of criminal history moves the logit.
    static let historyWeight = 0.82
    /// Lower ends of the age bands with their addition to the logit.
    static let ageWeights: [(from: Int, weight: Double)] = [
        (50, -0.95), (40, -0.50), (30, -0.05), (25, 0.15), (21, 0.30), (18, 0.45),
    ]
    /// What being a woman adds to the logit.
    static let femaleWeight = -0.30
    /// What tiers 1 to 4 add to the logit.
    static let tierWeights = [-0.35, -0.10, 0.10, 0.35]
    /// The largest prediction, so that no outcome's probability passes 1.
    static let largestPrediction = 0.65
    /// What having no authority adds to the logit: such people's recorded histories are somewhat longer.
    static let notAssignedWeight = 0.45
    /// How much more often than predicted people without an authority re-offend. With ``notAssignedWeight`` this
    /// makes 21% against 11%, as in Cambridgeshire in 2008 (54 of 253, 1,034 of 9,389).
    static let notAssignedEffect = 1.4
    /// How much less often than predicted everyone else re-offends, which keeps the nation at its prediction.
    static let assignedEffect = 0.987
    /// Half of all people re-offend 1 + this times as often as predicted, half 1 - this times: a correlation of
    /// about 0.05 between the same person's quarters.
    static let frailty = 0.46
    /// Logit standard deviation between authorities' caseloads, where nothing is published.
    static let caseMixSpread = 0.10
    /// Relative standard deviation of the true effect between areas not named in ``areaEffects``.
    static let areaEffectSpread = 0.01
    /// Areas that are truly better or worse than predicted, made up but for Lancashire's, which is published for
    /// 2012/13.
    static let areaEffects: [String: Double] = [
        "Lancashire": 1.071, "Humberside": 1.06, "South Wales": 1.04, "Northumbria": 1.03,
        "Hampshire": 0.92, "Merseyside": 0.94, "West Mercia": 0.95, "London": 0.96,
    ]
    /// Worcestershire's predicted rate, from its Local Area Agreement's delivery plan.
    static let planPredictedRates = ["Worcestershire": 0.0976]
    /// The chance of a further offence in the same three months, for someone who has re-offended.
    static let furtherOffence = 0.35
    /// The chance that someone not proven in time has offended all the same, proven too late to count.
    static let provenTooLate = 0.03
    /// The share of offences proven by caution.
    static let caution = 0.12
    /// Home Office codes of common offences; nil is not recorded.
    static let offenceCodes: [(code: String?, share: Double)] = [
        ("04600", 0.26), ("10501", 0.14), ("12511", 0.10), ("09260", 0.10), ("14900", 0.08), ("02800", 0.06),
        ("03000", 0.06), ("04910", 0.08), ("04800", 0.05), ("80901", 0.06), (nil, 0.01),
    ]

    // MARK: Terminations

    /// Terminations by calendar month, January first, against an even year.
    static let season = [1.02, 0.98, 1.10, 0.98, 1.00, 1.03, 1.04, 0.96, 1.00, 1.03, 1.00, 0.86]
    /// By how much the settled share rises in a year.
    static let yearlyImprovement = 0.006
    /// Standard deviation of an area's settled share from month to month, over chance.
    static let monthlySpread = 0.01
    /// Terminations with the accommodation question unanswered, for each answered one.
    static let unanswered = 0.04
    /// Terminations by death or deportation, which NI 143 leaves out, for each answered one.
    static let diedOrDeported = 0.012
    /// Of those not in settled and suitable accommodation, the share that is settled but not suitable.
    static let settledNotSuitable = 0.35
    /// Employed at termination, by whether settled and suitable; 45% in all, the target of Cumbria's plan.
    static let employed = (settled: 0.50, other: 0.27)
    /// Not available for work, among those not employed.
    static let unavailable = 0.20
    /// The employment question is not answered.
    static let employmentUnanswered = 0.04
    /// The share of terminations without an authority.
    static let terminationNotAssigned = 0.03
    /// The share of people whose next order or licence ends within the year.
    static let secondTermination = 0.08
    /// The share of terminations that are of licences.
    static let licenceTermination = 0.22
    /// The share revoked; the rest were completed.
    static let revoked = 0.26

    // MARK: Prolific and other priority offenders

    /// National size of the 2009 cohort (Home Office, results from the 2009 cohort).
    static let ppoNational = 10_635.0
    /// The national caseload that ``ppoNational`` goes with: 616,252 offender-snapshots in four.
    static let caseloadNational = 155_000.0
    /// The fewest people of a cohort in an authority.
    static let ppoFewest = 3
    /// The share of a cohort without an authority.
    static let ppoNotAssigned = 0.015
    /// Offences per head in the follow-up year: 2.4, from the same source.
    static let ppoFollowUpMean = 2.4
    /// Offences per head in the baseline year, from the same source's fall of 39%.
    static let ppoBaselineMean = 2.4 / 0.61
    /// Shape of the gamma distribution of people's follow-up rates: gives 56% with an offence, as published.
    static let ppoShape = 0.44
    /// How much of someone's baseline rate is their own, the rest being everyone's: people are picked because they
    /// offended, so few have none.
    static let ppoBaselineOwn = 0.45
    /// Offences per head between the two years.
    static let ppoBetweenMean = 1.4
    /// The expected change of a cohort lies between these, from regression to the mean alone.
    static let ppoExpectedChange = -0.38 ... -0.30
    /// Relative standard deviation of the follow-up rate between areas.
    static let ppoAreaSpread = 0.08
}

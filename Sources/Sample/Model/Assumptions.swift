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

    // MARK: Managers, sentences and practice

    /// Who manages people of tiers 1 to 4: the shares of probation officers and of probation services officers, about
    /// the 25% (tier 2) and 5% (tier 3) that one plan aims at; the rest are others.
    static let managers = [
        (po: 0.06, pso: 0.92), (po: 0.235, pso: 0.755), (po: 0.945, pso: 0.05), (po: 0.985, pso: 0.01),
    ]
    /// Standard deviation between areas of the share of probation officers.
    static let managerSpread = 0.03
    /// The share of offender-snapshots without a manager's grade.
    static let managerNotRecorded = 0.01
    /// A year's work of the areas whose plans give numbers, about these: targets of Cumbria's and Merseyside's annual
    /// plans for 2010-11, outturns of Lancashire's review of 2012/13, targets of Cambridgeshire and Peterborough's plan
    /// for 2011/12. The others are made up in proportion.
    static let planVolumes: [String: Volumes] = [
        "Cumbria": Volumes(
            cases: 1_900, payback: 810, drugs: 55, alcohol: 24, sexOffender: 11, domesticViolence: 32,
            otherProgrammes: 135, education: 410, jobsKept: 92),
        "Merseyside": Volumes(
            cases: 6_300, payback: 2_300, drugs: 215, alcohol: 83, sexOffender: 19, domesticViolence: 188,
            otherProgrammes: 385, education: 640, jobsKept: 362),
        "Lancashire": Volumes(
            cases: 6_200, payback: 1_900, drugs: 200, alcohol: 80, sexOffender: 60, domesticViolence: 72,
            otherProgrammes: 175, education: 580, jobsKept: 330),
        "Cambridgeshire": Volumes(
            cases: 4_000, payback: 1_705, drugs: 90, alcohol: 45, sexOffender: 22, domesticViolence: 45,
            otherProgrammes: 140, education: 420, jobsKept: 150),
    ]
    /// A year's work of any other area, for each termination of the published table's.
    static let volumesPerTermination = Volumes(
        cases: 2.0, payback: 0.7, drugs: 0.07, alcohol: 0.03, sexOffender: 0.015, domesticViolence: 0.05,
        otherProgrammes: 0.11, education: 0.3, jobsKept: 0.1)
    /// The part of it that the sample holds.
    static let thinning = 0.05
    /// The shares of community orders, suspended sentence orders, licences and sentences to custody.
    static let caseKinds = [0.56, 0.20, 0.17, 0.07]
    /// The share of orders, and of custody.
    static let orderShare = 0.76
    static let custodyShare = 0.07
    /// The share of people with unpaid work whom an offender manager sees too.
    static let supervisedToo = 0.35
    /// The shares of tiers 1 to 4 among those whom an offender manager sees.
    static let caseTiers = [0.10, 0.38, 0.40, 0.12]
    /// The share of prolific and other priority offenders, by kind as in ``caseKinds``.
    static let casePPO = [0.02, 0.02, 0.07, 0.06]
    /// The share of sentences for which the sample holds OASys assessments, and court reports.
    static let assessed = 0.5
    static let courtReport = 0.4
    /// Hours of unpaid work ordered: about 105 on average, from the plan for 2011/12 (180,559 hours in 1,710 requirements).
    static let paybackHours: [(hours: Int, share: Double)] = [
        (40, 0.10), (60, 0.17), (80, 0.18), (100, 0.18), (120, 0.14), (150, 0.09), (180, 0.06), (200, 0.07),
        (240, 0.01),
    ]
    /// Requirements of orders without treatment; nil is none that is recorded.
    static let otherRequirements: [(kind: String?, share: Double)] = [
        ("supervision", 0.40), ("specified activity", 0.10), ("curfew", 0.08), ("accredited programme", 0.06),
        ("mental health treatment", 0.01), ("residence", 0.01), ("prohibited activity", 0.01), ("exclusion", 0.01),
        (nil, 0.32),
    ]
    /// The share of those referred to a programme who start it, and of those who have no OGRS score.
    static let programmeStarted = 0.8
    static let notScored = 0.03
    /// Of those referred for work, the share who find it; of these, the share who keep it for four weeks.
    static let foundWork = 0.5
    static let keptWork = 0.7
    /// The kinds of court report, about the shares that one plan aims at (50% fast, 30% oral).
    static let reportKinds: [(kind: String, share: Double)] = [("standard", 0.30), ("fast", 0.46), ("oral", 0.24)]
    /// The chance of a breach or recall after the first six months.
    static let lateFailure = 0.07
    /// Of those sentenced to custody, the shares with victims to contact and with a parole report or review.
    static let hasVictims = 0.5
    static let hasParole = 0.6
    /// The share of assessments audited for quality.
    static let audited = 0.1
    /// Risk of serious harm (low, medium, high, very high) in tiers 1 to 4.
    static let risks = [
        [0.85, 0.14, 0.01, 0], [0.55, 0.42, 0.03, 0], [0.20, 0.62, 0.175, 0.005], [0.02, 0.38, 0.55, 0.05],
    ]
    /// Standard deviation between areas of a share of one half; smaller for shares near 0 or 1.
    static let practiceSpread = 0.04

    /// What an ordinary area does, about the targets of the plans for 2010-11, 2011/12 and 2012/13.
    static func usual(_ practice: Practice) -> Double {
        switch practice {
        case .reportInTime: 0.92
        case .fastWithinTenDays: 0.93
        case .fastWithinFiveDays: 0.53
        case .breachBegunInTime: 0.91
        case .breachResolvedInTime: 0.66
        case .recallInTime: 0.91
        case .noEarlyBreach: 0.91
        case .assessmentInTime: 0.90
        case .finalAssessmentInTime: 0.91
        case .planInTime: 0.92
        case .aboveStandard: 0.72
        case .needsMet: 0.45
        case .scoreFell: 0.52
        case .victimInTime: 0.91
        case .paroleInTime: 0.91
        case .reviewInTime: 0.82
        case .drugTesting: 0.92
        case .attended: 0.83
        case .paybackCompleted: 0.76
        case .drugsCompleted: 0.49
        case .alcoholCompleted: 0.58
        case .otherRequirementCompleted: 0.74
        case .sexOffenderCompleted: 0.76
        case .domesticViolenceCompleted: 0.65
        case .otherProgrammeCompleted: 0.66
        case .eligible: 0.85
        case .educationStarted: 0.42
        case .award: 0.15
        case .stoodDown: 0.012
        case .agency: 0.35
        }
    }

    /// Outturns of 2012/13 in Lancashire's review, for all years of the sample.
    static let publishedPractice: [String: [Practice: Double]] = [
        "Lancashire": [.breachBegunInTime: 0.995, .victimInTime: 0.98]
    ]

    // MARK: Figures of areas

    /// Residents for each unit of an authority's weight: makes some 54 million in England and Wales.
    static let residentsPerWeight = 230_000.0
    /// By how much the residents rise in a year.
    static let residentsGrowth = 0.006
    /// Shares of five-year age bands, youngest first, of either sex.
    static let ages = [
        6.2, 5.6, 5.8, 6.4, 6.8, 6.8, 6.4, 7.0, 7.6, 7.3, 6.4, 5.9, 6.0, 4.7, 3.9, 3.2, 2.4, 2.2,
    ]
    /// Alcohol-related admissions a year for each 100,000 of the same bands, of men; women have 0.65 of them.
    static let admissions = [
        60, 30, 60, 500, 800, 900, 1_100, 1_400, 1_800, 2_200, 2_600, 3_100, 3_600, 4_200, 5_000, 5_800, 6_400, 6_600.0,
    ]
    static let womensAdmissions = 0.65
    /// Crimes a year for each 1,000 residents, with what they are of the year before.
    static let crimes: [(measure: String, rate: Double, trend: Double)] = [
        ("most serious violence", 0.85, 0.95), ("serious acquisitive crime", 16, 0.93),
        ("assault with less serious injury", 6.8, 0.95),
    ]
    /// Crack and opiate users in effective treatment for each 1,000 residents in 2007-08, and the yearly rise: about
    /// 166,000 in England in 2008/09 (National Drug Treatment Monitoring System).
    static let inTreatment = (rate: 3.1, trend: 1.03)
    /// Children who start a protection plan in a year for each 1,000 residents, and the share who had one before.
    static let protectionPlans = (rate: 0.72, again: 0.132)
    /// Domestic violence cases reviewed in a quarter for each 1,000 residents, and the share that are repeats: one
    /// borough had 25 of 183.
    static let marac = (rate: 0.18, repeats: 0.22)
    /// Standard deviation between authorities of the logarithm of a rate.
    static let authoritySpread = 0.22

    /// Offenders under MAPPA levels 1 to 3 for each termination of the published table's.
    static let mappa = [1.1, 0.11, 0.012]
    /// Meetings of levels 2 and 3 in a quarter, the same way, and the share attended by the right grade: Lancashire had
    /// 97% in 2012/13 against 90%.
    static let mappaMeetings = (rates: [0.03, 0.004], attended: 0.93)
    /// Deaths in approved premises in a quarter and area: natural causes, self-inflicted, other.
    static let deaths = [0.10, 0.05, 0.04]
    /// Investigations in a quarter and area, and the share that find the organisation culpable.
    static let investigations = [
        (measure: "safeguarding investigations", mean: 0.4, culpable: 0.04),
        (measure: "serious further offence investigations", mean: 0.9, culpable: 0.05),
    ]
    /// Qualifications ended in a quarter, and training needs identified in a year, for each termination of the published
    /// table's, with the shares achieved and met in time.
    static let qualifications = (rate: 0.012, achieved: 0.91)
    static let trainingNeeds = (rate: 0.25, met: 0.90)
    /// Full-time equivalents of programme teams for each termination of the published table's.
    static let programmeStaff = 0.014

    /// Young offenders of a year's cohort for each 1,000 residents, the part of it that the sample holds, and their
    /// offences in 12 months; a quarter's share of them.
    static let youth = (rate: 0.55, thinning: 0.12, fewest: 8, mean: 1.1, shape: 0.5)
    /// Young offenders: 78% boys, 10 to 17 years old.
    static let young = MakeUp(male: 0.78, ages: [(10, 0.06), (13, 0.24), (15, 0.45), (17, 0.25)], end: 18)
    static let youthDisposals: [(name: String, share: Double)] = [
        ("pre-court", 0.45), ("first-tier", 0.32), ("community", 0.19), ("custody", 0.04),
    ]
    /// Community Payback sessions in a month in any area of the sample, and how they go.
    static let sessions = (month: 10, instructed: 7...12, absent: 0.18, hours: 6.5)
}

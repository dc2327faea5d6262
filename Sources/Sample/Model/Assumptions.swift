/// The numbers behind the sample that are not read from a published table.
///
/// None is an official figure. Where a number follows a published fact, its comment says which; the others are round
/// numbers that make the sample look like a probation caseload.
enum Assumptions {
    // MARK: People

    /// The share of people whose sex is not recorded.
    static let sexNotRecorded = 0.002
    /// The share of people whose month of birth is not recorded.
    static let birthNotRecorded = 0.002
    /// Self-classified ethnicity; nil means not stated.
    static let ethnicities: [(group: String?, share: Double)] = [
        ("white", 0.80), ("black", 0.065), ("asian", 0.05), ("mixed", 0.03), ("other", 0.01), (nil, 0.045),
    ]
    /// People under probation supervision; 88% are men.
    static let supervised = MakeUp(
        male: 0.88,
        ages: [(18, 0.17), (21, 0.20), (25, 0.18), (30, 0.24), (40, 0.15), (50, 0.06)])
    /// Prolific and other priority offenders; 97% are men, and the mean age is 27 (Home Office, results from the 2009
    /// cohort).
    static let prolific = MakeUp(
        male: 0.97,
        ages: [(18, 0.25), (21, 0.24), (25, 0.23), (30, 0.20), (40, 0.07), (48, 0.01)])

    // MARK: Caseload

    /// The share of a caseload that is not assigned to an authority: 253 of 9,389 in Cambridgeshire in 2008.
    static let notAssigned = 253.0 / 9_389
    /// The share of a caseload not matched to the Police National Computer; no figure is published.
    static let notMatched = 0.035
    /// The share of a caseload that is matched but has no prediction.
    static let notPredicted = 0.003
    /// The chance that someone on the caseload has left by the next quarter end, by order type.
    static let leaving = ["community order": 0.21, "suspended sentence order": 0.18, "licence": 0.22]
    /// The shares of the order types; nil means not recorded.
    static let orderTypes: [(name: String?, share: Double)] = [
        ("community order", 0.56), ("suspended sentence order", 0.20), ("licence", 0.235), (nil, 0.005),
    ]
    /// The chance, per quarter, of moving to another authority in the same area.
    static let moving = 0.015
    /// The share of people whose tier is not recorded.
    static let tierNotRecorded = 0.01

    // MARK: Prediction and re-offending

    /// The rate around which predictions are set, so that the mean over England and Wales is about 10.5%.
    static let typicalRate = 0.105
    /// The logit of a man's prediction before age and history; found by trial, to give a mean of about ``typicalRate``.
    static let intercept = -2.475
    /// How far one standard deviation of criminal history moves the logit.
    static let historyWeight = 0.82
    /// The lower ends of the age bands, with what each adds to the logit.
    static let ageWeights: [(from: Int, weight: Double)] = [
        (50, -0.95), (40, -0.50), (30, -0.05), (25, 0.15), (21, 0.30), (18, 0.45),
    ]
    /// What being a woman adds to the logit.
    static let femaleWeight = -0.30
    /// What tiers 1 to 4 add to the logit.
    static let tierWeights = [-0.35, -0.10, 0.10, 0.35]
    /// The largest prediction allowed, so that no outcome's probability exceeds 1.
    static let largestPrediction = 0.65
    /// What being not assigned to an authority adds to the logit: such people have somewhat longer recorded histories.
    static let notAssignedWeight = 0.45
    /// Actual over predicted re-offending of people not assigned to an authority. Together with ``notAssignedWeight``,
    /// this makes 21% against 11%, as in Cambridgeshire in 2008 (54 of 253, and 1,034 of 9,389).
    static let notAssignedEffect = 1.4
    /// Actual over predicted re-offending of everyone else, which keeps the national rate as predicted.
    static let assignedEffect = 0.987
    /// How alike a person's quarters are, given the predictions: the correlation of the normal scores that decide
    /// whether the person re-offends. Between the outcomes themselves, it is about 0.2 (0.19 where both predictions are
    /// 10%). No figure is published. It should be below 0.63, which ``ppoFollowUpMean`` and ``ppoShape`` imply for two
    /// quarters of a prolific offender: there, no prediction has accounted for any of the differences between people.
    static let withinPerson = 0.4
    /// Standard deviation of the logit between authorities' caseloads, where nothing is published.
    static let caseMixSpread = 0.10
    /// Relative standard deviation of the true effect between areas not named in ``areaEffects``.
    static let areaEffectSpread = 0.01
    /// Actual over predicted re-offending of areas that are truly better or worse than predicted. Only Lancashire's is
    /// published, for 2012/13.
    static let areaEffects: [String: Double] = [
        "Lancashire": 1.071, "Humberside": 1.06, "South Wales": 1.04, "Northumbria": 1.03,
        "Hampshire": 0.92, "Merseyside": 0.94, "West Mercia": 0.95, "London": 0.96,
    ]
    /// Predicted rates from plans: Worcestershire's, from the delivery plan of its Local Area Agreement.
    static let planPredictedRates = ["Worcestershire": 0.0976]
    /// The chance that someone who has re-offended does so again in the same three months.
    static let furtherOffence = 0.35
    /// The chance that someone without an offence proven in time has committed one that is proven too late to count.
    static let provenTooLate = 0.03
    /// The share of offences proven by caution.
    static let caution = 0.12
    /// Home Office codes of common offences; nil means not recorded.
    static let offenceCodes: [(code: String?, share: Double)] = [
        ("04600", 0.26), ("10501", 0.14), ("12511", 0.10), ("09260", 0.10), ("14900", 0.08), ("02800", 0.06),
        ("03000", 0.06), ("04910", 0.08), ("04800", 0.05), ("80901", 0.06), (nil, 0.01),
    ]

    // MARK: Terminations

    /// Terminations by calendar month, from January, relative to the monthly mean.
    static let season = [1.02, 0.98, 1.10, 0.98, 1.00, 1.03, 1.04, 0.96, 1.00, 1.03, 1.00, 0.86]
    /// The yearly rise of the share in settled and suitable accommodation.
    static let yearlyImprovement = 0.006
    /// Standard deviation of that share from month to month, in addition to chance.
    static let monthlySpread = 0.01
    /// Terminations without an answer on accommodation, per termination with one.
    static let unanswered = 0.04
    /// Terminations by death or deportation, which NI 143 leaves out, per termination with an answer.
    static let diedOrDeported = 0.012
    /// The share settled but not suitable, among those not in settled and suitable accommodation.
    static let settledNotSuitable = 0.35
    /// The share employed at termination, among those in settled and suitable accommodation. With
    /// ``employedNotSettled``, 45% are employed in all, the target of Cumbria's plan.
    static let employedSettled = 0.50
    /// The share employed at termination, among everyone else.
    static let employedNotSettled = 0.27
    /// The share unavailable for work, among those not employed.
    static let unavailable = 0.20
    /// The share of terminations without an answer on employment.
    static let employmentUnanswered = 0.04
    /// The share of terminations not assigned to an authority.
    static let terminationNotAssigned = 0.03
    /// The share of people whose next order or licence ends within the year.
    static let secondTermination = 0.08
    /// The share of terminations that end a licence.
    static let licenceTermination = 0.22
    /// The share of terminations by revocation; the rest are completions.
    static let revoked = 0.26

    // MARK: Prolific and other priority offenders

    /// The national size of the 2009 cohort (Home Office, results from the 2009 cohort).
    static let ppoNational = 10_635.0
    /// The national caseload that corresponds to ``ppoNational``: 616,252 offender-snapshots in four snapshots.
    static let caseloadNational = 155_000.0
    /// The smallest number of people that a cohort has in an authority.
    static let ppoFewest = 3
    /// The size of the group not assigned to an authority, as a share of a cohort.
    static let ppoNotAssigned = 0.015
    /// Offences per person in the follow-up year: 2.4 (Home Office, results from the 2009 cohort).
    static let ppoFollowUpMean = 2.4
    /// Offences per person in the baseline year, from the fall of 39% in the same source.
    static let ppoBaselineMean = 2.4 / 0.61
    /// Shape of the gamma distribution of people's follow-up rates, which gives 56% with an offence, as published.
    static let ppoShape = 0.44
    /// The share of a person's baseline rate that is specific to the person, the rest being the same for everyone:
    /// people are selected because they offended, so few have no baseline offence.
    static let ppoBaselineOwn = 0.45
    /// Offences per person between the two years.
    static let ppoBetweenMean = 1.4
    /// The range of cohorts' expected changes, which come from regression to the mean alone.
    static let ppoExpectedChange = -0.38 ... -0.30
    /// Relative standard deviation of the follow-up rate between areas.
    static let ppoAreaSpread = 0.08

    // MARK: Managers, sentences and practice

    /// The shares of probation officers and of probation services officers among the managers of people in tiers 1 to
    /// 4, close to the 25% (tier 2) and 5% (tier 3) that one plan aims at; the rest are others.
    static let managers = [
        (po: 0.06, pso: 0.92), (po: 0.235, pso: 0.755), (po: 0.945, pso: 0.05), (po: 0.985, pso: 0.01),
    ]
    /// Standard deviation between areas of the share of probation officers.
    static let managerSpread = 0.03
    /// The share of offender-snapshots without a manager's grade.
    static let managerNotRecorded = 0.01
    /// The yearly work of the areas whose plans give numbers: approximately the targets of Cumbria's and Merseyside's
    /// annual plans for 2010-11, the outturns in Lancashire's review of 2012/13, and the targets of Cambridgeshire and
    /// Peterborough's plan for 2011/12. Numbers that a plan does not give are assumed in proportion.
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
    /// The yearly work of any other area, per termination in the published table.
    static let volumesPerTermination = Volumes(
        cases: 2.0, payback: 0.7, drugs: 0.07, alcohol: 0.03, sexOffender: 0.015, domesticViolence: 0.05,
        otherProgrammes: 0.11, education: 0.3, jobsKept: 0.1)
    /// The share of the work of these other areas that the sample contains.
    static let thinning = 0.05
    /// The shares of community orders, suspended sentence orders, licences and sentences to custody.
    static let caseKinds = [0.56, 0.20, 0.17, 0.07]
    /// The share of community orders and suspended sentence orders together.
    static let orderShare = 0.76
    /// The share of sentences to custody.
    static let custodyShare = 0.07
    /// The share of people with unpaid work who are also supervised by an offender manager.
    static let supervisedToo = 0.35
    /// The shares of tiers 1 to 4 among those supervised by an offender manager.
    static let caseTiers = [0.10, 0.38, 0.40, 0.12]
    /// The share of prolific and other priority offenders in each of ``caseKinds``.
    static let casePPO = [0.02, 0.02, 0.07, 0.06]
    /// The share of supervised sentences above tier 1 that have OASys assessments in the sample.
    static let assessed = 0.5
    /// The share of sentences, other than licences, that have a court report in the sample.
    static let courtReport = 0.4
    /// Hours of unpaid work ordered: about 105 on average, from Cambridgeshire and Peterborough's plan for 2011/12
    /// (180,559 hours in 1,710 requirements).
    static let paybackHours: [(hours: Int, share: Double)] = [
        (40, 0.10), (60, 0.17), (80, 0.18), (100, 0.18), (120, 0.14), (150, 0.09), (180, 0.06), (200, 0.07),
        (240, 0.01),
    ]
    /// Requirements of orders without drug or alcohol treatment; nil means that none is recorded.
    static let otherRequirements: [(kind: String?, share: Double)] = [
        ("supervision", 0.40), ("specified activity", 0.10), ("curfew", 0.08), ("accredited programme", 0.06),
        ("mental health treatment", 0.01), ("residence", 0.01), ("prohibited activity", 0.01), ("exclusion", 0.01),
        (nil, 0.32),
    ]
    /// The share of those referred to a programme who start it.
    static let programmeStarted = 0.8
    /// The share of those referred to a programme who have no OGRS score.
    static let notScored = 0.03
    /// The share of those referred for employment who find work.
    static let foundWork = 0.5
    /// The share of those who find work who keep it for four weeks.
    static let keptWork = 0.7
    /// The shares of the kinds of court report, close to those that one plan aims at (50% fast, 30% oral).
    static let reportKinds: [(kind: String, share: Double)] = [("standard", 0.30), ("fast", 0.46), ("oral", 0.24)]
    /// The chance that a breach or recall comes after the first six months, for those without an earlier one.
    static let lateFailure = 0.07
    /// The share of those sentenced to custody with victims to contact.
    static let hasVictims = 0.5
    /// The share of those sentenced to custody with a parole report or review.
    static let hasParole = 0.6
    /// The share of assessments audited for quality.
    static let audited = 0.1
    /// The shares of each risk of serious harm (low, medium, high, very high) in tiers 1 to 4.
    static let risks = [
        [0.85, 0.14, 0.01, 0], [0.55, 0.42, 0.03, 0], [0.20, 0.62, 0.175, 0.005], [0.02, 0.38, 0.55, 0.05],
    ]
    /// Standard deviation between areas of a share around one half; it is smaller for shares near 0 or 1.
    static let practiceSpread = 0.04

    /// The share in an ordinary area, close to the targets of the plans for 2010-11, 2011/12 and 2012/13.
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

    /// Outturns of 2012/13 in Lancashire's review, used for all years of the sample.
    static let publishedPractice: [String: [Practice: Double]] = [
        "Lancashire": [.breachBegunInTime: 0.995, .victimInTime: 0.98]
    ]

    // MARK: Figures of areas

    /// Residents for each unit of an authority's weight: makes some 54 million in England and Wales.
    static let residentsPerWeight = 230_000.0
    /// The yearly growth of the number of residents.
    static let residentsGrowth = 0.006
    /// Relative sizes of five-year age bands, youngest first, for each sex.
    static let ages = [
        6.2, 5.6, 5.8, 6.4, 6.8, 6.8, 6.4, 7.0, 7.6, 7.3, 6.4, 5.9, 6.0, 4.7, 3.9, 3.2, 2.4, 2.2,
    ]
    /// Alcohol-related admissions of men per year and 100,000 residents of each band in ``ages``.
    static let admissions = [
        60, 30, 60, 500, 800, 900, 1_100, 1_400, 1_800, 2_200, 2_600, 3_100, 3_600, 4_200, 5_000, 5_800, 6_400, 6_600.0,
    ]
    /// The admissions of women as a share of those of men.
    static let womensAdmissions = 0.65
    /// Crimes per year and 1,000 residents, with the yearly trend as a multiple of the year before.
    static let crimes: [(measure: String, rate: Double, trend: Double)] = [
        ("most serious violence", 0.85, 0.95), ("serious acquisitive crime", 16, 0.93),
        ("assault with less serious injury", 6.8, 0.95),
    ]
    /// Crack and opiate users in effective treatment per 1,000 residents in 2007-08. With ``inTreatmentTrend``, about
    /// 166,000 in England in 2008/09 (National Drug Treatment Monitoring System).
    static let inTreatmentRate = 3.1
    /// The yearly trend of users in treatment, as a multiple of the year before.
    static let inTreatmentTrend = 1.03
    /// Children who start a child protection plan per year and 1,000 residents.
    static let protectionPlanRate = 0.72
    /// The share of children starting a protection plan who had one before.
    static let repeatProtectionPlans = 0.132
    /// Domestic violence cases reviewed (MARAC) per quarter and 1,000 residents.
    static let maracRate = 0.18
    /// The share of reviewed domestic violence cases that are repeats; one borough had 25 of 183.
    static let maracRepeats = 0.22
    /// Standard deviation between authorities of the logarithm of a rate.
    static let authoritySpread = 0.22

    /// Offenders under MAPPA levels 1 to 3, per termination in the published table.
    static let mappa = [1.1, 0.11, 0.012]
    /// MAPPA meetings at levels 2 and 3 per quarter, per termination in the published table.
    static let mappaMeetingRates = [0.03, 0.004]
    /// The share of MAPPA meetings attended by the right grade; Lancashire had 97% in 2012/13 against a target of 90%.
    static let mappaMeetingsAttended = 0.93
    /// Deaths in approved premises per quarter and area: natural causes, self-inflicted, other.
    static let deaths = [0.10, 0.05, 0.04]
    /// Investigations per quarter and area, with the share that find the organisation culpable.
    static let investigations = [
        (measure: "safeguarding investigations", mean: 0.4, culpable: 0.04),
        (measure: "serious further offence investigations", mean: 0.9, culpable: 0.05),
    ]
    /// Qualifications that end in a quarter, per termination in the published table.
    static let qualificationRate = 0.012
    /// The share of ended qualifications that were achieved.
    static let qualificationsAchieved = 0.91
    /// Training needs identified in a year, per termination in the published table.
    static let trainingNeedRate = 0.25
    /// The share of training needs met in time.
    static let trainingNeedsMet = 0.90
    /// Full-time equivalents in programme teams, per termination in the published table.
    static let programmeStaff = 0.014

    /// Young offenders in a year's cohort per 1,000 residents.
    static let youthRate = 0.55
    /// The share of a youth cohort that the sample contains.
    static let youthThinning = 0.12
    /// The smallest number of young offenders that a cohort has in an authority.
    static let youthFewest = 8
    /// Offences per young offender in 12 months.
    static let youthMean = 1.1
    /// Shape of the gamma distribution of young offenders' rates.
    static let youthShape = 0.5
    /// Young offenders, aged 10 to 17; 78% are boys.
    static let young = MakeUp(male: 0.78, ages: [(10, 0.06), (13, 0.24), (15, 0.45), (17, 0.25)], end: 18)
    /// The shares of young offenders' disposals.
    static let youthDisposals: [(name: String, share: Double)] = [
        ("pre-court", 0.45), ("first-tier", 0.32), ("community", 0.19), ("custody", 0.04),
    ]
    /// Community Payback sessions per month in each area.
    static let sessionsPerMonth = 10
    /// The number of people instructed to attend a session.
    static let sessionInstructed = 7...12
    /// The share of people instructed and not stood down who do not come to a session.
    static let sessionAbsent = 0.18
    /// The usual hours that somebody works in a session.
    static let sessionHours = 6.5
}

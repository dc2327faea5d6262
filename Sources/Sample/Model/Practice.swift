/// The things that areas do more or less well, each measured as a share of cases.
enum Practice: Int, CaseIterable {
    case reportInTime, fastWithinTenDays, fastWithinFiveDays
    case breachBegunInTime, breachResolvedInTime, recallInTime, noEarlyBreach
    case assessmentInTime, finalAssessmentInTime, planInTime, aboveStandard, needsMet, scoreFell
    case victimInTime, paroleInTime, reviewInTime, drugTesting, attended
    case paybackCompleted, drugsCompleted, alcoholCompleted, otherRequirementCompleted
    case sexOffenderCompleted, domesticViolenceCompleted, otherProgrammeCompleted, eligible
    case educationStarted, award, stoodDown, agency
}

/// An area's own shares, which vary around what the plans aim at, so that some areas meet a target and others miss it
/// by more than chance.
struct PracticeRates {
    private let rates: [Double]

    init(of territory: Territory, seed: UInt64) {
        let published = Assumptions.publishedPractice[territory.name] ?? [:]
        rates = Practice.allCases.map { practice in
            if let rate = published[practice] { return rate }
            var draws = Draws(seed: seed, .practice, territory.key, practice.rawValue)
            let usual = Assumptions.usual(practice)
            return min(
                max(usual + draws.normal() * Assumptions.practiceSpread * 2 * (usual * (1 - usual)).squareRoot(), 0), 1)
        }
    }

    subscript(_ practice: Practice) -> Double { rates[practice.rawValue] }
}

/// How many of each kind of event an area has in a year.
struct Volumes {
    /// Orders and licences begun, and sentences to custody.
    var cases: Double
    /// Requirements of unpaid work made.
    var payback: Double
    var drugsCompleted, alcoholCompleted: Double
    var sexOffenderCompleted, domesticViolenceCompleted, otherProgrammesCompleted: Double
    /// Referrals to education.
    var education: Double
    /// People who keep work for four weeks.
    var jobsKept: Double

    /// The volumes in the area's plan, where it has one; otherwise those of an area of its size, thinned.
    init(of territory: Territory) {
        let terminations = 3 * Double(territory.published.terminations)
        if let plan = Assumptions.planVolumes[territory.name] {
            self = plan
        } else {
            self = Assumptions.volumesPerTermination.scaled(by: terminations * Assumptions.thinning)
        }
    }

    init(
        cases: Double, payback: Double, drugs: Double, alcohol: Double, sexOffender: Double, domesticViolence: Double,
        otherProgrammes: Double, education: Double, jobsKept: Double
    ) {
        self.cases = cases
        self.payback = payback
        drugsCompleted = drugs
        alcoholCompleted = alcohol
        sexOffenderCompleted = sexOffender
        domesticViolenceCompleted = domesticViolence
        otherProgrammesCompleted = otherProgrammes
        self.education = education
        self.jobsKept = jobsKept
    }

    private func scaled(by factor: Double) -> Volumes {
        Volumes(
            cases: cases * factor, payback: payback * factor, drugs: drugsCompleted * factor,
            alcohol: alcoholCompleted * factor, sexOffender: sexOffenderCompleted * factor,
            domesticViolence: domesticViolenceCompleted * factor, otherProgrammes: otherProgrammesCompleted * factor,
            education: education * factor, jobsKept: jobsKept * factor)
    }
}

extension Assumptions {
    /// The share of sentences supervised by an offender manager, given the share with unpaid work.
    static func supervisedShare(payback: Double) -> Double { 1 - payback * (1 - supervisedToo) }
}

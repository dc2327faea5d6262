import ReportKit

/// A row of `warehouse.commencement`.
struct Commencement: SampleRow {
    let offender: Int32
    let commencedOn: Day
    let supervisor: Int
    let authority: Int?
    let kind: String
    let tier: Int?
    let isPPO: Bool
    let triggerOffence, drugTesting: Bool?
    let appointments, attended: Int?

    /// Nil where the person is not supervised by an offender manager.
    init?(_ sentence: Sentence) {
        guard let name = sentence.kind.name, sentence.isSupervised, let day = sentence.begunOn.ifKnown else {
            return nil
        }
        var draws = sentence.draws(.commencement)
        offender = Int32(sentence.id)
        commencedOn = day
        kind = name
        supervisor = sentence.supervisor(on: day)
        authority = sentence.authority
        tier = sentence.tier
        isPPO = sentence.isPPO
        if sentence.kind == .licence {
            triggerOffence = draws.chance(sentence.isPPO ? 0.75 : 0.3)
            drugTesting = triggerOffence == true && draws.chance(sentence.place.rates[.drugTesting])
        } else {
            triggerOffence = nil
            drugTesting = nil
        }
        if day.adding(days: 182).ifKnown == nil {
            appointments = nil
            attended = nil
        } else {
            let arranged = 12 + 4 * (sentence.tier ?? 2) + draws.whole(below: 6)
            let rate = sentence.place.rates[.attended]
            appointments = arranged
            attended = (0..<arranged).count { _ in draws.chance(rate) }
        }
    }
}

/// The course of a requirement or a programme.
struct Course {
    let startedOn: Day
    let endedOn: Day?
    let outcome: String?

    /// - Parameters:
    ///   - start: the day on which it starts.
    ///   - days: how long it takes if it is completed.
    ///   - completes: whether it is completed, even if only after the sample's last day.
    ///   - draws: determines when it ends if it is not completed.
    init(from start: Day, days: Int, completes: Bool, _ draws: inout Draws) {
        startedOn = start
        let end = start.adding(days: completes ? days : 1 + draws.whole(below: days))
        endedOn = end.ifKnown
        outcome = endedOn == nil ? nil : completes ? "completed" : "not completed"
    }
}

/// A row of `warehouse.requirement`.
struct Requirement: SampleRow {
    let offender: Int32
    let kind: String
    let madeOn: Day
    let supervisor: Int
    let authority: Int?
    let hours: Int?
    let course: Course?

    /// Calls `body` with each requirement of an order.
    static func forEach(of sentence: Sentence, _ body: (Requirement) throws -> Void) rethrows {
        guard sentence.isOrder, sentence.begunOn.ifKnown != nil else { return }
        let (volumes, rates) = (sentence.place.volumes, sentence.place.rates)
        if sentence.hasPayback {
            var draws = sentence.draws(.requirement)
            let hours = Assumptions.paybackHours[draws.index(cumulative: paybackShares)].hours
            try body(
                Requirement(sentence, "unpaid work", hours, rates[.paybackCompleted], wait: 40, days: 60 + hours, draws)
            )
        }
        guard sentence.isSupervised else { return }
        let orders = Assumptions.orderShare * Assumptions.supervisedShare(payback: volumes.payback / volumes.cases)
        var draws = sentence.draws(.requirement, 1)
        let drugs = sentence.chance(volumes.drugsCompleted) / rates[.drugsCompleted] / orders
        let alcohol = sentence.chance(volumes.alcoholCompleted) / rates[.alcoholCompleted] / orders
        let mark = draws.uniform()
        if mark < drugs {
            try body(
                Requirement(sentence, "drug rehabilitation", nil, rates[.drugsCompleted], wait: 21, days: 180, draws))
        } else if mark < drugs + alcohol {
            try body(
                Requirement(sentence, "alcohol treatment", nil, rates[.alcoholCompleted], wait: 21, days: 180, draws))
        } else {
            let (kind, _) = Assumptions.otherRequirements[draws.index(cumulative: otherShares)]
            guard let kind else { return }
            let rate = rates[.otherRequirementCompleted]
            try body(Requirement(sentence, kind, nil, rate, wait: 14, days: 170, draws))
        }
    }

    private init(
        _ sentence: Sentence, _ kind: String, _ hours: Int?, _ rate: Double, wait: Int, days: Int, _ given: Draws
    ) {
        var draws = given
        offender = Int32(sentence.id)
        self.kind = kind
        self.hours = hours
        madeOn = sentence.begunOn
        authority = sentence.authority
        supervisor = sentence.supervisor(on: madeOn)
        let completes = draws.chance(rate)
        course = madeOn.adding(days: 1 + draws.whole(below: wait)).ifKnown
            .map { Course(from: $0, days: days, completes: completes, &draws) }
    }

    private static let paybackShares = Assumptions.paybackHours.map(\.share).runningSums
    private static let otherShares = Assumptions.otherRequirements.map(\.share).runningSums
}

/// A row of `warehouse.programme`.
struct Programme: SampleRow {
    let offender: Int32
    let kind: String
    let referredOn: Day
    let supervisor: Int
    let authority: Int?
    let ogrs: Int?
    let course: Course?

    /// Nil where the sentence includes no programme.
    init?(_ sentence: Sentence) {
        guard sentence.isSupervised, sentence.kind != .custody else { return nil }
        let (volumes, rates) = (sentence.place.volumes, sentence.place.rates)
        let share =
            Assumptions.supervisedShare(payback: volumes.payback / volumes.cases) * (1 - Assumptions.custodyShare)
        func referrals(_ completed: Double, _ rate: Double) -> Double {
            sentence.chance(completed) / rate / Assumptions.programmeStarted / share
        }
        let kinds: [(name: String, chance: Double, rate: Double)] = [
            (
                "sex offender", referrals(volumes.sexOffenderCompleted, rates[.sexOffenderCompleted]),
                rates[.sexOffenderCompleted]
            ),
            (
                "domestic violence", referrals(volumes.domesticViolenceCompleted, rates[.domesticViolenceCompleted]),
                rates[.domesticViolenceCompleted]
            ),
            (
                "offending behaviour",
                0.7 * referrals(volumes.otherProgrammesCompleted, rates[.otherProgrammeCompleted]),
                rates[.otherProgrammeCompleted]
            ),
            (
                "other accredited", 0.3 * referrals(volumes.otherProgrammesCompleted, rates[.otherProgrammeCompleted]),
                rates[.otherProgrammeCompleted]
            ),
        ]
        var draws = sentence.draws(.programme)
        var mark = draws.uniform()
        guard
            let found = kinds.first(where: { kind in
                defer { mark -= kind.chance }
                return mark < kind.chance
            })
        else { return nil }
        guard let day = sentence.begunOn.adding(days: draws.whole(below: 40)).ifKnown else { return nil }
        offender = Int32(sentence.id)
        kind = found.name
        referredOn = day
        supervisor = sentence.supervisor(on: day)
        authority = sentence.authority
        ogrs = draws.chance(Assumptions.notScored) ? nil : sentence.ogrs
        let starts = draws.chance(Assumptions.programmeStarted)
        let completes = draws.chance(found.rate)
        let start = day.adding(days: 14 + draws.whole(below: 76)).ifKnown
        course =
            starts
            ? start.map { Course(from: $0, days: 60 + draws.whole(below: 120), completes: completes, &draws) } : nil
    }
}

/// A row of `warehouse.employment_referral`.
struct EmploymentReferral: SampleRow {
    let offender: Int32
    let kind: String
    let referredOn: Day
    let supervisor: Int
    let authority: Int?
    let startedOn, awardOn, employedOn, sustainedOn: Day?

    /// Calls `body` with each referral of the sentence.
    static func forEach(of sentence: Sentence, _ body: (EmploymentReferral) throws -> Void) rethrows {
        guard sentence.isSupervised, sentence.kind != .custody else { return }
        let volumes = sentence.place.volumes
        let share =
            Assumptions.supervisedShare(payback: volumes.payback / volumes.cases) * (1 - Assumptions.custodyShare)
        var draws = sentence.draws(.referral)
        if draws.chance(sentence.chance(volumes.education) / share), let row = education(sentence, &draws) {
            try body(row)
        }
        let jobs = sentence.chance(volumes.jobsKept) / Assumptions.foundWork / Assumptions.keptWork / share
        if draws.chance(jobs), let row = employment(sentence, &draws) { try body(row) }
    }

    private static func education(_ sentence: Sentence, _ draws: inout Draws) -> EmploymentReferral? {
        guard let day = sentence.begunOn.adding(days: 7 + draws.whole(below: 100)).ifKnown else { return nil }
        let rates = sentence.place.rates
        let starts = draws.chance(rates[.educationStarted])
        let start = day.adding(days: 7 + draws.whole(below: 40)).ifKnown
        let isAwarded = draws.chance(rates[.award] / rates[.educationStarted])
        let award = start?.adding(days: 30 + draws.whole(below: 90)).ifKnown
        return EmploymentReferral(
            sentence, "education", on: day, started: starts ? start : nil, award: starts && isAwarded ? award : nil)
    }

    private static func employment(_ sentence: Sentence, _ draws: inout Draws) -> EmploymentReferral? {
        guard let day = sentence.begunOn.adding(days: 7 + draws.whole(below: 100)).ifKnown else { return nil }
        let start = day.adding(days: draws.whole(below: 21)).ifKnown
        let work = draws.chance(Assumptions.foundWork) ? day.adding(days: 21 + draws.whole(below: 90)).ifKnown : nil
        let isKept = draws.chance(Assumptions.keptWork)
        return EmploymentReferral(
            sentence, "employment", on: day, started: start, employed: work,
            sustained: isKept ? work?.adding(days: 28).ifKnown : nil)
    }

    private init(
        _ sentence: Sentence, _ kind: String, on day: Day, started: Day?, award: Day? = nil, employed: Day? = nil,
        sustained: Day? = nil
    ) {
        offender = Int32(sentence.id)
        self.kind = kind
        referredOn = day
        supervisor = sentence.supervisor(on: day)
        authority = sentence.authority
        startedOn = started
        awardOn = award
        employedOn = employed
        sustainedOn = sustained
    }
}

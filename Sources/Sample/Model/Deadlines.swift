import ReportKit

/// A row of `warehouse.court_report`: the report on the basis of which an order was made.
struct CourtReport: SampleRow {
    let offender: Int32
    let requestedOn: Day
    let supervisor: Int
    let authority: Int?
    let kind: String
    let court: String
    let dueOn: Day
    let deliveredOn: Day?

    /// Nil where the court did not request one.
    init?(_ sentence: Sentence) {
        var draws = sentence.draws(.courtReport)
        guard sentence.kind != .licence, draws.chance(Assumptions.courtReport), sentence.begunOn.ifKnown != nil else {
            return nil
        }
        let rates = sentence.place.rates
        kind = Assumptions.reportKinds[draws.index(cumulative: CourtReport.kindShares)].kind
        court = draws.chance(kind == "standard" ? 0.65 : 0.95) ? "magistrates" : "crown"
        let allowed = kind == "standard" ? 21 : kind == "fast" ? 12 : 1
        dueOn = sentence.begunOn
        requestedOn = dueOn.adding(days: -allowed)
        offender = Int32(sentence.id)
        authority = sentence.authority
        supervisor = sentence.supervisor(on: requestedOn)
        // Twelve days never contain more than ten working days, and a week no more than five.
        let isInTime = draws.chance(kind == "fast" ? rates[.fastWithinTenDays] : rates[.reportInTime])
        let isQuick = kind == "fast" && draws.chance(rates[.fastWithinFiveDays])
        let late = dueOn.adding(days: 4 + draws.whole(below: 14))
        let early = isQuick ? draws.whole(below: 8) : max(0, allowed - draws.whole(below: 4))
        deliveredOn = draws.chance(0.004) ? nil : (isInTime ? requestedOn.adding(days: early) : late).ifKnown
    }

    private static let kindShares = Assumptions.reportKinds.map(\.share).runningSums
}

/// A row of `warehouse.enforcement`: the first failure that led to a breach or a recall.
struct Enforcement: SampleRow {
    let offender: Int32
    let kind: String
    let failedOn: Day
    let supervisor: Int
    let authority: Int?
    let begunOn, resolvedOn: Day?
    let hoursToCasework: Int?

    /// Nil where the person complied.
    init?(_ sentence: Sentence) {
        guard sentence.isSupervised, sentence.kind != .custody else { return nil }
        let rates = sentence.place.rates
        var draws = sentence.draws(.enforcement)
        let isEarly = draws.chance(1 - rates[.noEarlyBreach])
        guard isEarly || draws.chance(Assumptions.lateFailure) else { return nil }
        let day = sentence.begunOn.adding(days: isEarly ? 10 + draws.whole(below: 140) : 190 + draws.whole(below: 120))
        guard let day = day.ifKnown else { return nil }
        offender = Int32(sentence.id)
        failedOn = day
        authority = sentence.authority
        supervisor = sentence.supervisor(on: day)
        kind = sentence.kind == .licence ? "recall" : "breach"
        if kind == "recall" {
            begunOn = nil
            resolvedOn = nil
            hoursToCasework =
                draws.chance(rates[.recallInTime]) ? 2 + draws.whole(below: 23) : 25 + draws.whole(below: 70)
            return
        }
        // Twelve days never contain more than ten working days, nor 35 days more than 25; 21 days contain eleven even
        // at Christmas, and 49 days contain 26.
        let isPrompt = draws.chance(rates[.breachBegunInTime])
        let begun = day.adding(days: isPrompt ? 1 + draws.whole(below: 12) : 21 + draws.whole(below: 20))
        let isSoon = isPrompt && draws.chance(rates[.breachResolvedInTime] / rates[.breachBegunInTime])
        let resolved = day.adding(days: isSoon ? 14 + draws.whole(below: 21) : 49 + draws.whole(below: 60))
        begunOn = begun.ifKnown
        resolvedOn = resolved.ifKnown
        hoursToCasework = nil
    }
}

/// A row of `warehouse.victim_contact`.
struct VictimContact: SampleRow {
    let offender: Int32
    let sentencedOn: Day
    let number: Int
    let supervisor: Int
    let authority: Int?
    let contactedOn: Day?

    /// Calls `body` with each victim of someone sentenced to custody.
    static func forEach(of sentence: Sentence, _ body: (VictimContact) throws -> Void) rethrows {
        guard sentence.kind == .custody, sentence.begunOn.ifKnown != nil else { return }
        var draws = sentence.draws(.victim)
        guard draws.chance(Assumptions.hasVictims) else { return }
        for number in 1...(draws.chance(0.2) ? 2 : 1) {
            let isInTime = draws.chance(sentence.place.rates[.victimInTime])
            let day = sentence.begunOn.adding(days: isInTime ? 7 + draws.whole(below: 50) : 57 + draws.whole(below: 60))
            try body(
                VictimContact(
                    offender: Int32(sentence.id), sentencedOn: sentence.begunOn, number: number,
                    supervisor: sentence.supervisor(on: sentence.begunOn), authority: sentence.authority,
                    contactedOn: draws.chance(0.01) ? nil : day.ifKnown))
        }
    }
}

/// A row of `warehouse.parole_report`.
struct ParoleReport: SampleRow {
    let offender: Int32
    let kind: String
    let dueOn: Day
    let supervisor: Int
    let authority: Int?
    let reviewBeganOn: Day?
    let deliveredOn: Day?

    /// Nil where the person is not in custody, or no report is due yet.
    init?(_ sentence: Sentence) {
        var draws = sentence.draws(.parole)
        guard sentence.kind == .custody, draws.chance(Assumptions.hasParole) else { return nil }
        let isReview = draws.chance(0.4)
        let began = sentence.begunOn.adding(days: 30 + draws.whole(below: 240))
        guard let due = began.adding(days: 56).ifKnown else { return nil }
        offender = Int32(sentence.id)
        dueOn = due
        authority = sentence.authority
        supervisor = sentence.supervisor(on: due)
        kind = isReview ? "indeterminate review" : "parole"
        reviewBeganOn = isReview ? began : nil
        let isInTime = draws.chance(sentence.place.rates[isReview ? .reviewInTime : .paroleInTime])
        deliveredOn = due.adding(days: isInTime ? -draws.whole(below: 20) : 1 + draws.whole(below: 25)).ifKnown
    }
}

/// A row of `warehouse.assessment`.
struct Assessment: SampleRow {
    let offender: Int32
    let kind: String
    let dueOn: Day
    let supervisor: Int
    let authority: Int?
    let completedOn: Day?
    let tier: Int?
    let isPPO: Bool
    let custodyPhase: Int?
    let risk: String?
    let planDueOn, planCompletedOn: Day?
    let aboveStandard: Bool?
    let needs: (identified: Int, met: Int)?
    let ogp, ovp: (start: Int?, now: Int)?

    /// Calls `body` with each assessment of the sentence that was due by the sample's last day.
    static func forEach(of sentence: Sentence, _ body: (Assessment) throws -> Void) rethrows {
        guard sentence.isSupervised, (sentence.tier ?? 2) > 1, sentence.begunOn.ifKnown != nil else { return }
        var choice = sentence.draws(.assessment)
        guard choice.chance(Assumptions.assessed) else { return }
        let kinds = sentence.kind == .custody ? ["review"] : ["initial", "review", "final"]
        let days = [15, 15 + 16 * 7, sentence.endsOn.number - sentence.begunOn.number]
        for (index, kind) in kinds.enumerated() {
            let due = sentence.begunOn.adding(days: kind == "review" ? days[1] : days[index])
            if kind == "review", index > 0, due >= sentence.endsOn { continue }
            guard due.ifKnown != nil else { return }
            var draws = sentence.draws(.assessment, 1 + index)
            try body(Assessment(sentence, kind, due: due, &draws))
        }
    }

    private init(_ sentence: Sentence, _ kind: String, due: Day, _ draws: inout Draws) {
        let rates = sentence.place.rates
        offender = Int32(sentence.id)
        self.kind = kind
        dueOn = due
        supervisor = sentence.supervisor(on: due)
        authority = sentence.authority
        tier = sentence.tier
        isPPO = sentence.isPPO
        custodyPhase = sentence.kind == .custody ? (draws.chance(0.3) ? 3 : 2) : nil
        let isInTime = draws.chance(rates[kind == "final" ? .finalAssessmentInTime : .assessmentInTime])
        completedOn = due.adding(days: isInTime ? -draws.whole(below: 15) : 1 + draws.whole(below: 40)).ifKnown
        let level = Assumptions.risks[min((sentence.tier ?? 2) - 1, 3)]
        let found = draws.index(cumulative: level.runningSums)
        let isPlanned = found > 0 && kind == "initial"
        planDueOn = isPlanned ? due : nil
        let isPlanInTime = draws.chance(rates[.planInTime])
        let plan = due.adding(days: isPlanInTime ? -draws.whole(below: 10) : 1 + draws.whole(below: 40)).ifKnown
        planCompletedOn = isPlanned ? plan : nil
        guard completedOn != nil else {
            risk = nil
            aboveStandard = nil
            needs = nil
            ogp = nil
            ovp = nil
            return
        }
        risk = ["low", "medium", "high", "very high"][found]
        aboveStandard = draws.chance(Assumptions.audited) ? draws.chance(rates[.aboveStandard]) : nil
        let general = max(4, sentence.ogrs - 8)
        let violent = max(2, sentence.ogrs / 2)
        guard kind == "final" else {
            needs = nil
            ogp = (nil, general)
            ovp = (nil, violent)
            return
        }
        let identified = 2 + draws.whole(below: 6)
        let rate = rates[.needsMet]
        needs = (identified, (0..<identified).count { _ in draws.chance(rate) })
        let fell = draws.chance(rates[.scoreFell])
        let change = 1 + draws.whole(below: 6)
        ogp = (general, fell ? max(0, general - change) : min(99, general + change / 3))
        ovp = (violent, fell && change > 3 ? max(0, violent - 1) : violent)
    }
}

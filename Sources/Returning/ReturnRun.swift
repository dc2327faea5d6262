import Disclosure
import Host
import Platform
import Publications
import ReportKit
import Returns

/// The returns of several partnerships for one quarter: made from one state of the warehouse, and weighed together, so that
/// it does not matter in which order they are published.
public final class ReturnRun {
    /// In the order of their codes.
    private let parts: [Part]
    private let made: Result<(writing: ReturnWriting, publishing: Publishing.InParts), DisclosureError>
    private let problems: [ModuleProblem]
    /// The returns that are to follow, by their parts' places, as they are written on threads of their own.
    private var ahead: [Int: MadeAhead<ReturnDraft>] = [:]

    init(
        _ returning: Returning, _ quarter: Quarter, _ parts: [Part], _ session: ReportSession,
        _ made: Result<(outcomes: [ModuleOutcome], publishing: Publishing.InParts), DisclosureError>
    ) {
        self.parts = parts
        problems = returning.problems
        self.made = made.map { made in
            let writing = ReturnWriting(
                quarter: quarter, outcomes: made.outcomes, problems: returning.problems,
                agreements: session.agreements, templates: returning.templates, program: returning.program,
                detail: returning.detail, codes: parts.map(\.codes),
                origin: ReturnOrigin(
                    comparing: parts.flatMap(\.groups).filter { $0.basis == .chosen }, model: session.model,
                    allowsForPrediction: session.allowsForPrediction))
            return (writing, made.publishing)
        }
    }

    /// One partnership's part.
    struct Part: Sendable {
        /// Names or codes of its areas, as they were given.
        let names: [String]
        let selection: AreaSelection
        /// What its areas are compared with.
        let groups: [ComparisonGroup]
        /// Its own areas and those that they are compared with.
        let withGroups: AreaSelection
        /// The indicators that its return follows over the earlier quarters.
        var followed: Set<String> = []
        /// The codes of its areas, in order.
        let codes: [String]

        init(_ names: [String], _ selection: AreaSelection, _ groups: [ComparisonGroup]) {
            self.names = names
            self.selection = selection
            self.groups = groups
            withGroups = selection.including(groups.flatMap(\.members))
            codes = selection.asked.map(\.code).sorted()
        }

        /// Whether it shows a finding of one of some reports, by its index among them.
        func showing(_ current: [Report], _ earlier: [Report]) -> (Int, Finding) -> Bool {
            let indicators = earlier.map(\.indicator.id)
            return { [self] index, finding in
                guard index >= current.count else { return withGroups.shows(finding, isPast: false) }
                return followed.contains(indicators[index - current.count]) && selection.shows(finding, isPast: true)
            }
        }
    }

    /// Whether it has the return of a partnership, by the names or codes of its areas as they were given.
    public func includes(_ names: [String]) -> Bool { parts.contains { $0.names == names } }

    /// Whether something was suppressed whole because no way was found to make it safe beside the other partnerships'
    /// returns; known once one of them was made.
    public var gaveUp: Bool { (try? made.get())?.publishing.gaveUp ?? false }

    /// Makes the return of one of the partnerships.
    ///
    /// - Parameters:
    ///   - names: names or codes of its areas.
    ///   - kind: as what it is to be published; nil where it is only looked at.
    ///   - name: the path of the folder that it is to be written into, or the name of its bundle.
    ///   - next: the names of those partnerships' areas whose returns are asked for next: they are written meanwhile.
    /// - Throws: where the warehouse becomes unavailable or the program is asked to stop.
    public func make(
        areas names: [String], as kind: PublicationKind?, named name: String = "", before next: [[String]] = []
    ) throws -> MadeReturn {
        guard let place = parts.firstIndex(where: { $0.names == names }) else {
            preconditionFailure("a partnership that was not run for")
        }
        let part = parts[place]
        let asked = part.selection.asked
        func failed(_ error: DisclosureError, _ sections: ReturnSections) -> MadeReturn {
            MadeReturn(areas: asked, sections: sections, result: .failure(.notControlled(error)))
        }
        let (writing, publishing): (ReturnWriting, Publishing.InParts)
        do {
            (writing, publishing) = try made.get()
        } catch {
            return failed(error, ReturnSections([], problems: problems))
        }
        var draft = ahead.removeValue(forKey: place)?.value
        let reports = draft?.reports ?? writing.reports(of: part, alone: parts.count == 1)
        guard !reports.sections.reports.isEmpty else {
            return MadeReturn(
                areas: asked, sections: reports.sections,
                result: .failure(.noReport(gravest: reports.sections.gravest)))
        }
        var together: Publishing.InParts.Together?
        let weighed: Publishing.Weighed
        do {
            weighed = try publishing.publish(as: kind.map { .init($0, at: name, of: asked) }) { found in
                together = found
                if let draft, draft.together === found { return draft.released }
                draft = nil
                return writing.released(reports, from: found)
            }
        } catch DisclosureError.cancelled {
            throw DisclosureError.cancelled
        } catch let error as DisclosureError {
            return failed(error, reports.sections)
        }
        if let together { write(next, ahead: writing, together, weighed) }
        let written: ReturnWriting.Written
        if let draft, draft.position == weighed.position {
            written = try draft.written.get()
        } else {
            written = try writing.written(
                part, reports, (weighed.current, weighed.earlier), register: weighed.position, before: weighed.before)
        }
        let finished = FinishedReturn(edition: written.edition, files: written.files, pending: weighed.pending)
        return MadeReturn(areas: asked, sections: reports.sections, result: .success(finished))
    }

    /// Begins to write the returns that are asked for next, as they are if nobody else publishes meanwhile.
    private func write(
        _ next: [[String]], ahead writing: ReturnWriting, _ together: Publishing.InParts.Together,
        _ weighed: Publishing.Weighed
    ) {
        let (position, before) = (weighed.position, weighed.before)
        for names in next {
            guard let place = parts.firstIndex(where: { $0.names == names }), ahead[place] == nil else { continue }
            let part = parts[place]
            ahead[place] = MadeAhead {
                let reports = writing.reports(of: part, alone: false)
                let released = writing.released(reports, from: together)
                let written = Result {
                    try writing.written(part, reports, released, register: position, before: before)
                }
                return ReturnDraft(
                    reports: reports, together: together, position: position, released: released, written: written)
            }
        }
    }
}

import Disclosure
import Provenance
import Publications
import ReportKit
import Synchronization
import Warehouse

/// Weighs reports against the register of publications, and adds to it what is published.
///
/// The internal form is neither weighed nor added: it suppresses nothing, and is never published.
public struct Publishing: Sendable {
    public let target: ConnectionTarget
    public let terms: DisclosureTerms
    /// The program that publishes.
    public let program: Provenance
    /// Called where another process is publishing, before waiting for it.
    public var waiting: @Sendable () -> Void = {}

    public init(to target: ConnectionTarget, terms: DisclosureTerms, program: Provenance) {
        self.target = target
        self.terms = terms
        self.program = program
    }

    /// What is to be published, and added to the register.
    public struct Subject: Sendable {
        public let kind: PublicationKind
        /// Of a submission its bundle; of a file or folder its name.
        public let name: String
        /// The areas or the level asked for, in words.
        public let areas: String

        /// - Parameters:
        ///   - path: of the file or folder; only its name is kept.
        ///   - asked: the requested areas; where there are none, all of the level.
        public init(_ kind: PublicationKind, at path: String, of asked: [Area], level: AreaLevel? = nil) {
            self.kind = kind
            let last = path.split(separator: "/").last.map(String.init) ?? path
            name = last.isEmpty ? kind.rawValue : last
            var names: [String] = []
            for area in asked where !names.contains(area.name) { names.append(area.name) }
            areas = names.isEmpty ? (level ?? .national).rawValue : names.joined(separator: ", ")
        }
    }

    /// What is weighed together: reports made from one state of the warehouse.
    public struct Matter {
        /// The reports on the requested period.
        public let current: [Report]
        /// The reports on earlier periods.
        public let earlier: [Report]
        /// What anybody may publish besides; none of it is in the result.
        public let companions: [Report]
        /// How areas add up.
        public let areas: AreaDirectory
        /// Which areas of the last days of earlier periods are of the same ground as these.
        public let grounds: [Day: SameGround]
        /// The last vintage that the reports see; nil for all.
        public let vintage: Int?
        /// Where the reports are published in parts, whether each part shows a finding of a report, by its index among those
        /// on the requested period and then those on earlier ones.
        public var parts: [(_ report: Int, Finding) -> Bool] = []
        /// Whether a finding of a report on the requested period, by its index, is of an area that others are only compared
        /// with.
        public var isCompared: (_ report: Int, Finding) -> Bool = { _, _ in false }
        /// What was published elsewhere.
        public var elsewhere: [PublishedTable] = []
        /// The quarter of a return, for what was published of the quarter before; nil for anything else.
        public var quarter: Quarter?

        public init(
            _ current: [Report], with earlier: [Report] = [], beside companions: [Report] = [],
            in areas: AreaDirectory, asOf vintage: Int?, grounds: [Day: SameGround]
        ) {
            self.current = current
            self.earlier = earlier
            self.companions = companions
            self.areas = areas
            self.grounds = grounds
            self.vintage = vintage
        }

        fileprivate var all: [Report] { current + earlier + companions }

        /// For each indicator, the one whose counts it reports.
        fileprivate var countsOf: [String: String] {
            Dictionary(
                all.map { ($0.indicator.id, $0.indicator.countsOf) }, uniquingKeysWith: { first, _ in first })
        }
    }

    /// The register's part in what was weighed.
    public enum Register: Sendable {
        /// As it stands now.
        case now
        /// As it stood after that publication: to make again what was made then.
        case through(Int)
    }

    /// Reports that passed disclosure control.
    public struct Weighed {
        public let current: [PublishedReport]
        public let earlier: [PublishedReport]
        /// The number of the last publication that they were weighed against; nil for the internal form.
        public let position: Int?
        /// What is to be added to the register before anything is written; nil where nothing is published.
        public let pending: PendingPublication?
        /// The last returns published on the quarter before, in order of publication.
        public var before: [PublishedTable] = []

        /// Adds the publication to the register, and then writes it: where the process dies between, the register holds
        /// more than was published, never less.
        public func publish<R>(_ write: () throws -> R) throws -> R {
            if let pending { try pending.publish(write) } else { try write() }
        }
    }

    /// Weighs reports against what was published before. What is to be added is weighed under a lock, which lasts until
    /// it is added or given up.
    ///
    /// - Parameter subject: what is to be published; nil to add nothing.
    /// - Throws: `DisclosureError`, `PublicationError`, or what keeps the warehouse from being read.
    public func weigh(_ matter: Matter, register: Register = .now, as subject: Subject?) throws -> Weighed {
        try InParts(matter, by: self, register: register).whole(as: subject)
    }

    /// Reports that are weighed together once and published in parts, one after another.
    ///
    /// What somebody else publishes meanwhile is met by weighing them anew; what was published of them before is not,
    /// since all of them were weighed together.
    public final class InParts {
        private let publishing: Publishing
        private let matter: Matter
        private let register: Register
        private var weighed: Together?
        /// Why they could not be weighed at a position of the register: it is not tried again.
        private var failure: (position: Int, error: DisclosureError)?
        private var before: (position: Int, tables: [PublishedTable])?
        /// The position of the register where nobody else added to it.
        private let expected = Mutex(0)

        public init(_ matter: Matter, by publishing: Publishing, register: Register = .now) {
            self.publishing = publishing
            self.matter = matter
            self.register = register
        }

        /// Whether something of the reports weighed last was suppressed whole because no way was found to make it safe.
        var gaveUp: Bool { weighed.map { ($0.current + $0.earlier).contains(where: \.gaveUp) } ?? false }

        /// The reports once they are weighed.
        final class Together: Sendable {
            let current, earlier: [WeighedReport]
            let position: Int?

            fileprivate init(_ current: [WeighedReport], _ earlier: [WeighedReport], position: Int?) {
                (self.current, self.earlier, self.position) = (current, earlier, position)
            }
        }

        /// What may be released of reports on the requested period and on earlier ones.
        typealias Released = (current: [PublishedReport], earlier: [PublishedReport])

        func whole(as subject: Subject?) throws -> Weighed {
            try publish(as: subject) { ($0.current.map(\.published), $0.earlier.map(\.published)) }
        }

        /// - Parameters:
        ///   - subject: what is to be published; nil to add nothing.
        ///   - released: what is published, a part of what was weighed.
        func publish(as subject: Subject?, _ released: (Together) -> Released) throws -> Weighed {
            if publishing.terms.release.isInternal {
                let together = try weighed ?? weigh(after: [], position: nil)
                weighed = together
                let reports = released(together)
                return Weighed(current: reports.current, earlier: reports.earlier, position: nil, pending: nil)
            }
            let connection = try Connection.open(publishing.target, applicationName: "laa")
            var isKept = false
            defer { if !isKept { connection.close() } }
            let known = PublicationRegister(connection)
            if subject != nil { try known.lock(waiting: publishing.waiting) }
            let together = try self.together(known)
            let reports = released(together)
            let position = together.position ?? 0
            let publication = subject.flatMap {
                publishing.publication($0, reports.current + reports.earlier, in: matter.areas, asOf: matter.vintage)
            }
            let pending = try publication.map { publication in
                // Of what was weighed together with others, the same content published before says nothing of its position.
                try PendingPublication(
                    publication, weighedAgainst: position, adopting: matter.parts.isEmpty, on: connection
                ) { [self] number in
                    expected.withLock { $0 = max($0, number) }
                }
            }
            isKept = pending != nil
            let considered = pending?.considered ?? position
            return Weighed(
                current: reports.current, earlier: reports.earlier, position: considered, pending: pending,
                before: try returnsBefore(known, through: considered))
        }

        /// What was published on the quarter before; nothing where it is not asked for.
        private func returnsBefore(_ known: PublicationRegister, through position: Int) throws -> [PublishedTable] {
            guard let quarter = matter.quarter else { return [] }
            if let before, before.position == position { return before.tables }
            let day = quarter.advanced(by: -1).lastDay
            let found = try known.returns(
                endingOn: day, of: Set(matter.countsOf.values), under: publishing.terms.policy.register,
                through: position)
            // Nothing is compared of which it is not known whether it is of the same ground.
            let tables = matter.grounds[day].map { ground in found.map { $0.placed(by: ground) } } ?? []
            before = (position, tables)
            return tables
        }

        /// What was weighed before, unless somebody else added to the register since.
        private func together(_ known: PublicationRegister) throws -> Together {
            let position: Int =
                switch register {
                case .now: try known.position()
                case .through(let number): number
                }
            if let failure, failure.position == position { throw failure.error }
            if let weighed, position == expected.withLock({ $0 }) { return weighed }
            let countsOf = matter.countsOf
            let policy = publishing.terms.policy.register
            let published = try known.tables(
                of: Set(countsOf.values), meeting: matter.all.map(\.period), under: policy, through: position)
            let together: Together
            do throws(DisclosureError) {
                together = try weigh(
                    after: PublishedTable.joined(
                        published + matter.elsewhere.map { $0.of(countsOf[$0.indicator] ?? $0.indicator) }),
                    position: position)
            } catch {
                failure = (position, error)
                throw error
            }
            expected.withLock { $0 = position }
            weighed = together
            return together
        }

        private func weigh(
            after published: [PublishedTable], position: Int?
        ) throws(DisclosureError) -> Together {
            // What was made before is made again without it, so that it is found by itself.
            let memory: WeighingStore? =
                if case .now = register, !publishing.terms.weighsAnew {
                    WeighingStore(in: publishing.target, program: publishing.program.identity)
                } else { nil }
            defer { memory?.save() }
            let all = try publishing.terms.control(in: matter.areas, after: published, memory: memory).weighed(
                matter.current + matter.earlier, beside: matter.companions,
                inParts: matter.parts,
                comparing: { index, finding in index < matter.current.count && matter.isCompared(index, finding) })
            let earlier = zip(all.dropFirst(matter.current.count), matter.earlier).map { weighed, report in
                weighed.on(matter.grounds[report.requested.lastDay])
            }
            return Together(Array(all.prefix(matter.current.count)), earlier, position: position)
        }
    }

    /// Nil where no report has any figure.
    fileprivate func publication(
        _ subject: Subject, _ reports: [PublishedReport], in areas: AreaDirectory, asOf vintage: Int?
    ) -> Publication? {
        let nation =
            areas.entries.first { $0.area.level == .national }?.area
            ?? Area(code: "national", name: "national", level: .national)
        let tables = PublishedTable.joined(reports.compactMap { $0.published(nation: nation) })
        guard !tables.isEmpty else { return nil }
        return Publication(
            subject.kind, name: subject.name, areas: subject.areas,
            policy: terms.policyFile.map { String(decoding: $0, as: UTF8.self) } ?? "standard", asOf: vintage,
            vintages: Set(reports.flatMap(\.dataQuality.sources).map(\.vintage)).sorted(),
            program: program.description, tables: tables)
    }
}

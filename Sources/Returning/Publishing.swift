import Disclosure
import Provenance
import Publications
import ReportKit
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
    /// - Parameters:
    ///   - current: the reports on the requested period.
    ///   - earlier: the reports on earlier periods, which are weighed together with the others.
    ///   - companions: what anybody may publish besides; none of it is in the result.
    ///   - areas: how areas add up.
    ///   - vintage: the last vintage that the reports see; nil for all.
    ///   - elsewhere: what was published elsewhere.
    ///   - subject: what is to be published; nil to add nothing.
    ///   - quarter: the quarter of a return, for what was published of the quarter before; nil for anything else.
    /// - Throws: `DisclosureError`, `PublicationError`, or what keeps the warehouse from being read.
    public func weigh(
        _ current: [Report], with earlier: [Report] = [], beside companions: [Report] = [], in areas: AreaDirectory,
        asOf vintage: Int?, after elsewhere: [PublishedTable] = [], register: Register = .now, as subject: Subject?,
        editionOf quarter: Quarter? = nil
    ) throws -> Weighed {
        guard !terms.release.isInternal else {
            let disclosed = try terms.disclosed(
                current, with: earlier, beside: companions, in: areas, after: elsewhere)
            return Weighed(current: disclosed.current, earlier: disclosed.earlier, position: nil, pending: nil)
        }
        let connection = try Connection.open(target, applicationName: "laa")
        var isKept = false
        defer { if !isKept { connection.close() } }
        let known = PublicationRegister(connection)
        if subject != nil { try known.lock(waiting: waiting) }
        let position: Int =
            switch register {
            case .now: try known.position()
            case .through(let number): number
            }
        let reports = current + earlier + companions
        let countsOf = Dictionary(
            reports.map { ($0.indicator.id, $0.indicator.countsOf) }, uniquingKeysWith: { first, _ in first })
        let published = try known.tables(
            of: Set(countsOf.values), meeting: reports.map(\.period), under: terms.policy.register,
            through: position)
        let disclosed = try terms.disclosed(
            current, with: earlier, beside: companions, in: areas,
            after: PublishedTable.joined(
                published + elsewhere.map { $0.of(countsOf[$0.indicator] ?? $0.indicator) }))
        let publication = subject.flatMap {
            self.publication($0, disclosed.current + disclosed.earlier, in: areas, asOf: vintage)
        }
        let pending = try publication.map { try PendingPublication($0, weighedAgainst: position, on: connection) }
        isKept = pending != nil
        let considered = pending?.considered ?? position
        let before = try quarter.map { quarter in
            try known.returns(
                endingOn: quarter.advanced(by: -1).lastDay, of: Set(countsOf.values),
                under: terms.policy.register, through: considered)
        }
        return Weighed(
            current: disclosed.current, earlier: disclosed.earlier, position: considered, pending: pending,
            before: before ?? [])
    }

    /// Nil where no report has any figure.
    private func publication(
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

import ReportKit
import Returning

/// The returns that one run makes: those of a quarter are made from one state of the warehouse and weighed together, so
/// that it does not matter in which order they are submitted.
final class ReturnsTogether {
    private let making: ReturnMaking
    /// The partnerships whose returns are made, by quarter, in the order in which they are submitted.
    private let partnerships: [Quarter: [String]]
    private let known: Known
    private var run: (made: Made, of: ReturnRun)?
    /// How many returns are written while another one is delivered.
    private static let writtenAhead = 2

    /// What is known of partnerships.
    struct Known {
        /// Those of some partnerships whose areas there are.
        let partnerships: (_ among: [String], Quarter) throws -> [String]
        /// The folders of a partnership's returns that were submitted before and are not in the register of
        /// publications.
        let earlier: (_ partnership: String, Quarter) throws -> [String]
    }

    private struct Made: Equatable {
        let quarter: Quarter
        let lastVintage: Int
    }

    /// - Parameter returns: the partnership and quarter of each return.
    init(_ returns: [(partnership: String, quarter: Quarter)], by making: ReturnMaking, knowing known: Known) {
        self.making = making
        self.known = known
        partnerships = Dictionary(grouping: returns, by: \.quarter).mapValues { $0.map(\.partnership) }
    }

    /// Makes one of the returns.
    ///
    /// - Parameter bundle: the name of the bundle that it is to be submitted in.
    /// - Throws: where the warehouse goes away, or the program is asked to stop.
    func make(
        _ partnership: String, _ quarter: Quarter, lastVintage: Int, bundle: String
    ) async throws -> MadeReturn {
        func alone() async throws -> MadeReturn {
            try await self.run(for: [partnership], quarter, lastVintage).make(
                areas: [partnership], as: .submission, named: bundle)
        }
        let made = Made(quarter: quarter, lastVintage: lastVintage)
        let run: ReturnRun
        if let known = self.run, known.made == made {
            run = known.of
        } else {
            // What is wrong with one partnership keeps no other one back.
            let all = try known.partnerships((partnerships[quarter] ?? []).sorted(), quarter)
            guard all.count > 1, all.contains(partnership) else { return try await alone() }
            run = try await self.run(for: all, quarter, lastVintage)
            self.run = (made, run)
        }
        guard run.includes([partnership]) else { return try await alone() }
        // What is not taken gives the register's lock up before the return is made again.
        func part() throws -> MadeReturn? {
            let following = (partnerships[quarter] ?? []).drop { $0 != partnership }.dropFirst()
            let found = try run.make(
                areas: [partnership], as: .submission, named: bundle,
                before: following.prefix(Self.writtenAhead).map { [$0] })
            if case .failure(.notControlled) = found.result { return nil }
            return run.gaveUp ? nil : found
        }
        if let part = try part() { return part }
        return try await alone()
    }

    private func run(for together: [String], _ quarter: Quarter, _ lastVintage: Int) async throws -> ReturnRun {
        try await making.run(
            for: together, quarter: quarter, lastVintage: lastVintage,
            earlier: try together.flatMap { try known.earlier($0, quarter) }.sorted())
    }
}

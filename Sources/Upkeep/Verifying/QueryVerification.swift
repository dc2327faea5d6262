import Host
import Platform
import ReportKit
import Sample
import Warehouse

/// A comparison of every module's figures on a distributed warehouse with those on one server.
///
/// A fixed sample is made in a database of its own on the same servers; every module is run on it, its rows are divided among the
/// servers, and every module is run again. What differs is recorded in the distributed warehouse, where only modules that
/// agree are run.
public struct QueryVerification {
    /// The modules whose figures are the same.
    public private(set) var agreeing: [DescribedModule] = []
    /// The others, and where they differ.
    public private(set) var differing: [(module: DescribedModule, difference: String)] = []

    /// About the smallest sample that there is.
    private static let offenders = 5_200
    /// The last quarter for which the sample has everything.
    private static let quarter = Quarter(startYear: 2010, number: 4)!

    /// Compares modules, and records the outcome.
    ///
    /// - Parameters:
    ///   - connection: of the distributed warehouse, by a role that may make databases on its servers.
    ///   - runner: how modules are run there.
    ///   - progress: is told of each step.
    /// - Throws: `WarehouseError.notDistributable` where there is no distributed warehouse to compare with, or no database can
    ///   be made.
    public init(
        of modules: [DescribedModule], on connection: Connection, runner: ModuleRunner,
        progress: (String) -> Void = { _ in }
    ) async throws {
        guard try connection.isDistributed else {
            throw WarehouseError.notDistributable(reasons: [
                "it is on one server, where there is nothing to compare: 'laa warehouse distribute' divides it"
            ])
        }
        progress("making a sample")
        let scratch = try ScratchDistribution(beside: connection)
        defer { scratch.close() }
        var runner = runner
        runner.target = scratch.target
        runner.runsUncompared = true
        let own = try Connection.open(scratch.target, applicationName: "laa")
        defer { own.close() }
        _ = try Sample(offenders: Self.offenders).load(into: own)
        progress("running \(modules.count) modules on one server")
        let here = try await ModuleFigures(of: modules, in: Self.quarter, runner: runner)
        progress("dividing the sample")
        try scratch.distribute()
        progress("running them on all servers")
        let there = try await ModuleFigures(of: modules, in: Self.quarter, runner: runner)
        // What is found of a file is found of every module that runs it.
        for module in modules where module.kind != .sameAs {
            let difference = here.difference(of: module, from: there)
            try ComparedModules.record(module, difference: difference, on: connection)
            if let difference { differing.append((module, difference)) } else { agreeing.append(module) }
        }
    }
}

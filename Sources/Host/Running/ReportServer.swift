import Foundation
import ReportKit
import Warehouse

/// Makes the reports of a session, in a worker process.
final class ReportServer {
    private let session: WorkerSession
    private let connection: Connection
    /// A further session for a module that may read several queries at a time; none where there is one processor, or the server
    /// has no more room. A role whose sessions are limited needs room for these too.
    private let aides: [Connection]
    private let common: CommonReading
    /// The modules' bytes as they were before any of them ran, or what is wrong with them.
    private let bytes: [ModuleFile: Result<ModuleBytes, ModuleProblem>]
    private var loaded: [ReportOrder.Module: LoadedModule] = [:]

    /// Opens the session before any module code runs, so that a module finds an open session and nothing else.
    init(_ session: WorkerSession) throws {
        self.session = session
        connection = try session.access.open(applicationName: "laa")
        aides =
            session.readsInParts && ProcessInfo.processInfo.activeProcessorCount > 1
            ? [try? session.access.open(applicationName: "laa")].compactMap(\.self) : []
        common = CommonReading(connection)
        bytes = Dictionary(
            session.modules.map { file in
                (file, Result { () throws(ModuleProblem) in try ModuleBytes(of: file) })
            }, uniquingKeysWith: { first, _ in first })
    }

    func report(_ order: ReportOrder) throws -> Report {
        let loaded = try module(order.module, settings: order.settings).renamed(order.indicator)
        return try reading(on: [connection] + aides, for: order.moduleName) {
            let maker = ReportMaker(module: loaded.module, connection: connection, aidedBy: aides, common: common)
            var request = order.request
            if order.skipsLevelsNotOffered {
                request.levels.removeAll { !loaded.indicator.offers($0) }
                if !loaded.module.takesModel {
                    request.model = nil
                    request.allowsForPrediction = false
                }
            }
            var report = try maker.report(request, areas: order.areas)
            if let note = try request.model?.fittedHere(on: connection) { report.caveats.append(note) }
            if let lacking = session.lacking { report.caveats.append(lacking) }
            if let vintage = session.asOfVintage {
                report.caveats.append(
                    "From the warehouse as it was after vintage \(vintage); later loads are not included."
                        + (request.model == nil ? "" : " Predictions made here are the latest: they have no vintage."))
            }
            return report
        }
    }

    /// Reads in a transaction of each session, all of which see the session's state of the warehouse.
    private func reading<R>(
        on connections: [Connection], for module: String, _ body: () throws -> R
    ) throws -> R {
        guard let first = connections.first else { return try body() }
        return try first.readOnlyTransaction(
            snapshot: session.snapshot, statementTimeout: .seconds(session.statementSeconds),
            settings: [.applicationName: "laa \(module)", .asOf: session.seen]
        ) {
            try reading(on: Array(connections.dropFirst()), for: module, body)
        }
    }

    private func module(_ file: ModuleFile, settings: [String: Int]) throws -> LoadedModule {
        let place = ReportOrder.Module(file: file, settings: settings)
        if let known = loaded[place] { return known }
        guard let bytes = bytes[file] else { throw ModuleProblem.untrusted(file: file.path) }
        let module = try LoadedModule(file: file.path, bytes: bytes.get(), settings: settings)
        loaded[place] = module
        return module
    }
}

import ArgumentParser
import Disclosure
import Glibc
import Host
import Listings
import Loading
import PlanTables
import Prediction
import Presenting
import ReportKit
import Returning
import Returns
import Sample
import Significance
import Submissions
import Warehouse

/// How the program ends when something went wrong: a message and an exit code (sysexits.h).
enum Failure {
    static let usage: Int32 = 64
    static let badData: Int32 = 65
    static let noInput: Int32 = 66
    static let unavailable: Int32 = 69
    static let moduleFailed: Int32 = 70
    static let cannotWrite: Int32 = 73
    static let tryAgain: Int32 = 75
    static let notAllowed: Int32 = 77
    static let badConfiguration: Int32 = 78

    static func end(with error: any Error) -> Never {
        if let code = error as? ExitCode { exit(code.rawValue) }
        guard let code = code(of: error) else { Laa.exit(withError: error) }
        Output.error("laa: \(error)")
        exit(code)
    }

    /// The exit code of one of the program's own errors; nil for the argument parser's.
    static func code(of error: any Error) -> Int32? {
        switch error {
        case let error as ReportError: code(ofReport: error)
        case let error as HostError: code(ofHost: error)
        case let error as WarehouseError: code(ofWarehouse: error)
        case is WholeFiles.Failure: cannotWrite
        case let error as SampleError: code(ofSample: error)
        case let error as LoadError: code(ofLoad: error)
        case DisclosureError.policy: badConfiguration
        case DisclosureError.earlierReturn: noInput
        case DisclosureError.solver: badData
        case TemplateError.unreadable: noInput
        case TemplateError.unknown, TemplateError.twice: usage
        case is TemplateError: badData
        case ChartError.nothingToDraw, ChartError.tooFew: noInput
        case is ChartError: badConfiguration
        case let error as PredictionError: code(ofPrediction: error)
        case let error as SubmissionError: code(ofSubmissions: error)
        case let error as ModuleProblem: code(ofModule: error)
        case let error as ReturningError: code(ofReturning: error)
        case is SignificanceError: usage
        case ProbabilityFile.Failure.unreadable: noInput
        case ProbabilityFile.Failure.notANumber: badData
        default: nil
        }
    }

    /// The exit code of a worker's failure.
    static func code(ofWorker failure: WorkerFailure) -> Int32 {
        switch failure.kind {
        case .module: moduleFailed
        case .notComplete: tryAgain
        case .noData, .notHeld: noInput
        case .badData: badData
        case .notOffered: usage
        case .warehouse: unavailable
        case .cancelled: interrupted
        case .notTrusted: notAllowed
        }
    }

    private static func code(ofReturning error: ReturningError) -> Int32? {
        switch error {
        case .noReport(let gravest): gravest.map(code(ofWorker:)) ?? noInput
        case .notControlled(let error): code(of: error)
        case .incomplete(_, let gravest): code(ofWorker: gravest)
        }
    }

    private static func code(ofModule problem: ModuleProblem) -> Int32 {
        switch problem {
        case .untrusted, .changed, .fileWritableByOthers, .folderWritableByOthers: notAllowed
        case .fileUnreadable, .folderUnreadable: noInput
        default: badConfiguration
        }
    }

    private static func code(ofReport error: ReportError) -> Int32 {
        switch error {
        case .notComplete: tryAgain
        case .noData, .notHeld, .noPredictions: noInput
        case .notOffered: usage
        case .mixedModels: badData
        case .column, .parameter, .badValue: moduleFailed
        }
    }

    private static func code(ofHost error: HostError) -> Int32 {
        switch error {
        case .unknownIndicator, .unknownArea, .unknownModel, .noAreasAtLevel, .nothingLoaded, .noRows: noInput
        case .levelNotOffered, .breakdownNotOffered, .severalModels: usage
        case .cannotStart: cannotWrite
        case .noModules(let problems): problems.contains(where: \.isOfTrust) ? notAllowed : badConfiguration
        case .perhapsNotTrusted: notAllowed
        case .worker(let failure): code(ofWorker: failure)
        }
    }

    private static func code(ofWarehouse error: WarehouseError) -> Int32 {
        switch error {
        case .unavailable, .connectionLost, .privateCluster: unavailable
        case .server(let error) where error.sqlState == "42501": notAllowed
        case .server, .result: badData
        case .cancelled: interrupted
        case .statementTimeout: tryAgain
        case .diskFull: cannotWrite
        case .schemaMissing: noInput
        case .schemaOlder, .schemaNewer, .migrationEdited, .migrationOutOfOrder, .moduleRole: badConfiguration
        case .refusedQuery: moduleFailed
        }
    }

    private static func code(ofSample error: SampleError) -> Int32 {
        switch error {
        case .notEmpty: cannotWrite
        case .size: usage
        case .areas, .data: badConfiguration
        }
    }

    private static func code(ofLoad error: LoadError) -> Int32 {
        switch error {
        case .notFound: noInput
        case .damaged, .notText, .recordTooLong, .empty, .heading, .personalColumns, .tooManyRejected, .notComplete,
            .completeWithoutRows, .besideSample:
            badData
        case .cannotWithdraw: usage
        case .mapping, .key: badConfiguration
        case .keyNotPrivate: notAllowed
        case .cannotWrite, .listNotWritten: cannotWrite
        }
    }

    private static func code(ofPrediction error: PredictionError) -> Int32 {
        switch error {
        case .unknownCoefficients: usage
        case .unreadable, .noCaseload, .noPredictions, .noCalibrations: noInput
        case .badFile, .badModel, .modelChanged, .notEstimable: badData
        case .notComplete: tryAgain
        }
    }

    private static func code(ofSubmissions error: SubmissionError) -> Int32 {
        switch error {
        case .settings, .noSchedule, .key: badConfiguration
        case .dayToCome: usage
        case .keyNotPrivate: notAllowed
        case .cannotWrite: cannotWrite
        case .noBundle, .noEntry, .nothingToRevise, .notDelivered: noInput
        case .otherHash, .ledgerPutBack: badData
        case .busy: tryAgain
        }
    }

    /// The exit code of one return's submission.
    static func code(ofSubmission outcome: SubmissionOutcome) -> Int32 {
        switch outcome.ending {
        case .delivered, .wasDelivered, .unchanged: 0
        case .notYet, .notDelivered: tryAgain
        case .failed(let error): code(of: error) ?? tryAgain
        case .closed(let gates):
            if gates.contains(where: { $0.gate == .disclosure }) {
                notAllowed
            } else if gates.contains(where: { $0.gate == .modules }) {
                moduleFailed
            } else {
                gates.contains { $0.gate == .completeness } ? tryAgain : badData
            }
        }
    }

    /// As a shell gives it for a process ended by Ctrl-C.
    private static var interrupted: Int32 { 128 + (Interrupt.signal ?? SIGINT) }
}

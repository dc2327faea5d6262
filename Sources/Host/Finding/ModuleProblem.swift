import Platform
import ReportKit
import Text

/// Why a file in a module folder is not loaded: one line naming the file and the remedy.
public enum ModuleProblem: Error, Hashable, Codable, Sendable {
    case folderUnreadable(folder: String, reason: String)
    case folderWritableByOthers(folder: String)
    case fileUnreadable(file: String, reason: String)
    case fileMissing(file: String)
    /// A file that the user names as a module, with neither ending.
    case notAModule(file: String)
    case fileWritableByOthers(file: String)
    case notAnELFFile(file: String)
    case otherMachine(file: String)
    case noStamp(file: String)
    case otherABI(file: String, found: UInt32, needed: UInt32)
    case otherToolchain(file: String, found: String, needed: String)
    case linkerRefused(file: String, reason: String)
    case noEntryPoint(file: String, symbol: String)
    case misbehaved(file: String, message: String)
    /// A compiled module of the predicted family does not say over how many months its outcome counts.
    case noHorizon(file: String, id: String)
    case duplicate(file: String, id: String, other: String)
    /// The file's name, or what the module says of its indicator, holds a control character.
    case unprintable(file: String, problem: String)
    /// What is wrong with a declared module's file.
    case declaration(file: String, problems: [DeclaredProblem])
    /// A `same-as` module refers to an indicator that is not installed.
    case otherMissing(file: String, other: String)
    case untrusted(file: String)
    case changed(file: String)
    case trustListUnusable(file: String, reason: String)
    /// A stop was asked for while another process had the list of trusted modules.
    case interrupted(file: String)

    /// In one word: `untrusted`, `changed`, or `refused` for anything else.
    public var state: String {
        switch self {
        case .untrusted: "untrusted"
        case .changed: "changed"
        default: "refused"
        }
    }

    /// Whether nothing is known to be wrong with the file, except that the user has not trusted it as it is now.
    public var isOfTrust: Bool {
        switch self {
        case .untrusted, .changed: true
        default: false
        }
    }

    /// The file or folder that the problem is about.
    public var file: String {
        switch self {
        case .folderUnreadable(let file, _), .folderWritableByOthers(let file), .fileUnreadable(let file, _),
            .fileMissing(let file), .notAModule(let file), .fileWritableByOthers(let file), .notAnELFFile(let file),
            .otherMachine(let file), .noStamp(let file),
            .otherABI(let file, _, _), .otherToolchain(let file, _, _), .linkerRefused(let file, _),
            .noEntryPoint(let file, _), .misbehaved(let file, _), .noHorizon(let file, _), .duplicate(let file, _, _),
            .untrusted(let file), .changed(let file), .trustListUnusable(let file, _), .declaration(let file, _),
            .otherMissing(let file, _), .unprintable(let file, _), .interrupted(let file):
            file
        }
    }
}

extension ModuleProblem: CustomStringConvertible {
    public var description: String {
        switch self {
        case .folderUnreadable(let folder, let reason):
            "\(folder): cannot read this module folder (\(reason)). Correct LAA_MODULES, or its permissions."
        case .folderWritableByOthers(let folder):
            "\(folder): others can write to this module folder, so nothing in it is run. Try: chmod go-w '\(folder)'"
        case .fileUnreadable(let file, let reason):
            "\(file): cannot read this module (\(reason)). Correct the path, or the file's permissions."
        case .fileMissing(let file): "\(file): there is no such file. Correct the path."
        case .notAModule(let file):
            "\(file): not a module by its name. A declared module's ends in .sql; a compiled one is a shared library, lib*.so."
        case .fileWritableByOthers(let file):
            "\(file): others can write to this module, so it is not run. Try: chmod go-w '\(file)'"
        case .notAnELFFile(let file):
            "\(file): not a shared library (no ELF header). Build the module again, or remove the file."
        case .otherMachine(let file):
            "\(file): built for another kind of processor. Build the module on this one."
        case .noStamp(let file):
            "\(file): not a report module (no stamp). End the module with its entry point, calling laa_stamp(), or "
                + "remove the file."
        case .otherABI(let file, let found, let needed):
            "\(file): built for version \(found) of ReportKit's binary interface; this laa has version \(needed). "
                + "Build the module again against this laa's ReportKit."
        case .otherToolchain(let file, let found, let needed):
            "\(file): built by \(found); this laa by \(needed). Build the module again with this laa's compiler."
        case .linkerRefused(let file, let reason):
            "\(file): the dynamic linker refuses it (\(reason)). Build the module again against this laa's ReportKit."
        case .noEntryPoint(let file, let symbol):
            "\(file): no entry point '\(symbol)'. End the module with: @c(\(symbol)) public func entry() ..."
        case .misbehaved(_, let message):
            "\(message) It had only been asked to describe itself: correct the module, or remove the file."
        case .noHorizon(let file, let id):
            "\(file): \(id) is of family \(Family.proportionAgainstPredicted.rawValue), but the module does not say "
                + "over how many months its outcome counts. Conform to ModuleWithHorizon, or to PredictedModule, and "
                + "state horizonMonths."
        case .duplicate(let file, let id, let other):
            "\(file): provides \(id), which \(other) already provides. Remove one of the two."
        case .unprintable(let file, let problem):
            "\(Printable.line(file)): \(problem), so it is not run. Correct the module, or rename the file."
        case .declaration(let file, let problems):
            (problems.first?.text(file: file) ?? file)
                + (problems.count > 1 ? " (and \(problems.count - 1) more)" : "")
                + " 'laa modules check \(file)' lists everything that is wrong."
        case .otherMissing(let file, let other):
            "\(file): same-as names '\(other)', which is not an installed module. Correct same-as, or install that "
                + "module."
        case .untrusted(let file):
            "\(file): not trusted, so it is not run. See what it does, then: laa modules trust \(quoted(file))"
        case .changed(let file):
            "\(file): changed since it was trusted, so it is not run. See what was changed, then: "
                + "laa modules trust \(quoted(file))"
        case .trustListUnusable(let file, let reason):
            "\(file): the list of trusted modules \(reason). Until that is corrected, only the program's own modules "
                + "run."
        case .interrupted(let file): "\(file): cancelled. Nothing was recorded."
        }
    }

    /// A path quoted for a shell.
    private func quoted(_ file: String) -> String {
        "'\(file.replacing("'", with: "'\\''"))'"
    }
}

extension ModuleProblem: ExitCoded {
    public var exitCode: ExitCode {
        switch self {
        case .untrusted, .changed, .fileWritableByOthers, .folderWritableByOthers: .notAllowed
        case .fileUnreadable, .fileMissing, .notAModule, .folderUnreadable: .noInput
        case .interrupted: .interrupted
        case .notAnELFFile, .otherMachine, .noStamp, .otherABI, .otherToolchain, .linkerRefused, .noEntryPoint,
            .misbehaved, .noHorizon, .duplicate, .declaration, .otherMissing, .trustListUnusable, .unprintable:
            .badConfiguration
        }
    }
}

import Foundation
import Glibc
import ReportKit

/// A module in this process: a shared library, or a declared module's file.
public struct LoadedModule: Sendable {
    public let file: String
    public let module: any ReportModule

    public var indicator: Indicator { module.indicator }

    /// Loads the bytes of a file that ``ModuleFolders/candidates()`` accepted. A library stays loaded until the process
    /// ends.
    ///
    /// - Parameter settings: the values of a declared module's parameters that are not to have their defaults.
    public init(file: String, bytes: ModuleBytes, settings: [String: Int] = [:]) throws(ModuleProblem) {
        if ModuleFolders.isDeclared(file) {
            let declared = DeclaredFile(file: file, content: Data(bytes.contents), settings: settings)
            self.init(file: file, module: try declared.module())
            return
        }
        guard let library = dlopen(bytes.loadPath, RTLD_NOW | RTLD_LOCAL) else {
            let reason = dlerror().map { String(cString: $0) } ?? "no reason given"
            throw .linkerRefused(file: file, reason: reason.replacing(bytes.loadPath, with: file))
        }
        guard let symbol = dlsym(library, ModuleEntry.symbol) else {
            throw .noEntryPoint(file: file, symbol: ModuleEntry.symbol)
        }
        let entry = unsafeBitCast(symbol, to: (@convention(c) () -> UnsafeMutableRawPointer).self)
        try self.init(file: file, compiled: ModuleEntry.take(entry()))
    }

    /// A compiled module, which must state what its family needs.
    init(file: String, compiled module: any ReportModule) throws(ModuleProblem) {
        if module.indicator.family == .proportionAgainstPredicted, !(module is any ModuleWithHorizon) {
            throw .noHorizon(file: file, id: module.indicator.id)
        }
        self.init(file: file, module: module)
    }

    init(file: String, module: any ReportModule) {
        self.file = file
        self.module = module
    }
}

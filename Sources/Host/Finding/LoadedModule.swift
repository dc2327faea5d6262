import Glibc
import ReportKit

/// A compiled module in this process.
public struct LoadedModule: Sendable {
    public let file: String
    public let module: any ReportModule

    public var indicator: Indicator { module.indicator }

    /// Loads a file that ``ModuleFolders/candidates()`` has passed. It stays loaded for the life of the process.
    public init(file: String) throws(ModuleProblem) {
        guard let library = dlopen(file.contains("/") ? file : "./\(file)", RTLD_NOW | RTLD_LOCAL) else {
            throw .linkerRefused(file: file, reason: dlerror().map { String(cString: $0) } ?? "no reason given")
        }
        guard let symbol = dlsym(library, ModuleEntry.symbol) else {
            throw .noEntryPoint(file: file, symbol: ModuleEntry.symbol)
        }
        let entry = unsafeBitCast(symbol, to: (@convention(c) () -> UnsafeMutableRawPointer).self)
        self.file = file
        module = ModuleEntry.take(entry())
    }
}

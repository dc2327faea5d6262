import Glibc
import ReportKit

/// A compiled module in this process.
public struct LoadedModule: Sendable {
    public let file: String
    public let module: any ReportModule

    public var indicator: Indicator { module.indicator }

    /// Loads the bytes of a file that ``ModuleFolders/candidates()`` has passed. They stay loaded for the life of the
    /// process.
    public init(file: String, bytes: ModuleBytes) throws(ModuleProblem) {
        guard let library = dlopen(bytes.loadPath, RTLD_NOW | RTLD_LOCAL) else {
            let reason = dlerror().map { String(cString: $0) } ?? "no reason given"
            throw .linkerRefused(file: file, reason: reason.replacing(bytes.loadPath, with: file))
        }
        guard let symbol = dlsym(library, ModuleEntry.symbol) else {
            throw .noEntryPoint(file: file, symbol: ModuleEntry.symbol)
        }
        let entry = unsafeBitCast(symbol, to: (@convention(c) () -> UnsafeMutableRawPointer).self)
        self.file = file
        module = ModuleEntry.take(entry())
    }
}

@_exported public import CModuleABI

/// What a compiled module gives the host when it is loaded.
///
/// A module's file ends with its entry point, always in this form:
///
/// ```swift
/// @c(laa_report_module)
/// public func entry() -> UnsafeMutableRawPointer { ModuleEntry.export(NI18(), stamp: laa_stamp()) }
/// ```
///
/// Calling `laa_stamp()` in the module's own file is what puts its compiler's stamp into its binary.
public final class ModuleEntry {
    /// The symbol that the host looks up.
    public static let symbol = "laa_report_module"

    public let module: any ReportModule

    private init(_ module: any ReportModule) {
        self.module = module
    }

    /// Wraps a module for the host, which owns the result.
    ///
    /// - Parameters:
    ///   - module: the module.
    ///   - stamp: ``laa_stamp()``, called from the module's own file.
    public static func export(
        _ module: some ReportModule, stamp: UnsafePointer<laa_module_stamp>
    ) -> UnsafeMutableRawPointer {
        Unmanaged.passRetained(ModuleEntry(module)).toOpaque()
    }

    /// The module that an entry point returned.
    public static func take(_ pointer: UnsafeMutableRawPointer) -> any ReportModule {
        Unmanaged<ModuleEntry>.fromOpaque(pointer).takeRetainedValue().module
    }
}

import CConfinement
import Glibc
import Platform

/// What a worker process gives up, for good, before code of a module runs in it.
///
/// * **Memory**: no more address space than the limit beyond what the process has.
/// * **Files**: reads below `/usr`, `/lib`, the program's folder and the module's own, and a few files that a runtime
///   looks into; where the kernel has no Landlock, whatever the account can read. Writes nothing anywhere.
/// * **Sockets**: makes and connects none; the session with the warehouse is open already.
/// * **Processes**: starts, signals and looks into none.
///
/// What it keeps: its processor time up to the host's time limit, its standard streams, its session, its own memory.
struct Confinement {
    /// Bytes of address space beyond what the process has.
    var memory: Int
    /// Folders and files that may be read besides the system's libraries.
    var readable: [String]

    /// A worker that cannot be confined runs nothing.
    struct Failure: ExitCoded, CustomStringConvertible {
        let what: String
        let code: Int32

        var description: String {
            "this system does not let a module's \(what) be limited (\(String(cString: strerror(code)))), so none is run."
        }

        var exitCode: ExitCode { .unavailable }
    }

    /// Confines this process. To be called on its first thread before there are others.
    func apply() throws(Failure) {
        // Without Landlock reading is not limited; the rest is.
        if Confinement.canLimitReading {
            let failure = withCStrings(Confinement.system + Confinement.libraryFolders + readable) {
                laa_limit_files($0)
            }
            if failure != 0 { throw Failure(what: "files", code: failure) }
        }
        let memoryFailure = laa_limit_memory(UInt64(memory))
        if memoryFailure != 0 { throw Failure(what: "memory", code: memoryFailure) }
        let callsFailure = laa_limit_system_calls()
        if callsFailure != 0 { throw Failure(what: "system calls", code: callsFailure) }
    }

    /// Whether this system's kernel has Landlock, turned on.
    static var canLimitReading: Bool { laa_can_limit_files() != 0 }

    /// What the dynamic linker, the runtime and Foundation read.
    private static let system = [
        "/usr", "/lib", "/lib64", "/etc/ld.so.cache", "/etc/localtime", "/etc/timezone", "/proc/self", "/proc/cpuinfo",
        "/proc/meminfo", "/sys/devices/system/cpu", "/dev/null", "/dev/zero", "/dev/random", "/dev/urandom",
    ]

    /// Where Swift's own libraries are, and wherever else the linker was told to look.
    private static var libraryFolders: [String] {
        var folders =
            getenv("LD_LIBRARY_PATH").map { String(cString: $0) }?.split(separator: ":").map(String.init) ?? []
        if let library = laa_library_with("swift_retain") {
            folders.append(Path.folder(of: String(cString: library)))
        }
        return folders
    }

    private func withCStrings<R>(_ texts: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>) -> R) -> R {
        let copies = texts.map { strdup($0) }
        defer { for copy in copies { free(copy) } }
        return (copies.map { $0.map { UnsafePointer($0) } } + [nil]).withUnsafeBufferPointer { body($0.baseAddress!) }
    }
}

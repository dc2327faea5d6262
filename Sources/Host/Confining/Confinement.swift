import CConfinement
import Glibc
import Platform

/// What a worker process gives up, for good, before a module's code runs in it.
///
/// * **Memory**: its address space may grow by no more than the limit.
/// * **Files**: it may read below `/usr`, `/lib`, the program's folder and the module's own, and a few files that a
///   runtime needs; where the kernel has no Landlock, whatever the account can read. It may write nothing anywhere.
/// * **Sockets**: it may make and connect none; the session with the warehouse is already open.
/// * **Processes**: it may start, signal and inspect none.
///
/// What it keeps: its processor time up to the host's time limit, its standard streams, its session, its own memory.
struct Confinement {
    /// Bytes by which the address space may grow.
    var memory: Int
    /// Folders and files that may be read besides the system's libraries.
    var readable: [String]

    /// Why a worker cannot be confined; it then runs nothing.
    struct Failure: ExitCoded, CustomStringConvertible {
        let what: String
        let code: Int32

        var description: String {
            "this system cannot limit a module's \(what) (\(String(cString: strerror(code)))), so no module is run."
        }

        var exitCode: ExitCode { .unavailable }
    }

    /// Confines this process. To be called on its first thread, before there are others.
    func apply() throws(Failure) {
        // Without Landlock, reading is not limited; everything else is.
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

    /// Whether this system's kernel has Landlock, and has it enabled.
    static var canLimitReading: Bool { laa_can_limit_files() != 0 }

    /// What the dynamic linker, the runtime and Foundation read.
    private static let system = [
        "/usr", "/lib", "/lib64", "/etc/ld.so.cache", "/etc/localtime", "/etc/timezone", "/proc/self", "/proc/cpuinfo",
        "/proc/meminfo", "/sys/devices/system/cpu", "/dev/null", "/dev/zero", "/dev/random", "/dev/urandom",
    ]

    /// The folder of Swift's own libraries, and the folders that `LD_LIBRARY_PATH` names.
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

import Common
import Glibc
import ReportKit

/// Tries whatever a module should not be able to do, and throws an account of it: a line a try, `what: how it ended`.
struct Prying: TestModule {
    let indicator = Indicator.test("TEST9", "Pries into everything.")

    func query(for period: ReportPeriod, breakdown: Breakdown?) throws -> Query {
        throw Account(
            lines: (tries + numbered).map { what, attempt in
                errno = 0
                let answer = attempt()
                return "\(what): \(answer < 0 ? String(cString: strerror(errno)) : "done")"
            } + environment + whatMustWork)
    }

    /// The folder that the test, which is the host, put a file in.
    private static let bait = "/tmp/laa-bait-\(getppid())"

    private var tries: [(String, () -> Int)] {
        let bait = Prying.bait
        return [
            ("internet socket", { Int(socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)) }),
            ("local socket", { Int(socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)) }),
            ("new file", { Int(open("\(bait)/new", O_WRONLY | O_CREAT, 0o600)) }),
            ("creat", { Int(creat("\(bait)/new", 0o600)) }),
            ("unnamed file", { Int(open(bait, unnamedFile | O_RDWR, 0o600)) }),
            ("write to a file", { Int(open("\(bait)/file", O_WRONLY)) }),
            ("read and write a file", { Int(open("\(bait)/file", O_RDWR)) }),
            ("append to a file", { Int(open("\(bait)/file", O_WRONLY | O_APPEND)) }),
            ("empty a file", { Int(truncate("\(bait)/file", 0)) }),
            ("empty a file by opening it", { Int(open("\(bait)/file", O_RDONLY | O_TRUNC)) }),
            ("remove a file", { Int(unlink("\(bait)/file")) }),
            ("rename a file", { Int(rename("\(bait)/file", "\(bait)/other")) }),
            ("link a file", { Int(link("\(bait)/file", "\(bait)/other")) }),
            ("symbolic link", { Int(symlink("\(bait)/file", "\(bait)/other")) }),
            ("open up a file", { Int(chmod("\(bait)/file", 0o777)) }),
            ("give a file away", { Int(chown("\(bait)/file", 12345, 12345)) }),
            ("new folder", { Int(mkdir("\(bait)/folder", 0o700)) }),
            ("read a file", { Int(open("\(bait)/file", O_RDONLY)) }),
            ("read the accounts", { Int(open("/etc/passwd", O_RDONLY)) }),
            ("list a home", { opendir("/root") == nil ? -1 : 0 }),
            ("read the terminal", { Int(open("/dev/tty", O_RDONLY)) }),
            ("fork", { raw("fork") }),
            ("program", { spawn("/bin/true") }),
            ("shell", { Int(runShell("true")) }),
            ("signal its host", { Int(kill(getppid(), 0)) }),
            ("signal everybody", { Int(kill(-1, 0)) }),
            ("host's environment", { Int(open("/proc/\(getppid())/environ", O_RDONLY)) }),
            ("leave its group", { Int(setsid()) }),
            ("raise its limits", { raise() }),
            ("memory that outlives it", { Int(shmget(1234, 4096, 0o1600)) }),
            ("a file in memory, grown", { grown() }),
            ("more memory than its limit", { reserved() }),
        ]
    }

    /// What has no function of its own, by its number on this processor.
    private var numbered: [(String, () -> Int)] {
        #if arch(x86_64)
            [
                ("io_uring", { syscall(425, 8, 0) }),
                ("openat2", { syscall(437, 0, 0, 0, 0) }),
                ("vfork", { syscall(58) }),
                ("clone", { syscall(56, 17, 0, 0, 0, 0) }),
                ("clone3", { syscall(435, 0, 0) }),
                ("look into its host", { syscall(101, 16, Int(getppid()), 0, 0) }),
                ("read its host's memory", { syscall(310, Int(getppid()), 0, 0, 0, 0, 0) }),
                ("new namespace", { syscall(272, 0x1000_0000) }),
            ]
        #else
            []
        #endif
    }

    /// Names of variables that may hold secrets or lead to them, and whatever holds the one that the test set.
    private var environment: [String] {
        var lines: [String] = []
        var entry = environ
        while let text = entry.pointee {
            let variable = String(cString: text)
            if variable.hasPrefix("PG") || variable.contains("hunter2") || variable.hasPrefix("LAA") {
                lines.append("environment: \(variable)")
            }
            entry += 1
        }
        return lines
    }

    private var whatMustWork: [String] {
        var thread = pthread_t()
        let started = pthread_create(&thread, nil, { _ in nil }, nil)
        if started == 0 { pthread_join(thread, nil) }
        let library = open("/usr/bin/env", O_RDONLY)
        return ["thread: \(started == 0 ? "works" : "fails")", "reading /usr: \(library >= 0 ? "works" : "fails")"]
    }
}

struct Account: Error, CustomStringConvertible {
    let lines: [String]
    var description: String { lines.joined(separator: "\n") }
}

/// `O_TMPFILE`, which Swift does not import.
private let unnamedFile: Int32 = 0o20_200_000

/// A function that Swift would not let be called.
private func raw(_ name: String) -> Int {
    let function = unsafeBitCast(dlsym(nil, name), to: (@convention(c) () -> Int32).self)
    let answer = Int(function())
    if name == "fork" && answer == 0 { _exit(0) }
    return answer
}

private func syscall(_ number: Int, _ arguments: Int...) -> Int {
    let padded = arguments + [Int](repeating: 0, count: 6 - arguments.count)
    let function = unsafeBitCast(
        dlsym(nil, "syscall"), to: (@convention(c) (Int, Int, Int, Int, Int, Int, Int) -> Int).self)
    return function(number, padded[0], padded[1], padded[2], padded[3], padded[4], padded[5])
}

private func spawn(_ program: String) -> Int {
    var process: pid_t = 0
    var arguments: [UnsafeMutablePointer<CChar>?] = [strdup(program), nil]
    errno = posix_spawn(&process, program, nil, nil, &arguments, environ)
    return errno == 0 ? 0 : -1
}

private func runShell(_ line: String) -> Int32 {
    let function = unsafeBitCast(dlsym(nil, "system"), to: (@convention(c) (UnsafePointer<CChar>) -> Int32).self)
    // What the shell itself answers is an end, and not an error.
    return function(line) == 0 ? 0 : -1
}

private func raise() -> Int {
    var limit = rlimit(rlim_cur: rlim_t(Int64.max), rlim_max: rlim_t(Int64.max))
    return Int(setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit))
}

private func grown() -> Int {
    signal(SIGXFSZ, SIG_IGN)
    let create = unsafeBitCast(
        dlsym(nil, "memfd_create"), to: (@convention(c) (UnsafePointer<CChar>, UInt32) -> Int32).self)
    let file = create("more", 0)
    return file < 0 ? Int(file) : Int(ftruncate(file, 1 << 30))
}

private func reserved() -> Int {
    let answer = mmap(nil, 4 << 30, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0)
    return answer == MAP_FAILED ? -1 : 0
}

@c(laa_report_module)
public func entry() -> UnsafeMutableRawPointer { ModuleEntry.export(Prying(), stamp: laa_stamp()) }

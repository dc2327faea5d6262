import CLibPQ
import Glibc

/// A program of PostgreSQL's, started apart from this process's terminal, files and signals.
struct Tool {
    var path: String
    var arguments: [String]
    /// The account it runs as; this process's own where nil.
    var user: User?

    /// Runs it to its end.
    ///
    /// - Parameter input: what it reads from standard input.
    /// - Returns: how it ended, 0 for success, and what it wrote.
    func run(input: String = "") throws -> (status: Int32, output: String) {
        var (inputEnds, outputEnds): ([Int32], [Int32]) = ([-1, -1], [-1, -1])
        guard pipe2(&inputEnds, O_CLOEXEC) == 0 else { throw Files.failure("make a pipe") }
        guard pipe2(&outputEnds, O_CLOEXEC) == 0 else {
            for descriptor in inputEnds { close(descriptor) }
            throw Files.failure("make a pipe")
        }
        defer { close(outputEnds[0]) }
        // Shorter than a pipe holds, so written before anybody reads.
        precondition(input.utf8.count < 4096)
        _ = input.withCString { write(inputEnds[1], $0, input.utf8.count) }
        close(inputEnds[1])
        defer { close(inputEnds[0]) }
        let process: pid_t
        do {
            defer { close(outputEnds[1]) }
            process = try start(input: inputEnds[0], output: outputEnds[1])
        }
        var output: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = read(outputEnds[0], &buffer, buffer.count)
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { break }
            output += buffer[..<count]
        }
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0 && errno == EINTR {}
        let code = status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
        return (code, String(decoding: output, as: UTF8.self))
    }

    /// Starts it in a session of its own, with nothing open but those two files.
    func start(input: Int32, output: Int32) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
        posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
        posix_spawn_file_actions_adddup2(&actions, output, STDERR_FILENO)
        // A pipe of the caller's that the server held open would keep whoever reads it waiting for ever.
        posix_spawn_file_actions_addclosefrom_np(&actions, 3)
        // The server's account may not be able to enter the current folder.
        posix_spawn_file_actions_addchdir_np(&actions, "/")

        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        let flags = Int32(POSIX_SPAWN_SETSIGMASK) | Int32(POSIX_SPAWN_SETSIGDEF) | Int32(POSIX_SPAWN_SETSID)
        posix_spawnattr_setflags(&attributes, Int16(flags))
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)

        let command = try prefix() + [path] + arguments
        var process: pid_t = 0
        let status = withCStrings(command) { arguments in
            withCStrings(Self.environment()) { environment in
                posix_spawn(&process, command[0], &actions, &attributes, arguments, environment)
            }
        }
        guard status == 0 else {
            errno = status
            throw Files.failure("start \(command[0])")
        }
        return process
    }

    /// Waits for a started process in a thread of its own, for as long as this process lives.
    ///
    /// Unwaited for, it would be left a zombie: alive to whoever asks by its number, and in the way of whoever waits for
    /// any child at all.
    static func reapInBackground(_ process: pid_t) {
        var thread = pthread_t()
        let started = pthread_create(
            &thread, nil,
            { number in
                while waitpid(pid_t(Int(bitPattern: number)), nil, 0) < 0 && errno == EINTR {}
                return nil
            }, UnsafeMutableRawPointer(bitPattern: Int(process)))
        if started == 0 { pthread_detach(thread) }
    }

    /// What gives up root's rights before the program begins.
    private func prefix() throws -> [String] {
        guard let user, user.id != geteuid() else { return [] }
        guard let setpriv = Self.find("setpriv") else {
            throw WarehouseError.privateCluster(
                reason: "the server must not run as root, and setpriv, which would change that, is not installed",
                remedy: "Install it: apt-get install util-linux.")
        }
        return [setpriv, "--reuid=\(user.id)", "--regid=\(user.group)", "--init-groups", "--no-new-privs", "--"]
    }

    /// This process's environment without what would lead PostgreSQL's programs elsewhere.
    private static func environment() -> [String] {
        var kept: [String] = []
        var entry = environ
        while let text = entry.pointee {
            let pair = String(cString: text)
            if !pair.hasPrefix("PG") && !pair.hasPrefix("LC_") && !pair.hasPrefix("LANG") { kept.append(pair) }
            entry += 1
        }
        return kept + ["LC_ALL=C"]
    }

    /// The path of a program by its name, looked for where root's own tools are too.
    static func find(_ name: String) -> String? {
        let folders = getenv("PATH").map { String(cString: $0) } ?? ""
        return (folders.split(separator: ":").map(String.init) + ["/usr/bin", "/usr/sbin", "/bin", "/sbin"])
            .filter { $0.hasPrefix("/") }
            .map { $0 + "/" + name }
            .first { access($0, X_OK) == 0 }
    }
}

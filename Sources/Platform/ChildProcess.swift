import CPlatform
import Glibc

/// Another program, in a process group of its own, so that it can be ended together with everything that it starts.
package struct ChildProcess: Sendable {
    package let id: pid_t

    /// What is started.
    package struct Command: Sendable {
        /// The program's file.
        package var path: String
        package var arguments: [String]
        /// Its working directory.
        package var folder: String
        package var environment: [String: String]
        /// Whether it is in a session of its own too, apart from this process's terminal.
        package var isApart: Bool

        package init(
            _ path: String, _ arguments: [String] = [], in folder: String = ".",
            environment: [String: String] = ChildProcess.environment, isApart: Bool = false
        ) {
            self.path = path
            self.arguments = arguments
            self.folder = folder
            self.environment = environment
            self.isApart = isApart
        }
    }

    /// Why a program was not started.
    package struct Failure: Error, Equatable {
        package let program: String
        /// In the system's own words.
        package let reason: String

        init(_ program: String, number: Int32 = errno) {
            self.program = program
            reason = String(cString: strerror(number))
        }
    }

    /// How the wait for a program ended.
    package enum Ending: Equatable, Sendable {
        /// It ended by itself: its exit status, or 128 and the number of the signal that ended it.
        case ended(status: Int)
        /// It exceeded its time limit, and was ended with everything that it had started.
        case tookTooLong(status: Int)
        /// A stop was requested; it was ended with everything that it had started.
        case interrupted
    }

    /// Starts a program without a shell, with the default handling of every signal and no open files except those given
    /// here.
    ///
    /// - Parameters:
    ///   - input: its standard input; empty where nil.
    ///   - output: its standard output.
    ///   - errors: its standard error; this process's own where nil.
    ///   - lock: a descriptor that it inherits, as its third.
    package static func start(
        _ command: Command, input: Int32? = nil, output: Int32, errors: Int32? = nil, inheriting lock: Int32? = nil
    ) throws(Failure) -> ChildProcess {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        if let input {
            posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
        } else {
            posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        }
        posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
        if let errors { posix_spawn_file_actions_adddup2(&actions, errors, STDERR_FILENO) }
        if let lock { posix_spawn_file_actions_adddup2(&actions, lock, 3) }
        // If the program held a pipe of the caller's open, its reader would wait for ever.
        posix_spawn_file_actions_addclosefrom_np(&actions, lock == nil ? 3 : 4)
        posix_spawn_file_actions_addchdir_np(&actions, command.folder)

        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        var all = sigset_t()
        sigemptyset(&none)
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        // A session of its own is also a process group of its own.
        posix_spawnattr_setpgroup(&attributes, 0)
        let group = command.isApart ? Int32(POSIX_SPAWN_SETSID) : Int32(POSIX_SPAWN_SETPGROUP)
        posix_spawnattr_setflags(
            &attributes, Int16(Int32(POSIX_SPAWN_SETSIGMASK) | Int32(POSIX_SPAWN_SETSIGDEF) | group))

        var process = pid_t()
        let variables = command.environment.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        let failure = withCStrings([command.path] + command.arguments) { words in
            withCStrings(variables) { variables in
                posix_spawn(&process, command.path, &actions, &attributes, words, variables)
            }
        }
        guard failure == 0 else { throw Failure(command.path, number: failure) }
        return ChildProcess(id: process)
    }

    /// Runs a program whose output is small to its end.
    ///
    /// Its input and output are memory files, not pipes: a process that it leaves running in the background may hold a
    /// pipe open, and one that does not read its input would block this process.
    ///
    /// - Parameters:
    ///   - input: what it reads from standard input.
    ///   - withErrors: whether its standard error is part of the output; otherwise it goes to this process's own.
    package static func run(
        _ command: Command, input: [UInt8] = [], withErrors: Bool = false, limit: Duration? = nil,
        interrupt: Interrupt = .shared
    ) throws(Failure) -> (ending: Ending, output: [UInt8]) {
        let source = memfd_create("input", MFD_CLOEXEC)
        let result = memfd_create("output", MFD_CLOEXEC)
        defer { for descriptor in [source, result] where descriptor >= 0 { close(descriptor) } }
        guard source >= 0, result >= 0, Descriptor.write(input, to: source), lseek(source, 0, SEEK_SET) == 0 else {
            throw Failure(command.path)
        }
        let process = try start(command, input: source, output: result, errors: withErrors ? result : nil)
        let ending = process.wait(limit: limit, interrupt: interrupt)
        let size = FileStatus(of: result)?.size ?? 0
        return (ending, Descriptor.read(result, atMost: size))
    }

    /// Waits for it to end. Past the limit, or where a stop is requested, it is ended with everything that it started.
    package func wait(limit: Duration? = nil, interrupt: Interrupt = .shared) -> Ending {
        let end = limit.map { ContinuousClock.now + $0 }
        var status: Int32 = 0
        var pause: UInt32 = 500
        while true {
            let found = waitpid(id, &status, WNOHANG)
            if found == id { return .ended(status: Self.code(status)) }
            // Other code has waited for it, so how it ended is not known; that does not count as success.
            if found < 0 && errno != EINTR { return .ended(status: 255) }
            if interrupt.isRequested {
                endGroup(&status)
                return .interrupted
            }
            if let end, ContinuousClock.now > end {
                endGroup(&status)
                return .tookTooLong(status: Self.code(status))
            }
            usleep(pause)
            pause = min(pause * 2, 50_000)
        }
    }

    /// Waits for it on a thread of its own, for as long as this process lives.
    ///
    /// Otherwise it would remain a zombie: it would look alive to anything that checks its number, and would be
    /// returned to any code that waits for an arbitrary child.
    package func reapInBackground() {
        var thread = pthread_t()
        let started = pthread_create(
            &thread, nil,
            { number in
                while waitpid(pid_t(Int(bitPattern: number)), nil, 0) < 0 && errno == EINTR {}
                return nil
            }, UnsafeMutableRawPointer(bitPattern: Int(id)))
        if started == 0 { pthread_detach(thread) }
    }

    private func endGroup(_ status: inout Int32) {
        kill(-id, SIGKILL)
        while waitpid(id, &status, 0) < 0, errno == EINTR {}
    }

    /// The status as WEXITSTATUS and WTERMSIG decode it.
    private static func code(_ status: Int32) -> Int {
        Int(status & 0x7f == 0 ? status >> 8 & 0xff : 128 + status & 0x7f)
    }
}

extension ChildProcess.Failure: ExitCoded, CustomStringConvertible {
    package var exitCode: ExitCode { .unavailable }

    package var description: String { "\(program) cannot be started: \(reason)." }
}

// MARK: - Finding programs

extension ChildProcess {
    /// This process's own environment.
    package static var environment: [String: String] {
        var found: [String: String] = [:]
        var entry = environ
        while let text = entry.pointee {
            let parts = String(cString: text).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if parts.count == 2, !parts[0].isEmpty { found[String(parts[0])] = String(parts[1]) }
            entry += 1
        }
        return found
    }

    /// The path of a program, searched for in absolute folders only.
    ///
    /// - Parameter path: the folders, in the format of `PATH`; this process's own where nil.
    /// - Parameter others: further folders to search.
    package static func program(_ name: String, path: String? = nil, others: [String] = []) -> String? {
        let path = path ?? getenv("PATH").map { String(cString: $0) } ?? ""
        return (path.split(separator: ":").map(String.init) + others)
            .filter { $0.hasPrefix("/") }
            .map { "\($0)/\(name)" }
            .first { FileStatus(following: $0)?.isFile == true && access($0, X_OK) == 0 }
    }
}

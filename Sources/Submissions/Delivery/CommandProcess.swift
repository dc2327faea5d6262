import CSpawn
import Foundation
import Glibc
import Warehouse

/// A command in a group of its own, so that it can be ended with all that it starts.
struct CommandProcess {
    private let process: pid_t

    /// Why a command cannot be started.
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// Starts a command without a shell.
    ///
    /// - Parameters:
    ///   - environment: what is added to the program's own.
    ///   - output: where both its streams go.
    ///   - lock: a descriptor that it inherits, as its third.
    static func start(
        _ words: [String], in folder: String, environment: [String: String], output: Int32, inheriting lock: Int32
    ) -> Result<CommandProcess, Failure> {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, output, 1)
        posix_spawn_file_actions_adddup2(&actions, output, 2)
        posix_spawn_file_actions_adddup2(&actions, lock, 3)
        posix_spawn_file_actions_addclosefrom_np(&actions, 4)
        posix_spawn_file_actions_addchdir_np(&actions, folder)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // It begins with every signal as a program expects to find it.
        var (none, all) = (sigset_t(), sigset_t())
        sigemptyset(&none)
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setpgroup(&attributes, 0)
        posix_spawnattr_setflags(
            &attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
        let variables = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        var process = pid_t()
        let failure = withCStrings(words) { [path = words[0]] words in
            withCStrings(variables.map { "\($0)=\($1)" }) { variables in
                posix_spawn(&process, path, &actions, &attributes, words, variables)
            }
        }
        guard failure == 0 else { return .failure(Failure(description: String(cString: strerror(failure)))) }
        return .success(CommandProcess(process: process))
    }

    /// Waits for its end; past the limit it is ended, with all that it started.
    ///
    /// - Returns: the exit status; of one ended by a signal 128 and its number.
    /// - Throws: ``WarehouseError/cancelled`` where the program is asked to stop; the command is ended then.
    func wait(limit: Duration) throws -> (status: Int, tookTooLong: Bool) {
        let clock = ContinuousClock()
        let end = clock.now + limit
        var (status, pause): (Int32, UInt32) = (0, 1_000)
        while waitpid(process, &status, WNOHANG) == 0 {
            if Interrupt.shared.isRequested {
                endGroup(&status)
                throw WarehouseError.cancelled
            }
            if clock.now > end {
                endGroup(&status)
                return (CommandProcess.code(status), true)
            }
            usleep(pause)
            pause = min(pause * 2, 50_000)
        }
        return (CommandProcess.code(status), false)
    }

    private func endGroup(_ status: inout Int32) {
        kill(-process, SIGKILL)
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
    }

    /// As WEXITSTATUS and WTERMSIG read it.
    private static func code(_ status: Int32) -> Int {
        Int(status & 0x7f == 0 ? status >> 8 & 0xff : 128 + status & 0x7f)
    }
}

/// A list of C strings, ended by nil.
private func withCStrings<R>(_ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> R) -> R {
    let strings = texts.map { strdup($0) }
    defer { for string in strings { free(string) } }
    return body(strings + [nil])
}

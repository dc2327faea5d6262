import Glibc
import Platform
import Warehouse

/// One of PostgreSQL's programs, started independently of this process's terminal, files and signals.
struct Tool {
    var path: String
    var arguments: [String]
    /// The account it runs as; this process's own where nil.
    var user: User?
    /// Ends it early.
    var interrupt = Interrupt.shared

    /// The time limit: making a cluster takes seconds, and a program that hangs must not block this one for ever.
    private static let limit = Duration.seconds(600)

    /// Runs it to its end.
    ///
    /// - Parameter input: its standard input.
    /// - Returns: its exit status, 0 for success, and its output.
    func run(input: String = "") throws -> (status: Int, output: String) {
        let command = try command()
        do {
            let (ending, output) = try ChildProcess.run(
                command, input: Array(input.utf8), withErrors: true, limit: Self.limit, interrupt: interrupt)
            let text = String(decoding: output, as: UTF8.self)
            switch ending {
            case .ended(let status): return (status, text)
            case .tookTooLong(let status): return (status, "FATAL: it did not end within \(Self.limit)\n" + text)
            case .interrupted: throw WarehouseError.cancelled
            }
        } catch let error as ChildProcess.Failure {
            throw WarehouseError(error)
        }
    }

    /// Starts it in a session of its own, with no open files except one for its output.
    func start(output: Int32) throws -> ChildProcess {
        let command = try command()
        do {
            return try ChildProcess.start(command, output: output, errors: output)
        } catch {
            throw WarehouseError(error)
        }
    }

    private func command() throws -> ChildProcess.Command {
        let words = try prefix() + [path] + arguments
        // The server's account may not be able to enter the current folder.
        return ChildProcess.Command(
            words[0], Array(words.dropFirst()), in: "/", environment: Self.environment, isApart: true)
    }

    /// The command that gives up root's rights before the program begins.
    private func prefix() throws -> [String] {
        guard let user, user.id != geteuid() else { return [] }
        guard let setpriv = Self.find("setpriv") else {
            throw WarehouseError.privateCluster(
                reason: "the server must not run as root, and setpriv, which would change that, is not installed",
                remedy: "Install it: apt-get install util-linux.")
        }
        return [setpriv, "--reuid=\(user.id)", "--regid=\(user.group)", "--init-groups", "--no-new-privs", "--"]
    }

    /// This process's environment without the variables that would point PostgreSQL's programs elsewhere.
    private static var environment: [String: String] {
        var kept = ChildProcess.environment.filter { name, _ in
            !name.hasPrefix("PG") && !name.hasPrefix("LC_") && !name.hasPrefix("LANG")
        }
        kept["LC_ALL"] = "C"
        return kept
    }

    /// The path of a program by its name, also searched for where root's own tools are.
    static func find(_ name: String) -> String? {
        ChildProcess.program(name, others: ["/usr/bin", "/usr/sbin", "/bin", "/sbin"])
    }
}

extension WarehouseError {
    fileprivate init(_ error: ChildProcess.Failure) {
        self = .privateCluster(
            reason: "cannot start \(error.program): \(error.reason)",
            remedy: "Correct the cause, or set LAA_HOME to another folder.")
    }
}

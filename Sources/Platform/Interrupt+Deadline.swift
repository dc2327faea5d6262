import Glibc

extension Interrupt {
    /// How long the process goes on after it was asked to stop.
    public static let grace = Duration.milliseconds(1_500)

    /// Ends the process ``grace`` after ``shared`` was requested, whatever it is doing by then: a long calculation, or a
    /// wait for something that does not watch the request.
    ///
    /// Unfinished files are removed and the programs that it started are ended with it; those in a session of their
    /// own, such as the private server, live on. What a transaction had not committed, the server takes back.
    ///
    /// - Parameter lastWords: says that the process was stopped.
    public static func installDeadline(_ lastWords: @escaping @Sendable () -> Void) {
        var thread = pthread_t()
        let context = Unmanaged.passRetained(LastWords(lastWords))
        let started = pthread_create(
            &thread, nil,
            { context in
                let words = Unmanaged<LastWords>.fromOpaque(context!).takeRetainedValue()
                var poller = pollfd(fd: Interrupt.shared.descriptor, events: Int16(POLLIN), revents: 0)
                while poll(&poller, 1, -1) < 1 {}
                usleep(UInt32(Interrupt.grace / .microseconds(1)))
                UnfinishedFile.removeAll()
                ChildProcess.endAllOfThisSession()
                words.say()
                _exit(ExitCode.interrupted.number)
            }, context.toOpaque())
        if started == 0 { pthread_detach(thread) } else { context.release() }
    }
}

private final class LastWords: Sendable {
    let say: @Sendable () -> Void

    init(_ say: @escaping @Sendable () -> Void) {
        self.say = say
    }
}

extension ChildProcess {
    /// Kills the programs that this process started, each with its group, except those in a session of their own.
    static func endAllOfThisSession() {
        let session = getsid(0)
        for thread in Folder.names(in: "/proc/self/task") {
            let children = SmallFile.text("/proc/self/task/\(thread)/children") ?? ""
            for child in children.split(separator: " ").compactMap({ pid_t($0) }) where getsid(child) == session {
                // Each is the leader of its group; never this process's own.
                if getpgid(child) == child { kill(-child, SIGKILL) } else { kill(child, SIGKILL) }
            }
        }
    }
}

import Dispatch
import Testing

/// Has a suite's asynchronous tests run on threads of their own.
///
/// Most tests hold their thread until they are done, and there are as many threads as processors. A test that awaits
/// something on those threads goes on only after all the tests that are queued for one; a time limit that it set would
/// meanwhile have passed. Give such a suite `.serialized` too, so that few of its tests run at once.
public struct OwnThreads: SuiteTrait, TestTrait, TestScoping {
    public var isRecursive: Bool { true }

    public func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
    ) async throws {
        try await withTaskExecutorPreference(Self.executor) { try await function() }
    }

    /// Where they run.
    public static let executor = Threads()

    /// As many threads as there is work for.
    public final class Threads: TaskExecutor {
        private let queue = DispatchQueue(label: "tests that await", attributes: .concurrent)

        public func enqueue(_ job: consuming ExecutorJob) {
            let job = UnownedJob(job)
            queue.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
        }
    }
}

extension Trait where Self == OwnThreads {
    /// Threads of their own for tests that await something.
    public static var ownThreads: Self { Self() }
}

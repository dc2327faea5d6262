import Foundation
import Testing

@testable import Platform

@Suite("A file's lock")
struct FileLockTests {
    @Test("is waited for no longer than the limit, and free once it is let go of")
    func limit() throws {
        let place = try Place()
        let path = "\(place.path)/lock"
        let first = try FileLock(path)
        #expect(throws: FileLock.Failure.taken(path: path)) {
            try FileLock(path, limit: .milliseconds(50))
        }
        first.release()
        _ = try FileLock(path, limit: .seconds(10))
    }

    @Test("is not waited for any longer once a stop is asked for")
    func stopped() throws {
        let place = try Place()
        let path = "\(place.path)/lock"
        let first = try FileLock(path)
        defer { first.release() }
        let interrupt = Interrupt()
        interrupt.request()
        #expect(throws: FileLock.Failure.interrupted) { try FileLock(path, interrupt: interrupt) }
    }

    @Test("is refused where its file is a link, a folder, or nowhere")
    func unusable() throws {
        let place = try Place()
        symlink("\(place.path)/elsewhere", "\(place.path)/link")
        for path in ["\(place.path)/link", place.path, "\(place.path)/no/lock"] {
            let error = #expect(throws: FileLock.Failure.self) { try FileLock(path) }
            guard case .unusable(let reason) = error else {
                Issue.record("\(String(describing: error))")
                continue
            }
            #expect(reason.path == path)
        }
        #expect(place.names == ["link"])
    }
}

import Foundation
import Synchronization
import Testing

@testable import Platform

@Suite("Work done once")
struct RecentResultsTests {
    @Test("a result is computed once, until so many others were asked for")
    func recent() {
        let computed = Mutex<[Int]>([])
        let squares = RecentResults<Int, Int>(most: 2)
        func square(_ number: Int) -> Int {
            squares.result(for: number) {
                computed.withLock { $0.append(number) }
                return number * number
            }
        }
        #expect([2, 2, 3, 2].map(square) == [4, 4, 9, 4])
        #expect(computed.withLock { $0 } == [2, 3])
        // The oldest of three is forgotten.
        #expect([4, 3, 2].map(square) == [16, 9, 4])
        #expect(computed.withLock { $0 } == [2, 3, 4, 2])
    }

    @Test("a value is made meanwhile, on another thread, and waited for")
    func ahead() {
        let mayGoOn = DispatchSemaphore(value: 0)
        let caller = ObjectIdentifier(Thread.current)
        let made = MadeAhead {
            mayGoOn.wait()
            return ObjectIdentifier(Thread.current) != caller
        }
        mayGoOn.signal()
        #expect(made.value)
    }
}

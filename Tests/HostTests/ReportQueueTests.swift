import ReportKit
import Testing

@testable import Host

@Suite("A queue of reports")
struct ReportQueueTests {
    @Test(
        "has its workers read in parts only for compiled modules against a prediction: each such worker takes a further session",
        arguments: [
            (Family.proportionAgainstPredicted, false, true), (.proportionAgainstPredicted, true, false),
            (.mean, false, false), (nil, false, false),
        ] as [(Family?, Bool, Bool)])
    func readsInParts(_ family: Family?, isDeclared: Bool, expected: Bool) throws {
        let order = ReportOrder(
            module: ModuleFile(path: "module", digest: nil), family: family,
            request: ReportRequest(period: .quarter(try #require(Quarter("2010-11Q3"))), levels: [.trust]),
            skipsLevelsNotOffered: true)
        let queue = ReportQueue([ReportQueue.Item(plan: 0, earlier: nil, order: order)], isDeclared: isDeclared)
        #expect(queue.readsInParts == expected)
    }
}

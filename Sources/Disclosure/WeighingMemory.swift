private import CGLPK
import Crypto
import ReportKit

/// What weighing some tables came to, kept for the next time that the very same tables are weighed.
///
/// Nothing but the time depends on it: a result is found only under a key that is made of all that it follows from.
public protocol WeighingMemory: Sendable {
    /// Which program weighs; what another one found is not taken over.
    var program: String { get }
    /// The kept result; nil if none was kept.
    func result(of key: WeighingKey) -> [UInt8]?
    func keep(_ result: [UInt8], of key: WeighingKey)
}

/// All that a weighing's result follows from, in 32 bytes: SHA-256 of the tables, of what holds between them, of how areas
/// add up, of the policy, of the program and of its solver.
public struct WeighingKey: Hashable, Sendable {
    public let bytes: [UInt8]

    init(
        _ tables: [CountTable], _ relations: [CountRelation], in tree: AreaTree, _ policy: DisclosurePolicy,
        program: String
    ) {
        var all = CanonicalBytes()
        all.add(program)
        all.add(String(cString: glp_version()))
        all.add(policy)
        all.add(tree.canonical)
        all.add(relations) { $0.add($1) }
        all.add(tables) { $0.add($1) }
        bytes = Array(SHA256.hash(data: all.bytes))
    }
}

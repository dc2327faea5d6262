import Platform
import Warehouse

/// The people whose rows are passed over, since they were erased and are to be kept out.
struct KeptOut {
    private let hashes: Set<SIMD32<UInt8>>

    var isEmpty: Bool { hashes.isEmpty }

    init(_ connection: Connection) throws {
        var hashes: Set<SIMD32<UInt8>> = []
        for row in try Script.keptOut.query(on: connection) {
            let text: String = try row.get("pseudonym")
            if let bytes = Hexadecimal.bytes(text.utf8), bytes.count == 32 { hashes.insert(SIMD32(bytes)) }
        }
        self.hashes = hashes
    }

    func contains(_ hash: UnsafeRawBufferPointer) -> Bool {
        hashes.contains(hash.loadUnaligned(as: SIMD32<UInt8>.self))
    }
}

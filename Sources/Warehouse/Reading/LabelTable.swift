/// The distinct texts of a column, looked up by their bytes without making strings of them.
struct LabelTable {
    private(set) var count = 0
    private var arena: [UInt8] = []
    private var ends: [Int] = [0]
    /// Open addressing with linear probing: a slot holds a label's number, or -1. At most half of them are taken.
    private var slots: [Int32] = Array(repeating: -1, count: 64)
    private var last = 0

    /// The number of a text, and whether it is new.
    @inline(__always)
    mutating func number(of bytes: UnsafeRawBufferPointer) -> (number: Int, isNew: Bool) {
        // Consecutive rows often have the same label.
        if count > 0 && matches(last, bytes) { return (last, false) }
        return lookUp(bytes)
    }

    @inline(never)
    private mutating func lookUp(_ bytes: UnsafeRawBufferPointer) -> (number: Int, isNew: Bool) {
        var slot = Self.hash(bytes) & (slots.count - 1)
        while slots[slot] >= 0 {
            let number = Int(slots[slot])
            if matches(number, bytes) {
                last = number
                return (number, false)
            }
            slot = (slot + 1) & (slots.count - 1)
        }
        slots[slot] = Int32(count)
        arena.append(contentsOf: bytes)
        ends.append(arena.count)
        last = count
        count += 1
        if count * 2 > slots.count { grow() }
        return (last, true)
    }

    @inline(__always)
    private func matches(_ number: Int, _ bytes: UnsafeRawBufferPointer) -> Bool {
        let start = ends[number]
        guard ends[number + 1] - start == bytes.count else { return false }
        return arena.withUnsafeBytes { known in
            for index in 0..<bytes.count where known[start + index] != bytes[index] { return false }
            return true
        }
    }

    private mutating func grow() {
        slots = Array(repeating: -1, count: slots.count * 2)
        for number in 0..<count {
            let hash = arena.withUnsafeBytes {
                Self.hash(UnsafeRawBufferPointer(rebasing: $0[ends[number]..<ends[number + 1]]))
            }
            var slot = hash & (slots.count - 1)
            while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = Int32(number)
        }
    }

    /// FNV-1a, with its high bits folded into those that choose a slot.
    @inline(__always)
    private static func hash(_ bytes: UnsafeRawBufferPointer) -> Int {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        return Int(truncatingIfNeeded: (hash ^ hash >> 32) & 0x7FFF_FFFF)
    }
}

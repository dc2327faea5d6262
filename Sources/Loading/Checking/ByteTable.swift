/// A lookup from words to numbers by raw bytes: without regard to ASCII case, and without allocating memory.
///
/// Open addressing over FNV-1a (Fowler, Noll and Vo); at most half full.
struct ByteTable: Sendable {
    private var slots: [Int32]
    private var values: [Int32] = []
    private var words: [UInt8] = []
    private var ends: [Int32] = [0]

    /// - Parameter entries: words with their numbers; of several equal words the first counts.
    init(_ entries: some Collection<(String, Int)>) {
        var size = 8
        while size < entries.count * 2 + 2 { size *= 2 }
        slots = [Int32](repeating: -1, count: size)
        for (word, number) in entries {
            var word = word
            word.withUTF8 { insert(UnsafeRawBufferPointer($0), number) }
        }
    }

    /// How many words there are.
    var count: Int { values.count }

    /// Adds a word, unless it is there.
    mutating func add(_ word: UnsafeRawBufferPointer, _ number: Int) {
        if (values.count + 1) * 2 > slots.count { grow() }
        insert(word, number)
    }

    /// The number of a word, nil where it has none.
    func number(of word: UnsafeRawBufferPointer) -> Int? {
        let entry = slots[slot(of: word)]
        return entry < 0 ? nil : Int(values[Int(entry)])
    }

    private mutating func insert(_ word: UnsafeRawBufferPointer, _ number: Int) {
        let slot = slot(of: word)
        guard slots[slot] < 0 else { return }
        slots[slot] = Int32(values.count)
        values.append(Int32(number))
        words.append(contentsOf: word.lazy.map(asciiLowercase))
        ends.append(Int32(words.count))
    }

    private mutating func grow() {
        slots = [Int32](repeating: -1, count: slots.count * 2)
        words.withUnsafeBytes { bytes in
            for entry in values.indices {
                let word = UnsafeRawBufferPointer(rebasing: bytes[Int(ends[entry])..<Int(ends[entry + 1])])
                slots[slot(of: word)] = Int32(entry)
            }
        }
    }

    /// Where the word is, or would go.
    private func slot(of word: UnsafeRawBufferPointer) -> Int {
        var hash: UInt32 = 2_166_136_261
        for byte in word { hash = (hash ^ UInt32(asciiLowercase(byte))) &* 16_777_619 }
        var slot = Int(hash) & (slots.count - 1)
        while slots[slot] >= 0, !holds(word, at: Int(slots[slot])) { slot = (slot + 1) & (slots.count - 1) }
        return slot
    }

    private func holds(_ word: UnsafeRawBufferPointer, at entry: Int) -> Bool {
        let start = Int(ends[entry])
        let end = Int(ends[entry + 1])
        guard end - start == word.count else { return false }
        for index in 0..<word.count where words[start + index] != asciiLowercase(word[index]) { return false }
        return true
    }
}

@inline(__always)
func asciiLowercase(_ byte: UInt8) -> UInt8 {
    byte &- 0x41 < 26 ? byte | 0x20 : byte
}

extension Array {
    /// Sorts by a key of 32 bits; elements of one key stay in their order.
    ///
    /// A least-significant-digit radix sort, eleven bits at a time.
    @inline(__always)
    mutating func radixSort(by key: (Element) -> UInt32) {
        guard let largest = lazy.map(key).max() else { return }
        var spare = self
        for shift in stride(from: 0 as UInt32, to: 33, by: 11) where shift == 0 || largest >> shift > 0 {
            var starts = [Int](repeating: 0, count: 2049)
            for element in self { starts[Int(key(element) >> shift & 2047) + 1] += 1 }
            for digit in 1...2048 { starts[digit] += starts[digit - 1] }
            for element in self {
                let digit = Int(key(element) >> shift & 2047)
                spare[starts[digit]] = element
                starts[digit] += 1
            }
            swap(&self, &spare)
        }
    }
}

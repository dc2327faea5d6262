import ReportKit
import Warehouse

/// A cell that was read and can be written; its text stays where it is, in the reader's buffer or a list of words.
enum StagedValue {
    case null
    case day(Day)
    case smallint(Int16)
    case bigint(Int64)
    case double(Double)
    case flag(Bool)
    case text(UnsafeRawBufferPointer)
    /// A hash, in the row's scratch space.
    case hash(UnsafeRawBufferPointer)
}

extension CopyWriter {
    func append(_ value: StagedValue) {
        switch value {
        case .null: appendNull()
        case .day(let day): append(day: day)
        case .smallint(let number): append(int16: number)
        case .bigint(let number): append(int64: number)
        case .double(let number): append(double: number)
        case .flag(let flag): append(bool: flag)
        case .text(let bytes), .hash(let bytes): append(bytes: bytes)
        }
    }
}

/// Texts that outlive a record, at fixed addresses.
final class WordList: @unchecked Sendable {
    // Written in `init` only.
    private let storage: UnsafeMutableRawBufferPointer
    private let ranges: [Range<Int>]

    init(_ words: [String]) {
        let bytes = words.flatMap { Array($0.utf8) }
        storage = .allocate(byteCount: max(1, bytes.count), alignment: 1)
        storage.copyBytes(from: bytes)
        var start = 0
        var ranges: [Range<Int>] = []
        for word in words {
            ranges.append(start..<(start + word.utf8.count))
            start += word.utf8.count
        }
        self.ranges = ranges
    }

    deinit {
        storage.deallocate()
    }

    subscript(index: Int) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: storage[ranges[index]])
    }
}

import CLibPQ
import ReportKit

/// The values of a statement's parameters in PostgreSQL's binary format, ready for `PQsendQueryParams`.
struct BinaryParameters {
    private(set) var types: [Oid] = []
    private(set) var lengths: [Int32] = []
    private var bytes: [UInt8] = []
    /// Where each value begins in ``bytes``; nil for SQL's null.
    private var offsets: [Int?] = []

    init(_ values: [ParameterValue]) {
        for value in values { append(value) }
    }

    /// Calls `body` with pointers to the values, which are valid only during the call.
    func withPointers<R>(_ body: ([UnsafePointer<CChar>?]) throws -> R) rethrows -> R {
        // An empty value still needs an address, since a nil one means null.
        try (bytes + [0]).withUnsafeBufferPointer { buffer in
            try buffer.withMemoryRebound(to: CChar.self) { characters in
                try body(offsets.map { offset in offset.map { characters.baseAddress! + $0 } })
            }
        }
    }

    private mutating func append(_ value: ParameterValue) {
        types.append(value.postgresType.rawValue)
        guard value != .text(nil) else {
            offsets.append(nil)
            lengths.append(0)
            return
        }
        let start = bytes.count
        offsets.append(start)
        switch value {
        case .integer(let number): bytes.append(bigEndian: Int64(number))
        case .real(let number): bytes.append(bigEndian: number.bitPattern)
        case .boolean(let flag): bytes.append(flag ? 1 : 0)
        case .text(let text): bytes.append(contentsOf: (text ?? "").utf8)
        case .day(let day): bytes.append(bigEndian: day.postgresNumber)
        case .days(let days): appendArray(days, of: .date) { $0.append(bigEndian: $1.postgresNumber) }
        case .integers(let numbers): appendArray(numbers, of: .bigint) { $0.append(bigEndian: Int64($1)) }
        case .texts(let texts): appendArray(texts, of: .text) { $0.append(contentsOf: $1.utf8) }
        }
        lengths.append(Int32(bytes.count - start))
    }

    private mutating func appendArray<E>(
        _ elements: [E], of type: PostgresType, _ appendElement: (inout [UInt8], E) -> Void
    ) {
        bytes.append(bigEndian: Int32(elements.isEmpty ? 0 : 1))
        bytes.append(bigEndian: Int32(0))
        bytes.append(bigEndian: type.rawValue)
        guard !elements.isEmpty else { return }
        bytes.append(bigEndian: Int32(elements.count))
        bytes.append(bigEndian: Int32(1))
        for element in elements {
            var encoded: [UInt8] = []
            appendElement(&encoded, element)
            bytes.append(bigEndian: Int32(encoded.count))
            bytes.append(contentsOf: encoded)
        }
    }
}

extension ParameterValue {
    /// The type that the value is bound as.
    var postgresType: PostgresType {
        switch self {
        case .integer: .bigint
        case .real: .double
        case .boolean: .boolean
        case .text: .text
        case .day: .date
        case .days: .dateArray
        case .integers: .bigintArray
        case .texts: .textArray
        }
    }
}

extension Day {
    /// Days since 2000-01-01, as PostgreSQL stores a date.
    var postgresNumber: Int32 { Int32(clamping: number - PostgresType.epochOffset) }

    /// The day that PostgreSQL stores as that number.
    init(postgresNumber: Int32) {
        self.init(number: Int(postgresNumber) + PostgresType.epochOffset)
    }
}

extension [UInt8] {
    fileprivate mutating func append(bigEndian value: some FixedWidthInteger) {
        Swift.withUnsafeBytes(of: value.bigEndian) { append(contentsOf: $0) }
    }
}

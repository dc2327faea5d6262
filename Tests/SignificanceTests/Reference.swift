import Foundation
import Testing

/// A table of `reference/`: a CSV file with a header, read whole.
struct ReferenceTable {
    let columns: [String]
    let rows: [[String]]

    init(_ name: String) throws {
        let url = try #require(Bundle.module.url(forResource: "reference/\(name)", withExtension: "csv"))
        var lines = try String(contentsOf: url, encoding: .utf8).split(separator: "\n").map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        columns = lines.removeFirst()
        rows = lines
    }

    func text(_ column: String, _ row: [String]) throws -> String {
        row[try #require(columns.firstIndex(of: column))]
    }

    func number(_ column: String, _ row: [String]) throws -> Double {
        try #require(Double(try text(column, row)))
    }

    func integer(_ column: String, _ row: [String]) throws -> Int {
        try #require(Int(try text(column, row)))
    }
}

/// |value / reference - 1|, or |value| where the reference is 0.
func relativeError(_ value: Double, _ reference: Double) -> Double {
    if value == reference { return 0 }
    return reference == 0 ? value.magnitude : (value / reference - 1).magnitude
}

/// A generator with a fixed seed (SplitMix64, S. Vigna), so that simulations repeat exactly.
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// A uniform number in 0..<1.
    mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }
}

import Glibc

/// What models know of one offender-snapshot. Forty bytes without gaps, so that rows can be kept in files and compared.
struct PersonRow: BitwiseCopyable {
    /// What a number or level that is not known is.
    static let missing: Int16 = -1
    static let missingNumber = Int32.min

    /// By the place of ``NumberSource``.
    private var numbers: InlineArray<5, Int32> = .init(repeating: PersonRow.missingNumber)
    var person: Int32 = 0
    /// The place of each factor's level among its levels, by ``FactorInput/place``.
    private var levels: InlineArray<7, Int16> = .init(repeating: PersonRow.missing)
    /// 1 where the person re-offended.
    var event: Int16 = 0

    func level(_ place: Int) -> Int16 { levels[place] }
    mutating func setLevel(_ place: Int, _ level: Int16) { levels[place] = level }

    func number(_ source: NumberSource) -> Int32 { numbers[source.rawValue] }
    mutating func setNumber(_ source: NumberSource, _ number: Int32) { numbers[source.rawValue] = number }

    /// An input's value; NaN where it is not known.
    @inline(__always)
    func value(_ input: NumberInput) -> Double {
        switch input {
        case .age: real(.age)
        case .ageSquared: real(.age) * real(.age)
        case .sanctions: real(.sanctions)
        case .logSanctions: number(.sanctions) >= 1 ? log(real(.sanctions)) : .nan
        case .ageAtFirstSanction: real(.ageAtFirstSanction)
        case .copas:
            number(.sanctions) >= 1 && number(.career) >= 0 ? log(real(.sanctions) / (10 + real(.career))) : .nan
        case .monthsSinceConviction: real(.monthsSinceConviction)
        }
    }

    @inline(__always)
    private func real(_ source: NumberSource) -> Double {
        let number = numbers[source.rawValue]
        return number == Self.missingNumber ? .nan : Double(number)
    }

    /// The row without whom it is of and what happened: equal for people whom no model can tell apart.
    var pattern: Pattern {
        var same = self
        (same.person, same.event) = (0, 0)
        return Pattern(row: same)
    }

    struct Pattern: Hashable {
        let row: PersonRow

        static func == (left: Pattern, right: Pattern) -> Bool {
            withUnsafeBytes(of: left.row) { left in
                withUnsafeBytes(of: right.row) { right in
                    memcmp(left.baseAddress!, right.baseAddress!, MemoryLayout<PersonRow>.size) == 0
                }
            }
        }

        func hash(into hasher: inout Hasher) {
            withUnsafeBytes(of: row) { hasher.combine(bytes: $0) }
        }
    }
}

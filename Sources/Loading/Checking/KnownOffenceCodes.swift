/// The Home Office's offence codes, by which one that has lost its leading zeros is restored.
///
/// A code is five digits: three of the class and two of the subclass. A spreadsheet that takes it for a number writes
/// `801` for `00801`. Only leading zeros are ever restored, and only where the result is a code of the list: three
/// digits are never taken for a class without its subclass.
public struct KnownOffenceCodes: Sendable {
    /// How many digits a code has.
    static let length = 5
    /// From a class of one digit and a subclass to a whole code.
    static let lengths = 3...length
    /// Numbers below it belong to no class: the list has two of them, for offences that are none.
    private static let firstOfAClass = 100

    private let numbers: Set<Int>

    /// - Parameter codes: of five digits each.
    public init(_ codes: some Sequence<String>) {
        numbers = Set(codes.compactMap { Int($0) })
    }

    /// Whether digits that are too few are a code of the list with zeros before them.
    func restores(_ cell: UnsafeRawBufferPointer) -> Bool {
        guard Self.lengths.contains(cell.count), cell.count < Self.length else { return false }
        var number = 0
        for byte in cell {
            guard let digit = Cells.digit(byte) else { return false }
            number = number * 10 + digit
        }
        return number >= Self.firstOfAClass && numbers.contains(number)
    }
}

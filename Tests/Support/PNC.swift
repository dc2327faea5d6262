/// Made-up numbers of the Police National Computer that are legal ones.
public enum PNC {
    /// The number with a serial number from 1 to 9,999,999 of a year: 2001/0012345H.
    public static func number(_ serial: Int, year: Int = 2001) -> String {
        let digits = String(year) + padded(serial)
        return "\(year)/\(padded(serial))\(checkLetter(digits.dropFirst(2)))"
    }

    /// The check letter of two digits of the year and seven of the serial number: divided digit by digit, as on paper.
    public static func checkLetter(_ digits: some Collection<Character>) -> Character {
        let remainder = digits.reduce(0) { ($0 * 10 + $1.wholeNumberValue!) % 23 }
        let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ".filter { !"IOS".contains($0) }
        return Array(letters)[(remainder + 22) % 23]
    }

    private static func padded(_ serial: Int) -> String {
        let digits = String(serial)
        return String(repeating: "0", count: 7 - digits.count) + digits
    }
}

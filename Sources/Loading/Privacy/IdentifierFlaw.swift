/// Why the text of an identifier's cell is not taken: it is no identifier, and the cell counts as empty.
public enum IdentifierFlaw: String, CaseIterable, Sendable {
    /// It stands for a number that is not known: `0000`, `TBC`, a serial number of zeros.
    case placeholder
    /// Its check letter is not the one that year and serial number give.
    case wrongLetter = "wrong check letter"
    /// It is a PNC number without its check letter.
    case noLetter = "no check letter"
    /// Year and serial number are not separated, and it is a legal number with the year in two digits and in four.
    case ambiguous = "fits two numbers"
    /// It is anything else.
    case otherForm = "other form"

    /// What is wrong, to stand behind the column's name.
    var reason: String {
        switch self {
        case .placeholder: "is a placeholder"
        case .wrongLetter: "has a wrong check letter"
        case .noLetter: "lacks its check letter"
        case .ambiguous: "fits two numbers: write the year in four digits, with a slash"
        case .otherForm: "is not of a PNC number's form"
        }
    }
}

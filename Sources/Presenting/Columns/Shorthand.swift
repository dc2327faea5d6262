/// What a cell without a value holds, as the Government Analysis Function recommends for published tables.
package enum Shorthand: String, CaseIterable {
    case confidential = "[c]"
    case notApplicable = "[z]"
    case notAvailable = "[x]"

    package var meaning: String {
        switch self {
        case .confidential: "Confidential: suppressed so that nobody can be recognised."
        case .notApplicable: "Not applicable: there can be no such value, for example where no target was agreed."
        case .notAvailable: "Not available: it cannot be calculated from what the warehouse holds."
        }
    }
}

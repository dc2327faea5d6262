/// Headings of what may never be loaded and must be removed first: names, addresses, numbers of other systems.
enum PersonalColumns {
    /// In the form in which headings are compared.
    static let names: Set<String> = [
        "name", "full_name", "forename", "forenames", "first_name", "middle_name", "given_name", "surname", "last_name",
        "family_name", "alias", "aliases", "address", "address_line_1", "address_line_2", "address_1", "address_2",
        "street", "postcode", "post_code", "telephone", "phone", "mobile", "email", "e_mail", "ni_number",
        "national_insurance_number", "nino", "nhs_number", "prison_number", "passport_number", "offender_name",
    ]

    /// Whether a heading is one of them, or made like one.
    static func contains(_ heading: String) -> Bool {
        names.contains(heading) || heading.hasSuffix("_name") || heading.hasSuffix("_address")
            || heading.hasSuffix("_postcode")
    }

    /// Whether a word that stands where headings do may be shown: where the heading is missing, it is of somebody's row.
    /// Identifiers, dates and most addresses have digits.
    ///
    /// - Parameters:
    ///   - normalised: the word in the form in which headings are compared.
    ///   - areTrusted: whether so many of the other words are headings that this one will be one too.
    static func mayShow(_ word: String, _ normalised: String, areTrusted: Bool) -> Bool {
        if names.contains(normalised) { return true }
        guard areTrusted, word.count <= 40, word.first?.isLetter == true else { return false }
        return word.allSatisfy { $0.isLetter || " _-/().'".contains($0) }
    }
}

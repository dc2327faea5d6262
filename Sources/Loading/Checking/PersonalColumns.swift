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
}

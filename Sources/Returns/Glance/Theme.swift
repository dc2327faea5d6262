import ReportKit

/// The subjects that the indicators of an overview are put together under.
enum Theme: String, CaseIterable {
    case reoffending = "Re-offending"
    case settledLives = "Settled lives"
    case delivery = "Delivery"
    case victimsAndCourts = "Victims and courts"
    case peopleAndMoney = "People and money"
    /// What the program has no theme for, such as a partnership's own indicators.
    case other = "Other indicators"

    /// The theme of an indicator: its own or, where it is another reading of one, that one's.
    init(_ indicator: Indicator) {
        self = Self.ofEach[indicator.id] ?? indicator.sameAs.flatMap { Self.ofEach[$0] } ?? .other
    }

    /// A name for parts of a page: small letters and hyphens.
    var identifier: String { rawValue.lowercased().replacing(" ", with: "-") }

    private static let ofEach: [String: Theme] = Dictionary(
        uniqueKeysWithValues: allCases.flatMap { theme in
            theme.indicators.split(separator: " ").map { (String($0), theme) }
        })

    private var indicators: String {
        switch self {
        case .reoffending: "NI15 NI16 NI18 NI19 NI20 NI30 NI31 M3 M4 OM21 M23"
        case .settledLives:
            "NI39 NI40 NI65 NI143 NI144 NI153 NI163 INT06 INT07 INT08 INT12 INT16 INT17 INT19 INT20 OM19 OM30"
        case .delivery:
            "INT01 INT02 INT03 INT04 INT05 INT11 INT13 INT14 INT15 INT18 INT21 INT22 INT23 INT24 INT25 IPPF01 IPPF02 "
                + "IPPF03 IPPF04 IPPF05 IPPF06 IPPF07 IPPF13 LPT01 M8 M9 M11 M12 M13 M20 M21 M22 OM03 OM04 OM05 OM06 "
                + "OM08 OM09 OM10 OM11 OM12 OM13 OM14 OM16 OM18 OM20 OM26 OM28 OM29 OM31 OM35 OM36 OM37 OM39"
        case .victimsAndCourts:
            "IPPF16 M5 M5a M6 M7 NI4 NI5 NI7 NI27 NI32 OM01 OM02 OM07 OM15 OM27 OM32 OM38 OM40"
        case .peopleAndMoney:
            "IPPF08 IPPF10 IPPF11 IPPF14 IPPF17 IPPF18 M10 M15 M16 M17 M18 M19 M24 M25 M26 M27 M28 NI179 NI185 "
                + "OM33 OM34"
        case .other: ""
        }
    }
}

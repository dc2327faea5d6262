/// How many cells of identifiers were not taken, by reason: each counted as empty.
public struct NotTaken: Equatable, Sendable {
    /// Of PNC numbers.
    public private(set) var pnc: [IdentifierFlaw: Int] = [:]
    /// Of CRNs, which have no check letter: placeholders.
    public private(set) var crn: [IdentifierFlaw: Int] = [:]

    mutating func count(_ identifier: Identifier, _ flaw: IdentifierFlaw) {
        switch identifier {
        case .pnc: pnc[flaw, default: 0] += 1
        case .crn: crn[flaw, default: 0] += 1
        }
    }

    /// Every count above 0, in a fixed order.
    var counts: [(identifier: Identifier, flaw: IdentifierFlaw, cells: Int)] {
        Identifier.allCases.flatMap { identifier in
            IdentifierFlaw.allCases.compactMap { flaw in
                (identifier == .pnc ? pnc : crn)[flaw].map { (identifier, flaw, $0) }
            }
        }
    }
}

/// What a caterpillar draws of one finding, in the unit of its axis.
struct PlottedValue: Sendable {
    let value: Double
    /// Its 95% interval: lower, upper.
    var interval: (lower: Double, upper: Double)?
    /// What the value is judged against.
    var reference: Double?
    let unit: Unit
    /// The title of the axis.
    let axis: String
    /// What the value and the reference are called.
    let name: String
    let referenceName: String

    /// How values are written.
    enum Unit: Sendable {
        case percent(decimals: Int)
        case signedPercent(decimals: Int)
        case plain(decimals: Int)

        func text(_ value: Double?) -> String {
            guard let value else { return Numbers.missing }
            return switch self {
            case .percent(let decimals): Numbers.fixed(value, decimals) + "%"
            case .signedPercent(let decimals): Numbers.signedPercent(value, decimals: decimals)
            case .plain(let decimals): Numbers.fixed(value, decimals)
            }
        }
    }
}

import Text

/// What a caterpillar draws for one finding, in the unit of its axis.
package struct PlottedValue: Sendable {
    package let value: Double
    /// Its 95% interval: lower, upper.
    package var interval: (lower: Double, upper: Double)?
    /// What the value is judged against.
    package var reference: Double?
    package let unit: Unit
    /// The title of the axis.
    package let axis: String
    /// What the value and the reference are called.
    package let name: String
    package let referenceName: String

    /// How values are written.
    package enum Unit: Sendable {
        case percent(decimals: Int)
        case signedPercent(decimals: Int)
        case plain(decimals: Int)
        /// A count: `26,016`.
        case whole

        package func text(_ value: Double?) -> String {
            guard let value else { return Numbers.missing }
            return switch self {
            case .percent(let decimals): Numbers.fixed(value, decimals) + "%"
            case .signedPercent(let decimals): Numbers.signedPercent(value, decimals: decimals)
            case .plain(let decimals): Numbers.fixed(value, decimals)
            case .whole: Numbers.amount(value.rounded())
            }
        }
    }
}

import ReportKit

extension HeaderFields {
    /// Which quantile the module reports, and how finely; nil for another family, and where the header says neither.
    mutating func quantileTerms(of family: Family?, decimals: Int?) -> QuantileTerms? {
        let probability = number("quantile", "between 0 and 1, such as 0.5 for the median") { $0 > 0 && $0 < 1 }
        let step = number("step", "above 0, such as 5") { $0 > 0 }
        guard family == .quantile else {
            for field in ["quantile", "step"] where has(field) && (family != nil || has("same-as")) {
                report(
                    field,
                    "only a module of family \(Family.quantile.rawValue) with a query of its own has one; remove this line."
                )
            }
            return nil
        }
        guard probability != nil || step != nil else { return nil }
        let usual = QuantileTerms(medianTo: decimals ?? 0)
        return QuantileTerms(probability: probability ?? usual.probability, step: step ?? usual.step)
    }
}

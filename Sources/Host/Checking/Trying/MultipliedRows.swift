import ReportKit
import Warehouse

/// A join that multiplies the rows counted: tried with one row for each place in place of the denominator's own view.
enum MultipliedRows: TrialCheck {
    static let name = CheckName.multipliedRows

    /// How many rows of each place are tried, one after another.
    private static let draws = 3

    static func problems(in module: ModuleTrial) throws -> [DeclaredProblem] {
        switch module.family {
        case .proportionAgainstTarget, .countAgainstTarget, .mean: break
        case .proportionAgainstPredicted, .cohortChange, .frequency, .ratePerPopulation, .standardisedRate,
            .countChange, .quantile, .supplied, .undefined:
            return []
        }
        guard try module.rows() != nil, let source = try module.source() else { return [] }
        let summing = module.wording.tokens.contains { $0.isWord("sum") }
        for draw in 0..<draws {
            guard let sql = try source.sample(draw, in: module), let rows = try? module.run(sql: sql).get() else {
                return []
            }
            // What one row counts where nothing multiplies it; counts alone never need more than 1.
            let once = summing ? try? module.run(sql: Self.counting(sql)).get() : nil
            if summing && once == nil { return [] }
            let multiplied = rows.places.compactMap { place, sums -> (place: TrialRows.Place, times: Double)? in
                let most = once.map { $0.places[place]?.n ?? 0 } ?? 1
                return most > 0 && sums.n > most + 1e-6 ? (place, sums.n / most) : nil
            }
            guard let worst = multiplied.max(by: { $0.times < $1.times }) else { continue }
            let times =
                worst.times.rounded() == worst.times ? "\(Int(worst.times))" : "more than \(Int(worst.times))"
            return [
                DeclaredProblem(
                    .warning, line: module.wording.lineOfRows,
                    "a join multiplies the rows of \(source.view): tried with one row of it for each place, "
                        + "\(multiplied.count) of \(rows.places.count) places count more, such as "
                        + "\(worst.place.words(in: module.areas)), where one row counts \(times) times. Join a table that has "
                        + "several rows for one with 'exists (...)', or as 'select distinct'. If something else is meant "
                        + "to be counted than the rows of \(source.view), accept it: 'accepted: {\(name.rawValue): "
                        + "why}'.")
            ]
        }
        return []
    }

    /// A text whose aggregates give over several copies of one row what they give over the row: the largest value in place
    /// of the sum, and the number of distinct values in place of that of all.
    private static func counting(_ sql: String) -> String {
        let bytes = Array(sql.utf8)
        let tokens = NamedParameters(sql).tokens
        var (text, end) = ([UInt8](), 0)
        func replace(_ range: Range<Int>, by new: String) {
            text += bytes[end..<range.lowerBound] + Array(new.utf8)
            end = range.upperBound
        }
        for (index, token) in tokens.enumerated() where index + 2 < tokens.count && tokens[index + 1].isSign("(") {
            let argument = tokens[index + 2]
            if token.isWord("sum") {
                replace(token.range, by: "max")
            } else if token.isWord("count"), argument.isSign("*") {
                replace(token.range.lowerBound..<argument.range.upperBound, by: "max(1")
            } else if token.isWord("count"), !argument.isWord("distinct") {
                replace(token.range.lowerBound..<tokens[index + 1].range.upperBound, by: "count(distinct ")
            }
        }
        return String(decoding: text + bytes[end...], as: UTF8.self)
    }
}

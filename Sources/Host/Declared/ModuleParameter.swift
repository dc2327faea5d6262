import Text

/// A whole number in a declared module's query that may be set for a report, or fixed by another module: the months of a
/// follow-up, say.
///
/// ```
/// parameters:
///   reoffending_months: {default: 3, least: 1, most: 24}
/// ```
///
/// The query names it `:reoffending_months`, and the host binds its value. The header's fields `horizon` and
/// `complete-after` may name it too, and add a number to it: `complete-after: reoffending_months + 3`.
public struct ModuleParameter: Codable, Hashable, Sendable {
    public let name: String
    /// Its value where nobody sets it: that of the indicator's own definition.
    public let `default`: Int
    /// The least and the greatest value that it may have.
    public let least, most: Int

    /// A setting of it in words: `reoffending_months is 6 instead of 3`.
    func words(_ value: Int) -> String { "\(name) is \(value) instead of \(`default`)" }

    /// Why a value cannot be set; nil where it can.
    func problem(with value: Int) -> String? {
        (least...most).contains(value) ? nil : "\(name) is from \(least) to \(most), not \(value)"
    }
}

extension [ModuleParameter] {
    /// Why values cannot be set; nil where they can. Parameters that do not exist come with the nearest that does.
    func problem(with settings: [String: Int]) -> String? {
        for (name, value) in settings.sorted(by: { $0.key < $1.key }) {
            guard let parameter = first(where: { $0.name == name }) else {
                if isEmpty { return "it has no parameters, and so no '\(name)'" }
                let nearest = nearestNames(to: name, among: map(\.name), count: 1).first
                return "it has no parameter '\(name)'"
                    + (nearest.map { "; is \($0) meant?" } ?? ", only \(map(\.name).joined(separator: ", "))")
            }
            if let problem = parameter.problem(with: value) { return problem }
        }
        return nil
    }

    /// The settings that are not the default, in words and in order of the parameters.
    func words(_ settings: [String: Int]) -> [String] {
        compactMap { parameter in
            settings[parameter.name].flatMap { $0 == parameter.default ? nil : parameter.words($0) }
        }
    }
}

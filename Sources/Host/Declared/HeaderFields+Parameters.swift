import Text

extension HeaderFields {
    /// The parameters that a header defines: `{reoffending_months: {default: 3, least: 1, most: 24}}`.
    mutating func parameters(_ field: String) -> [ModuleParameter] {
        var parameters: [ModuleParameter] = []
        for (name, parts, line) in nested(field) {
            guard Self.isParameterName(name), !DeclaredModule.parameterNames.contains(name) else {
                report(
                    field,
                    "'\(name)' cannot be a parameter's name: use lower-case letters, digits and underscores, a letter first, "
                        + "and none of \(DeclaredModule.parameterNames.joined(separator: ", ")).", line: line)
                continue
            }
            let known = ["default", "least", "most"]
            if let other = parts.keys.sorted().first(where: { !known.contains($0) }) {
                let nearest = nearestNames(to: other, among: known, count: 1).first
                report(
                    field, "\(name) has no '\(other)'\(nearest.map { "; is \($0) meant?" } ?? ".")", line: line)
                continue
            }
            let numbers = known.map { parts[$0].flatMap { Int($0) } }
            guard let usual = numbers[0], let least = numbers[1], let most = numbers[2], least <= usual, usual <= most,
                least >= 0, most <= 1_000_000
            else {
                report(
                    field,
                    "\(name) needs three whole numbers, the default between the other two: {default: 3, least: 1, most: 24}.",
                    line: line)
                continue
            }
            parameters.append(ModuleParameter(name: name, default: usual, least: least, most: most))
        }
        return parameters
    }

    /// The values that a header fixes for another module's parameters: `{reoffending_months: 6}`.
    mutating func settings(_ field: String) -> [String: Int] {
        var settings: [String: Int] = [:]
        for (name, text, line) in named(field) {
            guard let value = Int(text) else {
                report(field, "\(name) is '\(text)', which is not a whole number.", line: line)
                continue
            }
            settings[name] = value
        }
        return settings
    }

    /// A whole number within bounds, or a parameter's value, to which a number may be added: `reoffending_months + 3`.
    mutating func integer(_ field: String, in range: ClosedRange<Int>, values: [String: Int]) -> Int? {
        guard let text = text(field), let first = text.first, first.isLetter else { return integer(field, in: range) }
        let parts = text.split(separator: "+").map {
            String($0.drop(while: \.isWhitespace).prefix { !$0.isWhitespace })
        }
        guard (1...2).contains(parts.count), let value = values[parts[0]],
            let added = parts.count == 1 ? 0 : Int(parts[1])
        else {
            report(
                field,
                "'\(text)' is neither a whole number nor a parameter of this header, to which a number may be added, such as "
                    + "reoffending_months + 3.")
            return nil
        }
        guard range.contains(value + added) else {
            report(
                field, "'\(text)' is \(value + added), which is not from \(range.lowerBound) to \(range.upperBound).")
            return nil
        }
        return value + added
    }

    private static func isParameterName(_ name: String) -> Bool {
        name.first?.isLetter == true && name.utf8.count <= 40
            && name.utf8.allSatisfy { byte in
                (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "_")
            }
    }
}

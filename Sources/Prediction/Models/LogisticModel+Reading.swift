import Foundation
import Text
import Warehouse

extension LogisticModel {
    /// Reads and checks a model.
    ///
    /// - Throws: ``PredictionError/unreadable(file:reason:)``, or
    ///   ``PredictionError/badModel(file:path:problem:remedy:)`` with the path of the first mistake.
    public init(path: String) throws(PredictionError) {
        try self.init(InputFile.bytes(of: path), file: path)
    }

    init(_ bytes: [UInt8], file: String) throws(PredictionError) {
        let value: JSONValue
        do {
            value = try JSONDecoder().decode(JSONValue.self, from: Data(bytes))
        } catch {
            let problem = (error as? DecodingError)?.problem(in: Data(bytes)) ?? "is not JSON"
            throw .badModel(file: file, path: "", problem: "this \(problem)", remedy: "Correct it")
        }
        let top = try JSONPlace(file: file, path: "", value: value)
            .members(
                ["name", "version", "horizonMonths", "fittedOn", "intercept", "terms"],
                optional: ["formatVersion", "fit"])
        func at(_ name: String) -> JSONPlace { top[name] ?? JSONPlace(file: file, path: name, value: .null) }
        if let format = top["formatVersion"], !format.isNumber(1) {
            throw format.wrong(
                "this program reads format version 1, but this is \(format.value.kind)",
                "Use the version of the program that wrote it, or fit it again")
        }
        name = try at("name").text()
        version = try at("version").text()
        horizonMonths = try at("horizonMonths").whole(1...120)
        fittedOn = try at("fittedOn").text()
        intercept = try at("intercept").coefficient()
        var terms: [Term] = []
        for place in try at("terms").array() {
            let term = try Term(place)
            if terms.contains(where: { $0.name == term.name }) {
                throw place.wrong("another term is named '\(term.name)'", "Give each term a name of its own")
            }
            if let other = terms.first(where: { $0.effect.input == term.effect.input }) {
                throw place.wrong(
                    "'\(term.effect.input)' is already the input of the term '\(other.name)'", "Make one term of both")
            }
            terms.append(term)
        }
        guard !terms.isEmpty else { throw at("terms").wrong("there is no term", "Add one") }
        guard !name.hasPrefix("OGRS3") else {
            throw at("name").wrong("names that begin with OGRS3 are reserved for that scale", "Choose another name")
        }
        self.terms = terms
    }
}

extension LogisticModel.Term {
    fileprivate init(_ place: JSONPlace) throws(PredictionError) {
        let members = try place.members(
            ["name", "missing"], optional: ["input", "inputs", "levels", "coefficient", "knots", "coefficients"])
        func at(_ name: String) -> JSONPlace {
            members[name] ?? JSONPlace(file: place.file, path: place.path, value: .null)
        }
        name = try at("name").text()
        if members["inputs"] != nil {
            guard members["input"] == nil else {
                throw place.wrong("it has an 'input' and 'inputs'", "Keep 'inputs' for a product, 'input' for others")
            }
            effect = try Self.product(place, members)
        } else {
            guard let input = members["input"] else { throw place.wrong("there is no member 'input'", "Add it") }
            effect = try Self.single(place, input, members)
        }
        if case .text("refuse") = at("missing").value {
            missing = .refuse
        } else {
            guard case .number = at("missing").value else {
                throw at("missing").wrong(
                    "it does not say what to do if the input is missing", "Write \"refuse\", or a number to add")
            }
            missing = .add(try at("missing").coefficient())
        }
    }

    private static func single(
        _ place: JSONPlace, _ at: JSONPlace, _ members: [String: JSONPlace]
    ) throws(PredictionError) -> LogisticModel.Effect {
        let input = try at.text()
        let (levels, coefficient) = (members["levels"], members["coefficient"])
        let (knots, coefficients) = (members["knots"], members["coefficients"])
        if let factor = FactorInput(rawValue: input) {
            guard let levels, coefficient == nil, knots == nil, coefficients == nil else {
                throw place.wrong("'\(input)' is a factor", "Give it 'levels' and no 'coefficient'")
            }
            return .factor(factor, levels: try Self.levels(of: factor, levels))
        }
        guard let number = NumberInput(rawValue: input) else { throw Self.unknown(input, at) }
        if let knots, let coefficients, levels == nil, coefficient == nil {
            var places: [Double] = []
            for knot in try knots.array() { places.append(try knot.number()) }
            var values: [Double] = []
            for value in try coefficients.array() { values.append(try value.coefficient()) }
            guard RestrictedSpline(knots: places) != nil else {
                throw knots.wrong(
                    "the knots are not three to ten rising numbers", "Write them in order, and each once")
            }
            guard values.count == places.count - 1 else {
                throw coefficients.wrong(
                    "there are \(values.count) coefficients for \(places.count) knots",
                    "Write one fewer than there are knots")
            }
            return .spline(number, knots: places, coefficients: values)
        }
        guard let coefficient, levels == nil, knots == nil, coefficients == nil else {
            throw place.wrong("'\(input)' is a number", "Give it a 'coefficient' and no 'levels'")
        }
        return .number(number, coefficient: try coefficient.coefficient())
    }

    private static func product(
        _ place: JSONPlace, _ members: [String: JSONPlace]
    ) throws(PredictionError) -> LogisticModel.Effect {
        let inputs = members["inputs"] ?? place
        let both = try inputs.array()
        guard both.count == 2 else { throw inputs.wrong("a product has two inputs", "Name two") }
        guard members["knots"] == nil, members["coefficients"] == nil else {
            throw place.wrong("a product has no knots", "Give it 'levels', or a 'coefficient'")
        }
        let names = (try both[0].text(), try both[1].text())
        let factors = (FactorInput(rawValue: names.0), FactorInput(rawValue: names.1))
        let numbers = (NumberInput(rawValue: names.0), NumberInput(rawValue: names.1))
        if factors.0 == nil, numbers.0 == nil { throw Self.unknown(names.0, both[0]) }
        if factors.1 == nil, numbers.1 == nil { throw Self.unknown(names.1, both[1]) }
        if let one = numbers.0, let other = numbers.1 {
            guard let coefficient = members["coefficient"], members["levels"] == nil else {
                throw place.wrong("both inputs are numbers", "Give it a 'coefficient' and no 'levels'")
            }
            return .productOfNumbers(one, other, coefficient: try coefficient.coefficient())
        }
        guard let levels = members["levels"], members["coefficient"] == nil else {
            throw place.wrong("one of the inputs is a factor", "Give it 'levels' and no 'coefficient'")
        }
        if let factor = factors.0, let number = numbers.1 {
            return .numberByLevel(factor, number, levels: try Self.levels(of: factor, levels))
        }
        guard let one = factors.0, let other = factors.1 else {
            throw inputs.wrong("the number is before the factor", "Name the factor first")
        }
        var pairs: [String: [String: Double]] = [:]
        for (name, level) in try levels.object().sorted(by: { $0.key < $1.key }) {
            if let known = one.levels, !known.contains(name) { throw Self.unknown(level: name, of: one, known, level) }
            pairs[name] = try Self.levels(of: other, level)
        }
        if let absent = one.levels?.first(where: { pairs[$0] == nil }) {
            throw levels.wrong("the level '\(absent)' has no coefficients", "Give it some; 0 for the reference level")
        }
        return .pairs(one, other, levels: pairs)
    }

    private static func unknown(_ input: String, _ place: JSONPlace) -> PredictionError {
        let known = FactorInput.allCases.map(\.rawValue) + NumberInput.allCases.map(\.rawValue)
        let nearest = nearestNames(to: input, among: known, count: 1).first.map { "; is '\($0)' meant?" } ?? ""
        return place.wrong("'\(input)' is not an input\(nearest)", "Use one of \(known.joined(separator: ", "))")
    }

    private static func unknown(
        level: String, of factor: FactorInput, _ known: [String], _ place: JSONPlace
    ) -> PredictionError {
        place.wrong("'\(factor.rawValue)' has no level '\(level)'", "Use \(known.joined(separator: ", "))")
    }

    private static func levels(
        of factor: FactorInput, _ place: JSONPlace
    ) throws(PredictionError) -> [String: Double] {
        let given = try place.object()
        var levels: [String: Double] = [:]
        for (name, level) in given.sorted(by: { $0.key < $1.key }) {
            if let known = factor.levels, !known.contains(name) {
                throw Self.unknown(level: name, of: factor, known, level)
            }
            if case .text("refuse") = level.value { continue }
            levels[name] = try level.coefficient()
        }
        if let absent = factor.levels?.first(where: { given[$0] == nil }) {
            throw place.wrong("the level '\(absent)' has no coefficient", "Give it one; 0 for the reference level")
        }
        return levels
    }
}

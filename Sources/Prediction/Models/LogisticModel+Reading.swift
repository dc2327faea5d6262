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
            .members(["name", "version", "horizonMonths", "fittedOn", "intercept", "terms"])
        func at(_ name: String) -> JSONPlace { top[name] ?? JSONPlace(file: file, path: name, value: .null) }
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

extension LogisticModel.Effect {
    /// The name of the term's input.
    var input: String {
        switch self {
        case .factor(let input, _): input.rawValue
        case .number(let input, _): input.rawValue
        }
    }
}

extension LogisticModel.Term {
    fileprivate init(_ place: JSONPlace) throws(PredictionError) {
        let members = try place.members(["name", "input", "missing"], optional: ["levels", "coefficient"])
        func at(_ name: String) -> JSONPlace {
            members[name] ?? JSONPlace(file: place.file, path: place.path, value: .null)
        }
        name = try at("name").text()
        let input = try at("input").text()
        let levels = members["levels"]
        let coefficient = members["coefficient"]
        if let factor = FactorInput(rawValue: input) {
            guard let levels, coefficient == nil else {
                throw place.wrong("'\(input)' is a factor", "Give it 'levels' and no 'coefficient'")
            }
            effect = .factor(factor, levels: try Self.levels(of: factor, levels))
        } else if let number = NumberInput(rawValue: input) {
            guard let coefficient, levels == nil else {
                throw place.wrong("'\(input)' is a number", "Give it a 'coefficient' and no 'levels'")
            }
            effect = .number(number, coefficient: try coefficient.coefficient())
        } else {
            let known = FactorInput.allCases.map(\.rawValue) + NumberInput.allCases.map(\.rawValue)
            throw at("input").wrong("'\(input)' is not an input", "Use one of \(known.joined(separator: ", "))")
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

    private static func levels(
        of factor: FactorInput, _ place: JSONPlace
    ) throws(PredictionError) -> [String: Double] {
        let given = try place.object()
        var levels: [String: Double] = [:]
        for (name, level) in given.sorted(by: { $0.key < $1.key }) {
            guard factor.levels.contains(name) else {
                throw level.wrong(
                    "'\(factor.rawValue)' has no level '\(name)'", "Use \(factor.levels.joined(separator: ", "))")
            }
            levels[name] = try level.coefficient()
        }
        if let absent = factor.levels.first(where: { levels[$0] == nil }) {
            throw place.wrong("the level '\(absent)' has no coefficient", "Give it one; 0 for the reference level")
        }
        return levels
    }
}

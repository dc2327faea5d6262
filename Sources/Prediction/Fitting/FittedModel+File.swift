import Foundation
import Text

extension FittedModel {
    /// The model's file, as `laa predict apply` reads it.
    public func json() throws -> String { try JSONText.text(ModelFile(model, fit)) }

    /// Reads a model's file with how it was fitted.
    ///
    /// - Throws: ``PredictionError/notFitted(file:)`` where the file does not say how.
    public init(path: String) throws(PredictionError) {
        try self.init(InputFile.bytes(of: path), file: path)
    }

    /// Reads a model's file; nil where it does not say how the model was fitted.
    public init?(ifFitted path: String) throws(PredictionError) {
        do {
            try self.init(path: path)
        } catch PredictionError.notFitted {
            return nil
        }
    }

    init(_ bytes: [UInt8], file: String) throws(PredictionError) {
        let model = try LogisticModel(bytes, file: file)
        let part: FitPart
        do {
            part = try JSONDecoder().decode(FitPart.self, from: Data(bytes))
        } catch {
            throw .badModel(
                file: file, path: "fit", problem: "what it says of the fit is not as this program writes it",
                remedy: "Fit the model again with 'laa predict fit'")
        }
        guard let fit = part.fit else { throw .notFitted(model: file) }
        self.init(model: model, fit: fit)
        guard isWhole else {
            throw .badModel(
                file: file, path: "fit", problem: "its coefficients, or their covariances, are not those of the terms",
                remedy: "Fit the model again with 'laa predict fit', or take 'fit' out")
        }
    }
}

extension FittedModel {
    /// Whether the fit is of these very coefficients, as many as there are columns.
    private var isWhole: Bool {
        let design = ModelDesign(of: self, trusts: model.trusts)
        let columns = design.columns
        guard columns == fit.columns.map({ ModelDesign.Column(term: $0.term, levels: $0.levels) }) else { return false }
        let scorer = ModelScorer(model)
        let own = Set(scorer.coefficients.filter { $0 != 0 })
        return own == Set(fit.coefficients.filter { $0 != 0 })
            && [fit.covariance, fit.covarianceByPerson].allSatisfy { lines in
                lines.count == columns.count && lines.allSatisfy { $0.count == columns.count }
            }
    }
}

private struct FitPart: Decodable {
    let fit: FitRecord?
}

/// A model's file.
private struct ModelFile: Encodable {
    let formatVersion = 1
    let name, version, fittedOn: String
    let horizonMonths: Int
    let intercept: Double
    let terms: [Term]
    let fit: FitRecord

    init(_ model: LogisticModel, _ fit: FitRecord) {
        name = model.name
        version = model.version
        fittedOn = model.fittedOn
        horizonMonths = model.horizonMonths
        intercept = model.intercept
        terms = model.terms.map { Term($0, trusts: model.trusts) }
        self.fit = fit
    }

    /// A number, or the word "refuse".
    enum Value: Encodable {
        case number(Double)
        case refuse
        case levels([String: Value])

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            switch self {
            case .number(let number): try container.encode(number)
            case .refuse: try container.encode("refuse")
            case .levels(let levels): try container.encode(levels)
            }
        }
    }

    struct Term: Encodable {
        let name: String
        var input: String?
        var inputs: [String]?
        var levels: [String: Value]?
        var coefficient: Double?
        var knots: [Double]?
        var coefficients: [Double]?
        let missing: Value

        init(_ term: LogisticModel.Term, trusts: [String]) {
            func all(_ factor: FactorInput, _ given: [String: Double]) -> [String: Value] {
                Dictionary(
                    uniqueKeysWithValues: (factor.levels ?? trusts).map { level in
                        (level, given[level].map(Value.number) ?? .refuse)
                    })
            }
            name = term.name
            switch term.missing {
            case .refuse: missing = .refuse
            case .add(let value): missing = .number(value)
            }
            switch term.effect {
            case .factor(let factor, let levels):
                input = factor.rawValue
                self.levels = all(factor, levels)
            case .number(let number, let coefficient):
                input = number.rawValue
                self.coefficient = coefficient
            case .spline(let number, let knots, let coefficients):
                input = number.rawValue
                self.knots = knots
                self.coefficients = coefficients
            case .pairs(let one, let other, let levels):
                inputs = [one.rawValue, other.rawValue]
                self.levels = Dictionary(
                    uniqueKeysWithValues: (one.levels ?? trusts).map { ($0, .levels(all(other, levels[$0] ?? [:]))) })
            case .numberByLevel(let factor, let number, let levels):
                inputs = [factor.rawValue, number.rawValue]
                self.levels = all(factor, levels)
            case .productOfNumbers(let one, let other, let coefficient):
                inputs = [one.rawValue, other.rawValue]
                self.coefficient = coefficient
            }
        }
    }
}

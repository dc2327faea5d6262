import Foundation

/// A model as it is kept in `warehouse.prediction_model.definition`, by which a changed one is told. Its form is older than
/// splines and products: models without them must keep theirs, or the warehouse would call them changed.
struct ModelDefinition: Encodable {
    private let intercept: Double
    private let inputs: [String: Input]
    /// The terms of two inputs, where there are any.
    private let products: [String: Product]?

    private struct Input: Encodable {
        /// The name of the term.
        var term: String?
        var levels: [String: Double]?
        var coefficient: Double?
        var knots: [Double]?
        var coefficients: [Double]?
        /// What is added if the input is missing; nil if the person is refused.
        var missing: Double? = 0
    }

    private struct Product: Encodable {
        let term: String
        var pairs: [String: [String: Double]]?
        var levels: [String: Double]?
        var coefficient: Double?
        let missing: Double?
    }

    /// The inputs that every definition has an entry for.
    private static let always = [
        "sex", "age-band", "ethnicity", "tier", "order-type", "age", "age-squared", "sanctions", "log-sanctions",
        "age-at-first-sanction", "copas",
    ]

    init(_ model: LogisticModel) {
        intercept = model.intercept
        var inputs = Dictionary(uniqueKeysWithValues: Self.always.map { ($0, Input()) })
        var products: [String: Product] = [:]
        for term in model.terms {
            var missing: Double?
            if case .add(let value) = term.missing { missing = value }
            var input = Input(term: term.name, missing: missing)
            switch term.effect {
            case .factor(_, let levels): input.levels = levels
            case .number(_, let coefficient): input.coefficient = coefficient
            case .spline(_, let knots, let coefficients): (input.knots, input.coefficients) = (knots, coefficients)
            case .pairs(_, _, let pairs):
                products[term.effect.input] = Product(term: term.name, pairs: pairs, missing: missing)
                continue
            case .numberByLevel(_, _, let levels):
                products[term.effect.input] = Product(term: term.name, levels: levels, missing: missing)
                continue
            case .productOfNumbers(_, _, let coefficient):
                products[term.effect.input] = Product(term: term.name, coefficient: coefficient, missing: missing)
                continue
            }
            inputs[term.effect.input] = input
        }
        self.inputs = inputs
        self.products = products.isEmpty ? nil : products
    }

    func text() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
}

extension StoredModel {
    init(_ model: LogisticModel) throws {
        self.init(
            name: model.name, version: model.version, horizonMonths: model.horizonMonths, fittedOn: model.fittedOn,
            definition: try ModelDefinition(model).text())
    }
}

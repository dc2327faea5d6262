import Foundation
import Platform
import ReportKit
import Significance
import Text

/// A count against the sum of each person's own probability.
public struct PoissonBinomialSheet: CalculatorSheet {
    let observed: Int
    let n: Int
    let expected: Double
    let pmf: Double
    let pLower: Double
    let pUpper: Double
    let pTwoSided: Double
    let method: String

    /// - Throws: `SignificanceError`, naming the invalid argument.
    public init(observed: Int, probabilities: [Double]) throws {
        let distribution = try PoissonBinomial(probabilities: probabilities)
        let test = try distribution.test(observed: observed)
        self.observed = observed
        n = probabilities.count
        expected = distribution.mean
        pmf = distribution.pmf(observed)
        pLower = test.pLower
        pUpper = test.pUpper
        pTwoSided = test.p
        method = test.method
    }

    public var lines: [(name: String, value: String)] {
        [
            ("observed", "\(Numbers.count(observed)) of \(Numbers.count(n))"),
            ("expected", Numbers.fixed(expected, 2)), ("exactly that many", "p \(Sheet.p(pmf))"),
            ("at most that many", "p \(Sheet.p(pLower))"), ("at least that many", "p \(Sheet.p(pUpper))"),
            ("two-sided", "p \(Sheet.p(pTwoSided))"), ("method", method),
        ]
    }
}

/// A file of probabilities, one per line; empty lines are skipped.
public struct ProbabilityFile {
    public let probabilities: [Double]

    /// Why a file of probabilities cannot be read.
    public enum Failure: Error, CustomStringConvertible {
        case unreadable(path: String, reason: String)
        case notANumber(path: String, line: Int, text: String)

        public var description: String {
            switch self {
            case .unreadable(let path, let reason): "cannot read \(path): \(reason). Name a file that exists."
            case .notANumber(let path, let line, let text):
                "\(path), line \(line): '\(text)' is not a probability. Write one number from 0 to 1 per line."
            }
        }
    }

    public init(path: String) throws(Failure) {
        let contents: Data
        do {
            contents = try Data(contentsOf: URL(fileURLWithPath: path))
        } catch {
            throw .unreadable(path: path, reason: error.localizedDescription)
        }
        var probabilities: [Double] = []
        for (index, line) in contents.split(separator: 10, omittingEmptySubsequences: false).enumerated() {
            let text = String(decoding: line, as: UTF8.self).trimmingCharacters(in: .whitespaces.union(.newlines))
            if text.isEmpty { continue }
            guard let value = Double(text), value >= 0, value <= 1 else {
                throw .notANumber(path: path, line: index + 1, text: String(text.prefix(40)))
            }
            probabilities.append(value)
        }
        self.probabilities = probabilities
    }
}

extension ProbabilityFile.Failure: ExitCoded {
    public var exitCode: ExitCode {
        switch self {
        case .unreadable: .noInput
        case .notANumber: .badData
        }
    }
}

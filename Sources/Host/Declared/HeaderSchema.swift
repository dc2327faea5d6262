import Foundation
import Platform
import ReportKit

/// The JSON schema of a declared module's header, by which editors complete and check it.
///
/// It is made from the same lists that the header is read by. What depends on several fields, or on the query, is for
/// `laa modules check` to say.
public enum HeaderSchema {
    /// The name of the file that the start of a module names in its first line.
    public static let file = "module-header.schema.json"

    /// The schema, in draft 7, with its keys in order.
    public static func text() throws -> String {
        let schema: [String: Any] = [
            "$schema": "http://json-schema.org/draft-07/schema#",
            "title": title, "type": "object", "additionalProperties": false,
            "properties": properties.mapValues { described in
                described.schema.merging(["description": described.meaning]) { $1 }
            },
            "required": ["id", "title"],
            "anyOf": [
                ["required": ["same-as"]],
                [
                    "required": [
                        "definition", "family", "unit", "polarity", "decimals", "frequency", "levels", "source-system",
                        "supplier", "version",
                    ]
                ],
            ],
        ]
        let data = try JSONSerialization.data(
            withJSONObject: schema, options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
        return String(decoding: data, as: UTF8.self) + "\n"
    }

    private static let title = "The header of a declared module of laa"

    /// Writes the schema into a module's folder, where its file is not there or is that of another version of the program.
    ///
    /// - Returns: whether it was written.
    /// - Throws: ``HostError/cannotStart(problem:)``
    static func write(into folder: String) throws(HostError) -> Bool {
        let path = "\(folder)/\(file)"
        let text: String
        do { text = try self.text() } catch {
            throw .cannotStart(problem: "the schema of headers cannot be made: \(error)")
        }
        // A file that is not ours stays.
        if FileStatus(path) != nil, SmallFile.text(path).map({ $0 == text || !$0.contains(title) }) ?? true {
            return false
        }
        do throws(FileError) { try DurableFile.replace(path, with: Array(text.utf8)) } catch {
            throw .cannotStart(problem: "cannot \(error.action) \(error.path): \(error.reason)")
        }
        return true
    }

    private typealias Property = (schema: [String: Any], meaning: String)

    private static var scalar: [String: Any] { ["type": ["string", "number"]] }
    private static var words: [String: Any] { ["type": "string", "minLength": 1] }

    private static func list(_ items: [String: Any]) -> [String: Any] {
        ["anyOf": [items, ["type": "array", "items": items] as [String: Any]]]
    }

    private static func choice<Choice: RawRepresentable<String>>(_ choices: [Choice]) -> [String: Any] {
        ["enum": choices.map(\.rawValue)]
    }

    private static func number(_ least: Int, _ most: Int) -> [String: Any] {
        ["type": "integer", "minimum": least, "maximum": most]
    }

    /// A number, or a parameter to which a number may be added.
    private static func months(_ least: Int, _ most: Int) -> [String: Any] {
        [
            "anyOf": [
                number(least, most),
                ["type": "string", "pattern": "^[a-z][a-z0-9_]*( *\\+ *[0-9]+)?$"] as [String: Any],
            ]
        ]
    }

    private static var properties: [String: Property] {
        [
            "id": (
                ["type": "string", "pattern": "^[A-Za-z][A-Za-z0-9]{0,19}$"],
                "Identifier: 1 to 20 letters and digits, a letter first."
            ),
            "title": (words, "What the indicator is called."),
            "definition": (words, "The numerator, the denominator and what is left out."),
            "family": (choice(Family.allCases), "How it is counted and judged."),
            "unit": (scalar, "The unit of the published value."),
            "polarity": (choice(Polarity.allCases), "What is good."),
            "decimals": (number(0, 6), "Decimal places of the published value."),
            "frequency": (words, "How often it is published."),
            "levels": (
                list(choice(AreaLevel.allCases.filter { $0 != .notAssigned && $0 != .partnership })),
                "The levels of area that it is reported for."
            ),
            "source-system": (words, "The system that the rows come from."),
            "supplier": (words, "Who supplies the published figure."),
            "caveats": (list(words), "What every reader must know; @name stands for a shared caveat."),
            "version": (scalar, "The edition of the definition."),
            "valid-quarters": (
                ["type": "string", "pattern": "^([0-9]{4}-[0-9]{2}Q[1-4])?\\.\\.([0-9]{4}-[0-9]{2}Q[1-4])?$"],
                "The quarters for which the definition holds: 2008-09Q1..2010-11Q4."
            ),
            "aliases": (list(scalar), "Other names of the indicator."),
            "by": (list(choice(Breakdown.allCases)), "What it may be broken down by."),
            "rate-base": (number(1, 1_000_000), "The number of people that a rate is per."),
            "quantile": (
                ["type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 1],
                "Which quantile a module of family quantile reports: 0.5, the median, where it is left out."
            ),
            "step": (
                ["type": "number", "exclusiveMinimum": 0],
                "The finest step that published quantiles are rounded to; the last decimal place where it is left out."
            ),
            "counts": (choice(Span.allCases), "Which days are counted for a quarter."),
            "complete-after": (months(0, 60), "Months after the last day counted until everything is known."),
            "reaches-back": (number(0, 400), "Days before the first day counted from which rows are needed."),
            "horizon": (months(1, 120), "Months after the snapshot for which the outcome counts and was predicted."),
            "extracts": (list(choice(ExtractKind.allCases)), "What must be loaded before a figure is given."),
            "same-as": (words, "The indicator that this is another reading of."),
            "parameters": (
                [
                    "type": "object", "propertyNames": ["pattern": "^[a-z][a-z0-9_]{0,39}$"],
                    "additionalProperties": [
                        "anyOf": [
                            ["type": "integer"],
                            [
                                "type": "object", "additionalProperties": false,
                                "required": ["default", "least", "most"],
                                "properties": [
                                    "default": ["type": "integer"], "least": ["type": "integer"],
                                    "most": ["type": "integer"],
                                ],
                            ] as [String: Any],
                        ]
                    ],
                ],
                "What may be set in a report: {months: {default: 3, least: 1, most: 24}}; beside same-as, the values it fixes."
            ),
            "adds-up": (list(words), "How its counts add up with those of other indicators."),
            "accepted": (
                [
                    "type": "object", "propertyNames": choice(CheckName.allCases),
                    "additionalProperties": words,
                ],
                "Warnings of 'laa modules check' that are meant, each with the reason."
            ),
        ]
    }
}

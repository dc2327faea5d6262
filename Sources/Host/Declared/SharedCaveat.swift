import Text
import Yams

/// A caveat that several modules share: a header names it, and its text is kept once, in `caveats.yaml`.
public struct SharedCaveat: Sendable {
    /// What a header calls it, without the leading `@`.
    public let name: String
    /// What readers of a report are told.
    public let text: String

    /// Every shared caveat, in the order of the file.
    public static let all: [SharedCaveat] = {
        do {
            return try read(String(decoding: PackageResources.caveats_yaml, as: UTF8.self))
        } catch {
            preconditionFailure("caveats.yaml, which is built into the program, cannot be read: \(error)")
        }
    }()

    /// The text of a caveat by its name.
    static let texts = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0.text) })
    /// The name of a caveat by its text.
    static let names = Dictionary(uniqueKeysWithValues: all.map { ($0.text, $0.name) })

    private static func read(_ yaml: String) throws -> [SharedCaveat] {
        try (Yams.compose(yaml: yaml, .basic)?.mapping ?? [:]).map { name, text in
            guard let name = name.string, let text = text.scalar?.string else {
                throw DeclaredProblem(line: name.mark?.line, "write each caveat as name: text.")
            }
            return SharedCaveat(name: name, text: text)
        }
    }
}

extension HeaderFields {
    /// The texts of a list of caveats, in which `@name` stands for a shared one; each text once. One shared caveat may
    /// stand without a list.
    mutating func caveats(_ name: String) -> [String] {
        var texts: [String] = []
        if let text = textAlone(name), !text.hasPrefix("@") {
            report(name, "is not a list; begin each caveat with a hyphen, on a line of its own.")
            return []
        }
        for item in items(name) {
            guard let text = caveat(item, of: name) else { continue }
            if texts.contains(text) {
                report(name, "'\(item.text)' is listed twice; remove one.", .warning, line: item.line)
            } else {
                texts.append(text)
            }
        }
        return texts
    }

    private mutating func caveat(_ item: Item, of name: String) -> String? {
        guard item.text.hasPrefix("@") else {
            if let shared = SharedCaveat.names[item.text] {
                report(
                    name, "this is the text of @\(shared); write the name, so that the text is corrected in one place.",
                    .warning, line: item.line)
            }
            return item.text
        }
        let shared = String(item.text.dropFirst())
        if let text = SharedCaveat.texts[shared] { return text }
        let nearest = nearestNames(to: shared, among: SharedCaveat.texts.keys, count: 1).first
        report(
            name,
            "there is no shared caveat '@\(shared)'"
                + (nearest.map { "; is @\($0) meant?" } ?? ". 'laa modules show --caveats' lists those there are."),
            line: item.line)
        return nil
    }
}

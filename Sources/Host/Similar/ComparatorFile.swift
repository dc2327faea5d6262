import Foundation
import Platform
import ReportKit
import Text

/// Comparison groups of one's own: a YAML file, `comparators.yaml` in the home unless another is named.
///
/// ```yaml
/// Lancashire: [Staffordshire, Kent, Durham]    # names or codes; the same level as the area
/// E06000009: [E06000001, E06000002, Hartlepool]
/// ```
///
/// Where a name is that of an authority and of a trust, the group is that of each level at which all its members are.
public struct ComparatorFile: Sendable {
    private let entries: [Entry]

    /// A word of the file, and where it stands.
    private struct Word: Sendable {
        let text: String
        let file: String
        let line: Int

        init(_ text: String, _ part: StrictYAML<ComparatorError>) {
            (self.text, file, line) = (text, part.file, part.line)
        }

        func wrong(_ problem: String, _ remedy: String) -> ComparatorError {
            .wrong(file: file, line: line, problem: problem, remedy: remedy)
        }
    }

    private struct Entry: Sendable {
        let area: Word
        let members: [Word]
    }

    /// The fewest areas of a group: the median and range of fewer would be their own figures.
    static let fewest = 3

    /// The file that is to be read: the one named, else the one of `LAA_COMPARATORS`, else the home's own where it is
    /// there.
    ///
    /// - Returns: nil where there is none.
    public static func read(
        _ named: String?, home: String, environment: [String: String]
    ) throws(ComparatorError) -> ComparatorFile? {
        let asked = named ?? environment["LAA_COMPARATORS"].flatMap { $0.isEmpty ? nil : $0 }
        let file = asked ?? home + "/comparators.yaml"
        guard asked != nil || FileManager.default.fileExists(atPath: file) else { return nil }
        let bytes: [UInt8]
        do {
            bytes = try WholeFile.bytes(of: file)
        } catch {
            throw .unreadable(file: file, reason: error.reason)
        }
        return try ComparatorFile(String(decoding: bytes, as: UTF8.self), file: file)
    }

    /// - Parameter file: the name of the file, for messages.
    init(_ text: String, file: String) throws(ComparatorError) {
        var entries: [Entry] = []
        if let root = try StrictYAML<ComparatorError>.read(text, file: file) {
            for (key, value) in try root.entries(of: "the comparators") {
                var members: [Word] = []
                for item in try value.items(of: "the areas that \(key) is compared with") {
                    guard let word = try item.text(of: "an area") else {
                        throw item.wrong("an area is empty", "Name an area, or take the item away")
                    }
                    guard !members.contains(where: { $0.text == word }) else {
                        throw item.wrong("'\(word)' is there twice", "Name it once")
                    }
                    members.append(Word(word, item))
                }
                guard members.count >= Self.fewest else {
                    throw value.wrong(
                        "\(key) is compared with fewer than \(Self.fewest) areas", "Name at least \(Self.fewest)")
                }
                entries.append(Entry(area: Word(key, value), members: members))
            }
        }
        self.entries = entries
    }

    /// The groups, of the areas of a directory.
    public func groups(in directory: AreaDirectory) throws(ComparatorError) -> [ComparisonGroup] {
        var groups: [ComparisonGroup] = []
        for entry in entries {
            let owners = try Self.areas(entry.area, directory)
            let comparable = owners.filter { CaseloadSimilarity.counts[$0.level] != nil }
            guard !comparable.isEmpty else {
                throw entry.area.wrong(
                    "'\(entry.area.text)' is neither an authority nor a trust",
                    "Name one of these; 'laa areas' lists "
                        + "them")
            }
            var members: [(word: Word, areas: [Area])] = []
            for word in entry.members { members.append((word, try Self.areas(word, directory))) }
            let levels = comparable.map(\.level).filter { level in
                members.allSatisfy { $0.areas.contains { $0.level == level } }
            }
            guard !levels.isEmpty else {
                let (level, stray) = Self.stray(comparable.map(\.level), members)
                throw stray.wrong(
                    "'\(stray.text)' is not a \(level.rawValue), as \(entry.area.text) is",
                    "Compare areas of one level; 'laa areas --level \(level.rawValue)' lists them")
            }
            for area in comparable where levels.contains(area.level) {
                guard !groups.contains(where: { $0.area == area }) else {
                    throw entry.area.wrong(
                        "'\(entry.area.text)' is there twice",
                        "Name all its areas in one "
                            + "place")
                }
                let found = members.compactMap { $0.areas.first { $0.level == area.level } }
                if let index = found.firstIndex(of: area) {
                    throw members[index].word.wrong(
                        "\(entry.area.text) is compared with itself", "Take it out of its list")
                }
                if let index = found.indices.first(where: { found[..<$0].contains(found[$0]) }) {
                    throw members[index].word.wrong("'\(members[index].word.text)' is there twice", "Name it once")
                }
                groups.append(ComparisonGroup(area: area, members: found, basis: .chosen))
            }
        }
        return groups
    }

    /// The first member that keeps the group from being of the level at which most of them are, and that level.
    private static func stray(
        _ levels: [AreaLevel], _ members: [(word: Word, areas: [Area])]
    ) -> (AreaLevel, Word) {
        let level =
            levels.max { one, other in
                func count(_ level: AreaLevel) -> Int {
                    members.count { $0.areas.contains { $0.level == level } }
                }
                return count(one) < count(other)
            } ?? .localAuthority
        let stray = members.first { !$0.areas.contains { $0.level == level } } ?? members[0]
        return (level, stray.word)
    }

    private static func areas(_ word: Word, _ directory: AreaDirectory) throws(ComparatorError) -> [Area] {
        do throws(HostError) {
            return try AreaMatch(in: directory).entries(named: word.text).map(\.area)
        } catch .unknownArea(_, let nearest) {
            let hint = nearest.first.map { "; is '\($0.name)' meant?" } ?? ""
            throw word.wrong("there is no area '\(word.text)'\(hint)", "'laa areas' lists them")
        } catch {
            throw word.wrong("\(error)", "Give its code")
        }
    }
}

/// What is wrong with a file of comparison groups.
public enum ComparatorError: LocatedError {
    case unreadable(file: String, reason: String)
    case wrong(file: String, line: Int, problem: String, remedy: String)
}

extension ComparatorError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .unreadable(let file, let reason):
            "\(Printable.line(file)) cannot be read: \(reason). Name a file that exists, or leave the option out."
        case .wrong(let file, let line, let problem, let remedy):
            "\(Printable.line(file)), line \(line): \(problem). \(remedy)."
        }
    }
}

extension ComparatorError {
    public var exitCode: ExitCode {
        switch self {
        case .unreadable: .noInput
        case .wrong: .badConfiguration
        }
    }
}

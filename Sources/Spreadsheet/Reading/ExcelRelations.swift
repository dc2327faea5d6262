/// The parts that a part of an Excel workbook refers to, by type and identifier (ECMA-376 part 2).
final class ExcelRelations: XMLHandler {
    struct Relation {
        /// The last word of its type, such as `worksheet`: what is before it differs between the forms of the standard.
        let type: String
        /// The part's name in the archive.
        let target: String
    }

    private let folder: [Substring]
    private let limits: WorkbookLimits
    private var relations: [String: Relation] = [:]

    /// - Parameter part: the part that refers; empty for the archive itself.
    init(of part: String, limits: WorkbookLimits) {
        self.limits = limits
        folder = part.split(separator: "/").dropLast()
    }

    /// The name of the part that lists what a part refers to: `xl/_rels/workbook.xml.rels` of `xl/workbook.xml`.
    static func part(of part: String) -> String {
        let names = part.split(separator: "/")
        return (names.dropLast() + ["_rels", "\(names.last ?? "").rels"]).joined(separator: "/")
    }

    func relation(_ identifier: String) -> Relation? { relations[identifier] }

    /// The part of a type that there is one of.
    func target(ofType type: String) -> String? {
        relations.values.filter { $0.type == type }.map(\.target).min()
    }

    func start(_ name: XMLName, _ attributes: XMLAttributes) throws(WorkbookError) {
        guard name.isCalled("Relationship"), let identifier = attributes["Id"], let type = attributes["Type"],
            let target = attributes["Target"]
        else { return }
        // What is outside of the archive is never read.
        if let mode = attributes["TargetMode"], String(cString: mode) == "External" { return }
        guard relations.count < limits.relations else {
            throw .tooLarge(problem: "a part of it refers to more than \(limits.relations) others")
        }
        relations[String(cString: identifier)] = Relation(
            type: String(cString: type).split(separator: "/").last.map { String($0) } ?? "",
            target: resolved(String(cString: target)))
    }

    func end(_ name: XMLName) -> Bool { false }

    func text(_ bytes: UnsafeRawBufferPointer) {}

    private func resolved(_ target: String) -> String {
        var names = target.hasPrefix("/") ? [] : folder
        for name in target.split(separator: "/") {
            switch name {
            case ".": break
            case "..": _ = names.popLast()
            default: names.append(name)
            }
        }
        return names.joined(separator: "/")
    }
}

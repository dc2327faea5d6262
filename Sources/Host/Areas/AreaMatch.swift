import ReportKit
import Text
import Warehouse

/// Which areas of a directory a word means.
struct AreaMatch {
    private let directory: AreaDirectory

    init(in directory: AreaDirectory) {
        self.directory = directory
    }

    /// The current areas that a name or code means: one of that name at each level, or, where no area is called just
    /// so, that which usually has the name.
    ///
    /// - Throws: ``HostError/unknownArea(name:nearest:)``, or ``HostError/severalAreas(name:areas:)`` where several
    ///   areas of one level may be meant.
    func entries(named word: String) throws(HostError) -> [AreaDirectory.Entry] {
        let current = directory.entries.filter(\.current)
        let wanted = word.onOneLine.lowercased()
        let literal = current.filter { entry in
            entry.area.name.lowercased() == wanted || entry.codes.contains { $0.lowercased() == wanted }
        }
        if !literal.isEmpty { return literal }
        let found = try otherwise(named: word, among: current)
        guard found.isEmpty else { return found }
        throw .unknownArea(name: word, nearest: nearest(to: word, among: current))
    }

    private func otherwise(
        named word: String, among current: [AreaDirectory.Entry]
    ) throws(HostError) -> [AreaDirectory.Entry] {
        let byCode = current.filter { entry in
            AreaNaming.otherCodes(of: entry.codes).contains { $0.lowercased() == word.lowercased() }
        }
        if !byCode.isEmpty { return byCode }
        let named = current.map { (entry: $0, names: AreaNaming.names(of: $0.area.name, codes: $0.codes)) }
        for form in AreaNaming.forms(of: word) {
            let found = named.filter { area in
                area.names.contains(form.name) && form.mayMean(area.entry.area.level)
            }.map(\.entry)
            if found.isEmpty { continue }
            if Set(found.map(\.area.level)).count < found.count {
                throw .severalAreas(name: word, areas: found.map(\.area))
            }
            return found
        }
        return []
    }

    private func nearest(to word: String, among current: [AreaDirectory.Entry]) -> [Area] {
        let names = nearestNames(to: word, among: current.map(\.area.name))
        return names.compactMap { name in current.first { $0.area.name == name }?.area }
    }
}

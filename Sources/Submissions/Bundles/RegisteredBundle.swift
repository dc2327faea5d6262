import Foundation
import ReportKit
import Warehouse

/// What a bundle's `manifest.json` says of the register of publications.
enum RegisteredBundle {
    private struct Register: Decodable {
        let register: Int?
    }

    private struct Others: Decodable {
        let weighedWith: [[String]]?
    }

    private struct Comparators: Decodable {
        let comparators: [Group]?
    }

    /// A comparison group that somebody chose, by the codes of its areas.
    struct Group: Decodable {
        let area: String
        let members: [String]

        /// Nil where one of the codes is of no area.
        func group(in areas: AreaDirectory) -> ComparisonGroup? {
            func area(_ code: String) -> Area? { areas.entries.first { $0.area.code == code }?.area }
            let members = members.compactMap(area)
            guard let own = area(self.area), members.count == self.members.count else { return nil }
            return ComparisonGroup(area: own, members: members, basis: .chosen)
        }
    }

    /// The last publication that the bundle's return was weighed against; nil for one that was made before there was a
    /// register, or whose manifest cannot be read.
    static func position(in folder: String) -> Int? { manifest(in: folder, as: Register.self)?.register }

    /// The codes of the areas of each partnership whose return was weighed together with the bundle's.
    static func weighedWith(in folder: String) -> [[String]] {
        (manifest(in: folder, as: Others.self)?.weighedWith ?? []).filter { !$0.isEmpty }
    }

    /// The comparison groups that somebody had chosen for the bundle's return and those weighed together with it.
    static func comparators(in folder: String) -> [Group] {
        manifest(in: folder, as: Comparators.self)?.comparators ?? []
    }

    private static func manifest<Part: Decodable>(in folder: String, as part: Part.Type) -> Part? {
        guard let file = WholeFolder.contents(of: "\(folder)/manifest.json") else { return nil }
        return try? JSONDecoder().decode(part, from: file)
    }
}

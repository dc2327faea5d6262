import Foundation
import Host
import Platform
import ReportKit
import Warehouse

/// What a bundle's `manifest.json` says of how its return was made: what it takes to make it again.
struct RegisteredBundle: Decodable {
    /// The last publication that the return was weighed against; nil for one that was made before there was a register, or
    /// whose manifest cannot be read.
    let position: Int?
    /// The codes of the areas of each partnership whose return was weighed together with it.
    let weighedWith: [[String]]
    /// Whose predictions its indicators are judged against; of any state of the warehouse.
    let basis: ReportBasis
    /// The comparison groups that somebody had chosen for it and for those weighed together with it.
    private let comparators: [Group]

    /// Codes that are of no area.
    struct UnknownAreas: ExitCoded {
        /// The manifest's field that names them.
        let field: String
        let exitCode = ExitCode.badData
    }

    /// A comparison group, by the codes of its areas.
    private struct Group: Decodable {
        let area: String
        let members: [String]
    }

    private enum Key: String, CodingKey {
        case register, weighedWith, comparators, model, predictionUncertainty
    }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Key.self)
        position = try fields.decodeIfPresent(Int.self, forKey: .register)
        weighedWith = (try fields.decodeIfPresent([[String]].self, forKey: .weighedWith) ?? []).filter { !$0.isEmpty }
        comparators = try fields.decodeIfPresent([Group].self, forKey: .comparators) ?? []
        basis = ReportBasis(
            model: try fields.decodeIfPresent(String.self, forKey: .model).map(ModelChoice.init),
            allowsForPrediction: try fields.decodeIfPresent(Bool.self, forKey: .predictionUncertainty) ?? false)
    }

    private init() { (position, weighedWith, basis, comparators) = (nil, [], ReportBasis(), []) }

    /// Of a bundle's folder; what there is no manifest for was made before any of this was kept.
    init(in folder: String) {
        let manifest = WholeFolder.contents(of: "\(folder)/manifest.json")
        self = manifest.flatMap { try? JSONDecoder().decode(RegisteredBundle.self, from: $0) } ?? RegisteredBundle()
    }

    /// - Throws: ``UnknownAreas`` where one of the codes is of no area.
    func comparators(in areas: AreaDirectory) throws -> [ComparisonGroup] {
        func area(_ code: String) throws -> Area {
            guard let entry = areas.entries.first(where: { $0.area.code == code }) else {
                throw UnknownAreas(field: Key.comparators.rawValue)
            }
            return entry.area
        }
        return try comparators.map { group in
            ComparisonGroup(area: try area(group.area), members: try group.members.map(area), basis: .chosen)
        }
    }
}

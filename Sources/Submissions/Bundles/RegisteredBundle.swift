import Foundation

/// What a bundle's `manifest.json` says of the register of publications.
enum RegisteredBundle {
    private struct Manifest: Decodable {
        let register: Int?
        let weighedWith: [[String]]?
    }

    /// The last publication that the bundle's return was weighed against; nil for one that was made before there was a
    /// register, or whose manifest cannot be read.
    static func position(in folder: String) -> Int? { manifest(in: folder)?.register }

    /// The codes of the areas of each partnership whose return was weighed together with the bundle's.
    static func weighedWith(in folder: String) -> [[String]] { manifest(in: folder)?.weighedWith ?? [] }

    private static func manifest(in folder: String) -> Manifest? {
        guard let file = WholeFolder.contents(of: "\(folder)/manifest.json") else { return nil }
        return try? JSONDecoder().decode(Manifest.self, from: file)
    }
}

import Foundation

/// What a bundle's `manifest.json` says of the register of publications.
enum RegisteredBundle {
    private struct Register: Decodable {
        let register: Int?
    }

    private struct Others: Decodable {
        let weighedWith: [[String]]?
    }

    /// The last publication that the bundle's return was weighed against; nil for one that was made before there was a
    /// register, or whose manifest cannot be read.
    static func position(in folder: String) -> Int? { manifest(in: folder, as: Register.self)?.register }

    /// The codes of the areas of each partnership whose return was weighed together with the bundle's.
    static func weighedWith(in folder: String) -> [[String]] {
        (manifest(in: folder, as: Others.self)?.weighedWith ?? []).filter { !$0.isEmpty }
    }

    private static func manifest<Part: Decodable>(in folder: String, as part: Part.Type) -> Part? {
        guard let file = WholeFolder.contents(of: "\(folder)/manifest.json") else { return nil }
        return try? JSONDecoder().decode(part, from: file)
    }
}

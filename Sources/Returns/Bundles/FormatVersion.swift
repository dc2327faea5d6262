import Disclosure
import Foundation

/// The version of the files that a return is made of: `return.json`, `return.csv` and `manifest.json`.
///
/// It is raised when a key or column is removed or changes its meaning; added ones leave it as it is.
public enum FormatVersion {
    public static let current = EarlierReturn.newestFormat

    /// Whether the files beside a stored manifest can be read: they have this version, an earlier one, or none.
    ///
    /// - Parameter manifest: the contents of `manifest.json`; nil without such a file, as beside files of no version.
    public static func isRead(inManifest manifest: Data?) -> Bool {
        guard let manifest else { return true }
        guard let document = try? JSONSerialization.jsonObject(with: manifest) as? [String: Any] else { return false }
        guard let version = document["formatVersion"] else { return true }
        return (version as? Int).map((1...current).contains) ?? false
    }
}

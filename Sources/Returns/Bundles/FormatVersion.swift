import Disclosure

/// The version of the files that a return is made of: `return.json`, `return.csv` and `manifest.json`.
///
/// It is raised when a key or column is removed or changes its meaning; added ones leave it as it is.
public enum FormatVersion {
    public static let current = EarlierReturn.newestFormat
}

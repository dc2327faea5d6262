import Yams

extension Node {
    /// The first control character in a key or a value, other than line feeds and tabs, with the line of its text; nil
    /// if no text holds one.
    ///
    /// YAML does not allow such a character as it is, but can write it: `"\e"`.
    package var firstControl: (control: Unicode.Scalar, line: Int?)? {
        switch self {
        case .scalar(let scalar): return Printable.control(in: scalar.string).map { ($0, mark?.line) }
        case .sequence(let items): return items.lazy.compactMap(\.firstControl).first
        case .mapping(let entries):
            return entries.lazy.compactMap { $0.key.firstControl ?? $0.value.firstControl }.first
        case .alias: return nil
        }
    }
}

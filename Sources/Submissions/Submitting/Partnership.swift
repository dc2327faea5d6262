import Host
import ReportKit

/// A partnership is known by its area's name: whoever names it by a code means the same return.
enum Partnership {
    /// The name of the area of that name or code.
    ///
    /// - Throws: ``HostError/unknownArea(name:nearest:)``.
    static func name(of area: String, in directory: AreaDirectory) throws(HostError) -> String {
        let asked = try AreaSelection(returnFor: area, in: directory).asked
        return asked.first?.name ?? area
    }
}

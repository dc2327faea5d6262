import Host
import ReportKit

/// A partnership is identified by its area's name: naming the area by its code means the same return.
enum Partnership {
    /// The name of the area with this name or code.
    ///
    /// - Throws: ``HostError/unknownArea(name:nearest:)``.
    static func name(of area: String, in directory: AreaDirectory) throws(HostError) -> String {
        let asked = try AreaSelection(returnFor: [area], in: directory).asked
        return asked.first?.name ?? area
    }
}

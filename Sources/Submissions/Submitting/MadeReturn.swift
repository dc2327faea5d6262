import Host
import ReportKit

/// A return, made.
struct MadeReturn {
    let areas: [Area]
    let sections: ReturnSections
    /// Its files; none where no module gave a report, or where nobody could be kept from being recognised.
    let files: [BundleFile]
    /// The vintages drawn on.
    let vintages: [Int]
    /// Why it may not leave the program; nil where it may.
    let disclosure: ClosedGate?
}

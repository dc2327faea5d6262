import Foundation

/// A note of the vintage as of which a delivered edition was recomputed and no figure had changed, so that it is not
/// recomputed every day. Losing it costs one more recomputation.
struct CheckedMark {
    private let path: String

    init(in state: String, bundle: String) {
        path = "\(state)/\(bundle).checked"
    }

    /// The last vintage that changed nothing; 0 if there is no mark.
    var vintage: Int {
        WholeFolder.contents(of: path).flatMap { Int(String(decoding: $0, as: UTF8.self).trimmed) } ?? 0
    }

    func note(_ vintage: Int) throws(SubmissionError) {
        try WholeFolder.replace(path, with: Data("\(vintage)\n".utf8))
    }
}

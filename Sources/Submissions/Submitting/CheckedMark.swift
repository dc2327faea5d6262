import Foundation

/// Up to which vintage a delivered edition was made again and found the same, so that it is not made again every day. A mark
/// that is lost costs that once more.
struct CheckedMark {
    private let path: String

    init(in state: String, bundle: String) {
        path = "\(state)/\(bundle).checked"
    }

    /// The last vintage that changed nothing; 0 where there is none.
    var vintage: Int {
        WholeFolder.contents(of: path).flatMap { Int(String(decoding: $0, as: UTF8.self).trimmed) } ?? 0
    }

    func note(_ vintage: Int) throws(SubmissionError) {
        try WholeFolder.replace(path, with: Data("\(vintage)\n".utf8))
    }
}

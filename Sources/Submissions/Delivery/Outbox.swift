import Foundation

/// The folder that bundles are delivered to: each appears whole, under its own name, or not at all.
struct Outbox {
    let folder: String

    /// What came of a delivery.
    enum Outcome: Equatable {
        case delivered
        /// The very same bundle was there: an earlier process delivered it, and died before it could record that.
        case wasThere
        /// Another bundle has the name.
        case taken(problem: String)
    }

    /// Copies a stored bundle into the outbox.
    ///
    /// - Parameter began: called once the first file is written.
    func deliver(
        _ files: [BundleFile], as name: String, hash: String, began: () -> Void
    ) throws(SubmissionError) -> Outcome {
        if try WholeFolder.write(files, as: name, in: folder, began: began) { return .delivered }
        let path = "\(folder)/\(name)"
        guard let check = try? BundleCheck(folder: path, key: nil), check.hash == hash, check.problems.isEmpty else {
            return .taken(problem: "\(path) is there, and is not this bundle; move it away, then submit again")
        }
        return .wasThere
    }
}

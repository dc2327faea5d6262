import Foundation

/// The folder that bundles are delivered to: each appears whole, under its own name, or not at all.
struct Outbox {
    let folder: String

    /// The outcome of a delivery.
    enum Outcome: Equatable {
        case delivered
        /// The same bundle was there already: an earlier process delivered it, but died before recording that.
        case wasThere
        /// Something else has the name.
        case taken(problem: String)
    }

    /// Copies a stored bundle into the outbox.
    ///
    /// - Parameter began: called after the first file is written.
    func deliver(
        _ files: [BundleFile], as name: String, hash: String, began: () -> Void
    ) throws(SubmissionError) -> Outcome {
        if try WholeFolder.write(files, as: name, in: folder, began: began) { return .delivered }
        let path = "\(folder)/\(name)"
        guard let check = try? BundleCheck(folder: path, key: nil), check.hash == hash, check.problems.isEmpty else {
            return .taken(problem: "\(path) exists already, and is not this bundle; move it away, then submit again")
        }
        return .wasThere
    }
}

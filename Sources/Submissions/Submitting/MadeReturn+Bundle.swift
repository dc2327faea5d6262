import Returning

extension MadeReturn {
    /// The return's files as a bundle has them; none where there is no return, or it may not leave the program.
    var bundleFiles: [BundleFile] {
        guard let finished = try? result.get(), finished.edition.marking == nil else { return [] }
        return finished.files.map(BundleFile.init)
    }

    /// Why it may not leave the program; nil where it may, or where there is none.
    var disclosureGate: ClosedGate? {
        switch result {
        case .success(let finished): finished.edition.marking.map(ClosedGate.marked)
        case .failure(.notControlled(let error)): .notControlled(error)
        case .failure(.noReport), .failure(.incomplete): nil
        }
    }
}

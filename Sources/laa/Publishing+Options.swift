import Provenance
import Returning
import Warehouse

extension Publishing {
    /// For a command with these options.
    init(_ common: CommonOptions, _ terms: DisclosureTerms) throws {
        self.init(to: try common.existing, terms: terms, program: .own)
        waiting = { common.progress(Self.isWaiting) }
    }

    /// Said before waiting for another process that is publishing.
    static let isWaiting = "laa: something else is being published; waiting for it"
}

extension OutputOptions {
    /// Says that what went to standard output is not in the register of publications, where it could be.
    func noteNotAdded(_ weighed: Publishing.Weighed, _ common: CommonOptions) {
        guard file == nil, weighed.position != nil else { return }
        common.progress(
            "laa: weighed against what was published, and not added to it: publish with --output, 'laa return' or "
                + "'laa submit'")
    }
}

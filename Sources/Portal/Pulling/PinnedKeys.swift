import Platform
import Submissions

/// The keys that a folder's editions may be signed under: those that the portal showed at the first pull, and from then on
/// those alone that the last of them leads to, each signed by the one before.
struct PinnedKeys {
    let keys: [PublicKey]
    /// What whoever pulls must know; nil where nothing is new.
    let news: String?

    /// - Parameters:
    ///   - served: the portal's ring, of which nothing is trusted yet.
    ///   - file: where the trusted ones are kept, as a ring as well.
    /// - Throws: ``PullError``; `FileError`.
    init(served: [UInt8], file: String, origin: String) throws {
        let text = String(decoding: served, as: UTF8.self)
        guard served.count <= 65_536, let offered = try? KeyRing.keys(inRing: text, file: file), let last = offered.last
        else { throw PullError.notPortal(origin: origin, problem: "its keys are not signed, each by the one before") }
        let lines = text.split(separator: "\n")
        guard FileStatus(file) != nil else {
            try DurableFile.replace(file, with: Array((lines.joined(separator: "\n") + "\n").utf8))
            keys = offered
            // A key that signed a real one need not be real itself: each must be compared.
            let names = offered.map(\.fingerprint).joined(separator: ", ")
            news =
                offered.count == 1
                ? "from now on the key \(names) is trusted. Compare it with what whoever keeps the returns tells you by "
                    + "another way."
                : "from now on the keys \(names) are trusted. Compare each of them with what whoever keeps the returns tells "
                    + "you by another way; where one is none of theirs, remove the folder and tell them."
            return
        }
        guard let kept = SmallFile.text(file), let known = try? KeyRing.keys(inRing: kept, file: file),
            let pinned = known.last
        else { throw PullError.kept(path: file) }
        guard let place = offered.firstIndex(where: { $0.fingerprint == pinned.fingerprint }) else {
            throw PullError.otherKey(known: pinned.fingerprint, offered: last.fingerprint, file: file)
        }
        // What stands before the pinned key anybody can have put there.
        let newer = offered[(place + 1)...]
        keys = known + newer
        guard !newer.isEmpty else {
            news = nil
            return
        }
        let grown = kept.split(separator: "\n") + lines[(place + 1)...]
        try DurableFile.replace(file, with: Array((grown.joined(separator: "\n") + "\n").utf8))
        news = "the key \(pinned.fingerprint) signed its successor \(last.fingerprint), which is trusted from now on."
    }
}

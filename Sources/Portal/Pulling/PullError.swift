import Platform

/// What can go wrong in pulling returns from a portal: one case per situation. Texts of the portal's are cleaned already.
public enum PullError: Error, Equatable, Sendable {
    /// The portal's address cannot be understood, or is not safe to send a token to.
    case address(String, problem: String)
    /// There is no token, or the file has none.
    case token(problem: String)
    /// Others can read the token's file.
    case tokenOpen(path: String)
    /// The file of the certificate authority cannot be used.
    case authority(path: String, problem: String)
    /// Nobody who is trusted vouches for the portal's certificate.
    case certificate(origin: String, reason: String)
    /// The portal cannot be reached, was cut off, or says itself that it is away.
    case away(origin: String, reason: String)
    /// Another pull into the same folder is at work.
    case busy(folder: String)
    /// The token opens nothing any more, or not this.
    case refused(reason: String)
    /// The token reads no partnership of that name.
    case noPartnership(String, readable: [String])
    /// What answers is no portal, or not one that this program understands.
    case notPortal(origin: String, problem: String)
    /// What was kept of an earlier pull cannot be read.
    case kept(path: String)
    /// The portal signs under a key that the known one did not sign.
    case otherKey(known: String, offered: String, file: String)
    /// An edition is not what was signed, or not the one that was listed.
    case edition(name: String, problem: String)
}

extension PullError {
    /// Whether it concerns one edition, and others may be fetched nevertheless.
    var isOfOneEdition: Bool { if case .edition = self { true } else { false } }
}

extension PullError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .address(let address, let problem):
            "'\(address)' \(problem). Write the portal's address as https://HOST or https://HOST:PORT."
        case .token(let problem):
            "\(problem). Put the token into a file of your own, chmod 600, and name it with --token-file, or in the variable "
                + "LAA_TOKEN; whoever keeps the returns grants one."
        case .tokenOpen(let path):
            "the token's file \(path) can be read by others. Let only its owner read it: chmod 600 \(path); where somebody may have "
                + "read it, have the token revoked."
        case .authority(let path, let problem):
            "\(path) \(problem). --ca-certificate names the certificate of the authority that issued the portal's, as PEM."
        case .certificate(let origin, let reason):
            "the certificate of \(origin) is not to be trusted (\(reason)); nothing was sent. Where an authority of your "
                + "own issued it, name that with --ca-certificate FILE."
        case .away(let origin, let reason):
            "\(origin) does not answer as it should: \(reason). Try again later; what was fetched so far is gone on with."
        case .busy(let folder):
            "another 'laa pull' is at work in \(folder). Try again once it has ended."
        case .refused(let reason):
            "the portal refuses the token: \(reason)"
        case .noPartnership(let area, let readable):
            "the token reads no returns of '\(area)'. "
                + (readable.isEmpty
                    ? "It reads none at all." : "It reads those of: \(readable.joined(separator: ", ")).")
        case .notPortal(let origin, let problem):
            "\(origin) does not answer as a portal of returns: \(problem). Check the address; a newer portal needs a newer laa."
        case .kept(let path):
            "\(path), which an earlier pull kept, cannot be read. Restore it from a backup, or remove it: then the next pull "
                + "trusts the key that the portal shows, which must be compared anew."
        case .otherKey(let known, let offered, let file):
            "the portal signs under the key \(offered), and the key \(known), which is known from the first pull, did not sign "
                + "it. Nothing was fetched. Ask whoever keeps the returns, not by the portal, which key is right: where it "
                + "is the new one, remove \(file) and pull again; otherwise somebody else answers in the portal's place."
        case .edition(let name, let problem):
            "\(name) was not put in place: \(problem). Tell whoever keeps the portal."
        }
    }
}

extension PullError: ExitCoded {
    public var exitCode: ExitCode {
        switch self {
        case .address: .usage
        case .notPortal, .otherKey, .edition: .badData
        case .noPartnership: .noInput
        case .away, .busy: .tryAgain
        case .refused, .tokenOpen: .notAllowed
        case .token, .authority, .certificate, .kept: .badConfiguration
        }
    }
}

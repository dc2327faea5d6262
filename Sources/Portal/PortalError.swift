import Platform

/// What can go wrong in granting access and in serving: one case per situation.
public enum PortalError: Error, Equatable, Sendable {
    /// There is no access of that number.
    case noAccess(Int)
    /// The address to listen on cannot be understood or used.
    case address(String, problem: String)
    /// A file of the certificate or its key cannot be used.
    case tls(path: String, problem: String)
    /// The public key is not there.
    case noKey(path: String, reason: String)
    /// The key of which users' accesses are made cannot be used.
    case userKey(path: String, problem: String)
    /// Everybody can read that key.
    case userKeyOpen(path: String)
    /// The text is no name of a user.
    case notUser(String)
    /// A user has access already.
    case userHasAccess(String, number: Int)
    /// The session is not held by row-level security.
    case notHeld(role: String)
    /// A delivered bundle is not there, or is not what the ledger recorded.
    case bundle(name: String, problem: String)
}

extension PortalError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .noAccess(let number):
            "there is no access of number \(number). 'laa access list' lists them all."
        case .address(let address, let problem):
            "cannot listen on '\(address)': \(problem). Name another with --listen ADDRESS:PORT."
        case .tls(let path, let problem):
            "\(path) \(problem). --tls-certificate names the certificate and those between it and its root, in that order, as "
                + "PEM; --tls-key its private key, as PEM without a passphrase."
        case .noKey(let path, let reason):
            "the public key \(path) cannot be read: \(reason). The first 'laa submit' writes it; name another with "
                + "--public-key FILE."
        case .userKey(let path, let problem):
            "the key \(path) of the portal's users \(problem). 'laa access grant --user' makes it; give it to the portal alone, with "
                + "--user-key FILE, and let nobody else read it: chmod 600 \(path)"
        case .userKeyOpen(let path):
            "everybody can read \(path), and so be any of the portal's users. Remove it, revoke what users were granted, and grant "
                + "it again: that makes another."
        case .notUser(let user):
            "'\(user)' is no name of a user. Write it as the proxy sends it, in at most 200 bytes."
        case .userHasAccess(let user, let number):
            "'\(user)' has access \(number) already. Revoke that first: laa access revoke \(number)"
        case .notHeld(let role):
            "the database's role \(role) sees everything, whatever a token is for. Name the role laa_portal in --database."
        case .bundle(let name, let problem):
            "the bundle \(name) \(problem). Restore it from its backup; 'laa submissions verify' checks them all."
        }
    }
}

extension PortalError: ExitCoded {
    public var exitCode: ExitCode {
        switch self {
        case .noAccess: .noInput
        case .address: .unavailable
        case .notUser, .userHasAccess: .usage
        case .tls, .noKey, .userKey: .badConfiguration
        case .notHeld, .userKeyOpen: .notAllowed
        case .bundle: .badData
        }
    }
}

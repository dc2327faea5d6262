import Loading
import Platform
import Submissions
import Warehouse

extension CheckUp.Line {
    /// The two keys: whether each is there, its owner's alone, and the one that the warehouse knows.
    ///
    /// - Parameter connection: nil where the warehouse cannot be reached.
    public static func keys(home: String, settings: SubmissionSettings, _ connection: Connection?) -> [CheckUp.Line] {
        [pseudonymKey(home, connection), signingKey(settings.key, connection)]
    }

    private static func pseudonymKey(_ home: String, _ connection: Connection?) -> CheckUp.Line {
        let subject = "pseudonym key"
        let key = PseudonymKey(home: home)
        do {
            let known: String? = try connection.flatMap {
                try Script.backupState.query(on: $0)[0].get("pseudonym_key", as: String?.self)
            }
            guard let found = try key.fingerprint() else {
                return known == nil
                    ? .good(subject, "none yet; the first load makes it")
                    : .misconfigured(
                        subject, "\(key.path) is not there, and the warehouse's people were hashed with one",
                        "Restore it from its backup.")
            }
            if let known, known != found {
                return .misconfigured(
                    subject, "\(key.path) is not the one that the warehouse's people were hashed with",
                    "Restore the right one from its backup.")
            }
            return .good(subject, "\(key.path), this account's alone, fingerprint \(found.prefix(12))")
        } catch {
            return .failed(subject, error)
        }
    }

    private static func signingKey(_ path: String, _ connection: Connection?) -> CheckUp.Line {
        let subject = "signing key"
        do {
            let file = PrivateKeyFile(path)
            guard file.isThere else {
                let hasSigned = try connection.map { try Ledger($0).head().number > 0 } ?? false
                return hasSigned
                    ? .misconfigured(
                        subject, "\(path) is not there, and bundles were signed with one", "Restore it from its backup."
                    )
                    : .good(subject, "none yet; the first submission makes it")
            }
            _ = try file.read()
            let keys = try KeyRing(of: path).keys
            return .good(
                subject,
                "\(path), this account's alone, fingerprint \(keys[0].fingerprint.prefix(12))"
                    + (keys.count > 1 ? "; \(keys.count) keys in its ring" : ""))
        } catch {
            return .failed(subject, error)
        }
    }
}

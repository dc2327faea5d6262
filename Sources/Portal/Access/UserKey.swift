import Crypto
import Foundation
import Platform
import Text

/// The portal's own key, of which it makes what a proxy's users are known by in the warehouse: without it, nobody who can
/// write a transaction's setting can be one of them.
public struct UserKey: Sendable {
    private let key: SymmetricKey

    /// The file's place in the home of the program.
    public static func file(home: String) -> String { home + "/portal-users.key" }

    /// - Parameter mayCreate: whether a missing key is created.
    /// - Throws: ``PortalError/userKey(path:problem:)``; ``PortalError/userKeyOpen(path:)``; `FileError` where it cannot be made.
    public init(file: String, mayCreate: Bool) throws {
        if mayCreate, FileStatus(file) == nil {
            let bytes = (0..<PrivateKeyFile.length).map { _ in UInt8.random(in: .min ... .max) }
            try PrivateKeyFile(file).create(bytes, folderMode: .atMost(0o755))
        }
        // A service has it of the service manager, which may let the service's group read it.
        guard let status = FileStatus(file), status.isFile, let text = SmallFile.text(file) else {
            throw PortalError.userKey(path: file, problem: "cannot be read")
        }
        guard status.mode & 0o007 == 0 else {
            throw PortalError.userKeyOpen(path: file)
        }
        guard let bytes = PrivateKeyFile.key(text.utf8) else {
            throw PortalError.userKey(path: file, problem: "does not hold 64 hexadecimal digits")
        }
        key = SymmetricKey(data: bytes)
    }

    /// What a user is known by; nil where the text is no name of one: empty, of more than 200 bytes, or with control characters.
    public func token(of user: String) -> AccessToken? {
        guard (1...200).contains(user.utf8.count), Printable.controlInLine(user) == nil,
            user.first?.isWhitespace == false, user.last?.isWhitespace == false
        else { return nil }
        return AccessToken(user: user, key: key)
    }
}

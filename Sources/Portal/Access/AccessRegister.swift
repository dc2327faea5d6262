import ReportKit
import Text
import Warehouse

/// Those who may read returns by the portal, as whoever keeps the warehouse grants and revokes it.
public struct AccessRegister {
    private let connection: Connection

    public init(_ connection: Connection) {
        self.connection = connection
    }

    /// Somebody's access.
    public struct Entry: Sendable {
        public let number: Int
        /// Who holds the token.
        public let name: String
        /// The user whom the proxy signs in; nil of whoever holds a token.
        public let user: String?
        /// The partnerships whose returns they read; nil for all.
        public let partnerships: [String]?
        /// The last day on which it is valid; nil where it does not expire.
        public let expiresOn: Day?
        /// When it was granted, in UTC.
        public let grantedAt: String
        public let grantedBy: String
        /// When it was revoked, in UTC; nil where it was not.
        public let revokedAt: String?
        /// When it was last used, in UTC; nil where it never was.
        public let lastUsedAt: String?

        /// How it stands on a day.
        func state(on day: Day) -> String {
            if revokedAt != nil { return "revoked" }
            return expiresOn.map { $0 < day } ?? false ? "expired" : "valid"
        }
    }

    /// Grants access, by a new token.
    ///
    /// - Parameters:
    ///   - partnerships: names of the areas whose returns may be read; nil for all.
    ///   - account: whoever grants it, as `account@machine`.
    /// - Returns: the access's number and the token, which is nowhere else.
    public func grant(
        _ partnerships: [String]?, to name: String, expiresOn: Day?, by account: String
    ) throws -> (number: Int, token: AccessToken) {
        let token = AccessToken()
        return (try add(partnerships, name, user: nil, token, expiresOn, account), token)
    }

    /// Grants access to a user whom the proxy signs in.
    ///
    /// - Parameter token: what the user is known by.
    /// - Returns: the access's number.
    /// - Throws: ``PortalError/userHasAccess(_:number:)`` where the user has one that was not revoked.
    public func grant(
        _ partnerships: [String]?, toUser user: String, name: String, token: AccessToken, expiresOn: Day?,
        by account: String
    ) throws -> Int {
        if let other = try entries().first(where: { $0.user == user && $0.revokedAt == nil }) {
            throw PortalError.userHasAccess(user, number: other.number)
        }
        return try add(partnerships, name, user: user, token, expiresOn, account)
    }

    private func add(
        _ partnerships: [String]?, _ name: String, user: String?, _ token: AccessToken, _ expiresOn: Day?,
        _ account: String
    ) throws -> Int {
        let rows = try Script.grant.query(
            on: connection,
            [
                .text(name), .boolean(partnerships == nil), .texts(partnerships ?? []), .text(token.handle),
                .text(token.digest), .text(expiresOn?.description), .text(account), .text(user),
            ])
        return try rows[0].get("number")
    }

    /// Everybody's access, in order of number.
    public func entries() throws -> [Entry] {
        try Script.accesses.query(on: connection).map { row in
            let partnerships: String? = try row.get("partnerships")
            return Entry(
                number: try row.get("number"), name: try row.get("name"),
                user: try row.get("proxy_user"),
                partnerships: partnerships.map { $0.split(separator: "\u{1F}").map(String.init) },
                expiresOn: try row.get("expires_on"), grantedAt: try row.get("granted_at"),
                grantedBy: try row.get("granted_by"), revokedAt: try row.get("revoked_at"),
                lastUsedAt: try row.get("last_used_at"))
        }
    }

    /// Revokes an access, from now on.
    ///
    /// - Returns: false where it was revoked before.
    /// - Throws: ``PortalError/noAccess(_:)`` where there is none of that number.
    public func revoke(_ number: Int, by account: String) throws -> Bool {
        guard try entries().contains(where: { $0.number == number }) else { throw PortalError.noAccess(number) }
        return try !Script.revoke.query(on: connection, [.integer(number), .text(account)]).isEmpty
    }
}

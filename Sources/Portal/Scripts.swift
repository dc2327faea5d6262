import Warehouse

/// The files of `sql`.
extension Script {
    static let accesses = Script("accesses.sql", PackageResources.accesses_sql)
    static let account = Script("account.sql", PackageResources.account_sql)
    static let editions = Script("editions.sql", PackageResources.editions_sql)
    static let grant = Script("grant.sql", PackageResources.grant_sql)
    static let logRequests = Script("log_requests.sql", PackageResources.log_requests_sql)
    static let ownSession = Script("own_session.sql", PackageResources.own_session_sql)
    static let revoke = Script("revoke.sql", PackageResources.revoke_sql)
}

import HTTPTypes

/// The users whom the proxy signs in: it names each in a header, which is believed from its address alone.
public struct ProxyUsers: Sendable {
    let header: HTTPField.Name
    let key: UserKey

    /// - Parameter header: the header's name, as in `X-Remote-User`; nil is returned where it is not a valid name, or has another
    ///   meaning.
    public init?(header: String, key: UserKey) {
        let taken = [
            "authorization", "cookie", "host", "x-forwarded-for", "x-forwarded-proto", "origin", "sec-fetch-site",
        ]
        guard let name = HTTPField.Name(header), !taken.contains(header.lowercased()) else { return nil }
        self.header = name
        self.key = key
    }

    /// The user whom a request names; nil where it names none.
    ///
    /// - Throws: ``Problem`` where it does not come from the proxy, or names what is no user.
    func user(_ ask: Ask) throws(Problem) -> (name: String, token: AccessToken)? {
        let named = ask.headers[values: header]
        guard let user = named.first else { return nil }
        guard ask.isFromProxy else {
            throw Problem(.forbidden, "Who you are is taken from the portal's proxy alone.", endsConnection: true)
        }
        guard named.count == 1, let token = key.token(of: user) else {
            throw Problem(.badRequest, "The proxy names no user who can be told.", endsConnection: true)
        }
        return (user, token)
    }
}

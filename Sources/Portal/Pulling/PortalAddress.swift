/// The address of a portal that returns are pulled from: by TLS, unless it is this machine's own or that is waived.
struct PortalAddress: Equatable {
    /// `https://returns.example:8443`.
    let origin: String

    /// - Parameter allowsHTTP: whether a token may be sent to another machine unencrypted.
    /// - Throws: ``PullError/address(_:problem:)``.
    init(_ text: String, allowsHTTP: Bool) throws(PullError) {
        let form = /(?i:(https?):\/\/)([A-Za-z0-9.\-]+|\[[0-9A-Fa-f:.]+\])(:[0-9]{1,5})?\/?/
        guard let found = text.wholeMatch(of: form) else {
            throw .address(text, problem: "is not the address of a portal")
        }
        let (scheme, host) = (found.1.lowercased(), String(found.2).lowercased())
        let port = found.3.map(String.init) ?? ""
        if let number = Int(port.dropFirst()), !(1...65_535).contains(number) {
            throw .address(text, problem: "names a port that there is not")
        }
        let isOwn = host == "localhost" || host == "[::1]" || host.wholeMatch(of: /127(\.[0-9]{1,3}){3}/) != nil
        guard scheme == "https" || isOwn || allowsHTTP else {
            throw .address(
                text,
                problem: "is not encrypted: whoever listens would have the token (--allow-http does it nevertheless)")
        }
        origin = "\(scheme)://\(host)\(port)"
    }
}

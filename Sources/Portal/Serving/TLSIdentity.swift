import NIOSSL
import Platform
import Synchronization

/// The certificate that the portal shows, and its key: TLS 1.2 at least. Read again on request, for connections to come.
final class TLSIdentity: Sendable {
    private let certificate: String
    private let key: String
    private let current: Mutex<NIOSSLContext>

    /// - Parameters:
    ///   - certificate: a file of PEM: the certificate, then those between it and its root.
    ///   - key: a file of PEM without a passphrase.
    /// - Throws: ``PortalError/tls(path:problem:)``, which names the file that is wrong.
    init(certificate: String, key: String) throws(PortalError) {
        self.certificate = certificate
        self.key = key
        current = Mutex(try Self.context(certificate, key))
    }

    /// For the next connection.
    var context: NIOSSLContext { current.withLock { $0 } }

    /// Reads both files again; where they are wrong, the former ones stay.
    func reload() throws(PortalError) {
        let fresh = try Self.context(certificate, key)
        current.withLock { $0 = fresh }
    }

    private static func context(_ certificate: String, _ key: String) throws(PortalError) -> NIOSSLContext {
        for path in [certificate, key] where FileStatus(following: path)?.isFile != true {
            throw .tls(path: path, problem: "is not a file that can be read")
        }
        guard let chain = try? NIOSSLCertificate.fromPEMFile(certificate), !chain.isEmpty else {
            throw .tls(path: certificate, problem: "holds no certificate as PEM, or cannot be read")
        }
        guard let secret = try? NIOSSLPrivateKey(file: key, format: .pem) else {
            throw .tls(path: key, problem: "holds no private key as PEM, has a passphrase, or cannot be read")
        }
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(secret))
        configuration.minimumTLSVersion = .tlsv12
        configuration.applicationProtocols = ["http/1.1"]
        guard let context = try? NIOSSLContext(configuration: configuration) else {
            let other = chain.dropFirst().first { alone in
                let configuration = TLSConfiguration.makeServerConfiguration(
                    certificateChain: [.certificate(alone)], privateKey: .privateKey(secret))
                return (try? NIOSSLContext(configuration: configuration)) != nil
            }
            if other != nil {
                throw .tls(
                    path: certificate,
                    problem:
                        "has its certificates in another order: the one that \(key) is the key of must be the first")
            }
            throw .tls(path: key, problem: "is not the key of the first certificate of \(certificate)")
        }
        return context
    }
}

import ArgumentParser
import Foundation
import Logging
import Platform
import Portal
import Submissions
import Warehouse

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract:
            "Serves the portal: submitted returns for those who were granted access, by pages and by an interface.",
        discussion: """
            It shows what was submitted and signed, and computes nothing. 'laa access grant' gives somebody a token. \
            SIGTERM stops it once what was asked for is answered; SIGHUP has the certificate read again. A socket that \
            systemd opened is taken in place of --listen.
            """)

    @Option(help: ArgumentHelp("Address and port; port 0 for any that is free.", valueName: "address:port"))
    var listen = "127.0.0.1:8080"

    @Option(help: ArgumentHelp("The certificate and those between it and its root, as PEM.", valueName: "file"))
    var tlsCertificate: String?

    @Option(help: ArgumentHelp("The certificate's private key, as PEM.", valueName: "file"))
    var tlsKey: String?

    @Option(
        help: ArgumentHelp(
            "Address of a proxy, whose X-Forwarded-For and X-Forwarded-Proto are believed.", valueName: "address"))
    var proxy: String?

    @Option(
        help: ArgumentHelp("File of the public key (default: the one beside the signing key).", valueName: "file"))
    var publicKey: String?

    @Option(help: ArgumentHelp("Folder of the stored bundles (default: that of the settings).", valueName: "dir"))
    var store: String?

    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard (tlsCertificate == nil) == (tlsKey == nil) else {
            throw ValidationError("--tls-certificate and --tls-key go together.")
        }
        do throws(PortalError) { _ = try Listening(listen) } catch { throw ValidationError("\(error)") }
    }

    func run() async throws {
        let environment = ProcessInfo.processInfo.environment
        let listening = try Listening.passed(environment: environment) ?? Listening(listen)
        let settings = try SubmissionOptions.settings()
        let target = try common.existing
        try Migrator.current.checkCurrent(on: try PortalRole.open(target))
        let configuration = PortalService.Configuration(
            listening: listening, tls: tlsCertificate.map { ($0, tlsKey ?? "") }, store: store ?? settings.store,
            publicKey: publicKey ?? settings.key + ".pub", proxy: proxy)
        LoggingSystem.bootstrap { label in StreamLogHandler.standardError(label: label) }
        var logger = Logger(label: "laa.portal")
        logger.logLevel = common.quiet ? .warning : .notice
        let scheme = tlsCertificate == nil ? "http" : "https"
        let began = { @Sendable [common] (port: Int?) in
            let shown =
                if case .address(let host, _) = listening, let port {
                    "\(scheme)://\(Listening.address(host, port: port))"
                } else { "\(listening)" }
            common.progress("laa: serving on \(shown)")
        }
        let service = try PortalService(
            configuration, logger: logger, open: { try PortalRole.open(target) }, began: began)
        try await service.runUntilSignalled()
    }
}

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
        help: ArgumentHelp(
            "Header in which the proxy names the user whom it signed in; believed from --proxy alone.",
            valueName: "name"))
    var userHeader: String?

    @Option(
        help: ArgumentHelp(
            "With --user-header: file of the key of users (default: portal-users.key in the home).", valueName: "file"))
    var userKey: String?

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
        guard userHeader == nil || proxy != nil else {
            throw ValidationError("--user-header needs --proxy ADDRESS: from anybody else the header means nothing.")
        }
        do throws(PortalError) { _ = try Listening(listen) } catch { throw ValidationError("\(error)") }
    }

    func run() async throws {
        let environment = ProcessInfo.processInfo.environment
        let listening = try Listening.passed(environment: environment) ?? Listening(listen)
        let settings = try SubmissionOptions.settings()
        let target = try common.existing
        try Migrator.current.checkCurrent(on: try PortalRole.open(target))
        var configuration = PortalService.Configuration(
            listening: listening, tls: tlsCertificate.map { ($0, tlsKey ?? "") }, store: store ?? settings.store,
            publicKey: publicKey ?? settings.key + ".pub", proxy: proxy)
        if let userHeader {
            let home = ConnectionTarget.home(environment: environment)
            let key = try UserKey(file: userKey ?? UserKey.file(home: home), mayCreate: false)
            guard let users = ProxyUsers(header: userHeader, key: key) else {
                throw ValidationError("'\(userHeader)' cannot be the header of users' names.")
            }
            configuration.users = users
        }
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

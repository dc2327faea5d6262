import AsyncHTTPClient
import Foundation
import Host
import Logging
import NIOCore
import NIOSSL
import Portal
import ReportKit
import TestSupport
import Warehouse

/// Two partnerships' returns, submitted once for the whole run by the built program, and tokens to read them.
final class PortalDesk: Sendable {
    let home = "/tmp/laa-portal-tests-\(getpid())"
    let database: String
    let lancashire, cumbria, national: AccessToken

    /// The one of the whole run.
    static let shared = Result { try PortalDesk() }

    private init() throws {
        database = try SampleWarehouse.empty()
        let home = home
        atexit { try? FileManager.default.removeItem(atPath: "/tmp/laa-portal-tests-\(getpid())") }
        let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("SubmissionsTests").path
        let owner = try Fixture.connection(to: database)
        let rows = try String(contentsOfFile: "\(sources)/sql/desk.sql", encoding: .utf8)
        _ = try owner.transaction { try owner.execute(rows) }
        try FileManager.default.createDirectory(atPath: "\(home)/modules", withIntermediateDirectories: true)
        for module in ["SETTLED.sql", "EMPLOYED.sql"] {
            try FileManager.default.copyItem(
                atPath: "\(sources)/modules/\(module)", toPath: "\(home)/modules/\(module)")
        }
        _ = try ModuleTrust(environment: ["LAA_HOME": home], programFolder: Built.folder).trust("\(home)/modules")
        try Data("from: 2010-11Q3\nrevise: 0\npartnerships: [Lancashire, Cumbria]\n".utf8)
            .write(to: URL(fileURLWithPath: "\(home)/submissions.yaml"))
        try Data("Lancashire: [Derbyshire, Lincolnshire, Essex]\n".utf8)
            .write(to: URL(fileURLWithPath: "\(home)/comparators.yaml"))
        let register = AccessRegister(owner)
        lancashire = try register.grant(["Lancashire"], to: "Lancashire's team", expiresOn: nil, by: "tests@here").token
        cumbria = try register.grant(["Cumbria"], to: "Cumbria's team", expiresOn: nil, by: "tests@here").token
        national = try register.grant(nil, to: "the ministry", expiresOn: nil, by: "tests@here").token
        try run("submit", "--due", "--as-of", "2011-07-29", "--quiet")
        // A later edition, with figures that changed.
        try owner.execute(
            "update warehouse.termination set accommodation = 'settled and suitable' where accommodation is not null")
        try run(
            "submit", "--area", "Lancashire", "--quarter", "2010-11Q4", "--as-of", "2011-07-29", "--revise", "late data"
        )
    }

    func connection() throws -> Connection { try Fixture.connection(to: database) }

    /// The program's own variables in the desk's home.
    var environment: [String: String] {
        ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("PG") && !$0.key.hasPrefix("LAA_") }
            .merging(["COLUMNS": "120", "LAA_HOME": home, "LAA_MODULES": "\(home)/modules"]) { $1 }
    }

    /// Starts the program on the desk's warehouse.
    func start(_ words: [String], _ streams: Started.Streams = .together) throws -> Started {
        try Started(
            Built.program, words + ["--database", database], environment: environment, streams: streams)
    }

    @discardableResult
    func run(_ words: String...) throws -> String {
        let started = try start(words)
        let status = try started.waitForEnd()
        guard status == 0 else { throw Unexpected(description: "\(words): \(status): \(started.output)") }
        return started.output
    }

    struct Unexpected: Error, CustomStringConvertible {
        let description: String
    }

    /// A portal on a port of its own, whose proxy is this machine unless said otherwise: a test may say which address it asks
    /// from.
    func portal(
        limits: ServiceLimits = ServiceLimits(), tls: (certificate: String, key: String)? = nil,
        store: String? = nil, publicKey: String? = nil, proxy: String = "127.0.0.1", users: ProxyUsers? = nil,
        open: (@Sendable () throws -> Connection)? = nil
    ) async throws -> RunningPortal {
        var configuration = PortalService.Configuration(
            listening: .address("127.0.0.1", port: 0), tls: tls, store: store ?? "\(home)/submissions",
            publicKey: publicKey ?? "\(home)/submission.key.pub", proxy: proxy)
        configuration.users = users
        // The process's own threads are held by tests that wait.
        configuration.executor = OwnThreads.executor
        configuration.limits = limits
        let (ports, began) = AsyncStream<Int?>.makeStream()
        let database = database
        let service = try PortalService(
            configuration, logger: Logger(label: "tests") { _ in SwiftLogNoOpLogHandler() },
            open: open ?? { try PortalRole.open(.conninfo(database), interrupt: .init()) }
        ) { began.yield($0) }
        let task = Task(executorPreference: OwnThreads.executor) { try await service.run() }
        for await case let port? in ports { return RunningPortal(port: port, isEncrypted: tls != nil, task: task) }
        throw Unexpected(description: "the portal does not listen")
    }

    /// The portal that most tests ask.
    static let portal = Task(executorPreference: OwnThreads.executor) { try await shared.get().portal() }
}

/// A portal in the tests' own process.
final class RunningPortal: Sendable {
    let port: Int
    let isEncrypted: Bool
    private let task: Task<Void, any Error>

    init(port: Int, isEncrypted: Bool, task: Task<Void, any Error>) {
        self.port = port
        self.isEncrypted = isEncrypted
        self.task = task
    }

    var origin: String { "\(isEncrypted ? "https" : "http")://127.0.0.1:\(port)" }

    func stop() { task.cancel() }

    /// Neither follows redirects nor unpacks.
    static let client: HTTPClient = {
        var configuration = HTTPClient.Configuration()
        configuration.redirectConfiguration = .disallow
        var trusting = TLSConfiguration.makeClientConfiguration()
        trusting.certificateVerification = .none
        configuration.tlsConfiguration = trusting
        return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }()

    func ask(
        _ path: String, method: String = "GET", from address: String = "192.0.2.1", _ headers: [String: String] = [:],
        body: [UInt8]? = nil
    ) async throws -> Reply {
        try await ask(path, nil, method: method, from: address, headers, body: body)
    }

    func ask(
        _ path: String, _ token: AccessToken?, method: String = "GET", from address: String = "192.0.2.1",
        _ headers: [String: String] = [:], body: [UInt8]? = nil
    ) async throws -> Reply {
        var request = HTTPClientRequest(url: origin + path)
        request.method = .init(rawValue: method)
        request.headers.add(name: "X-Forwarded-For", value: address)
        if let token { request.headers.add(name: "Authorization", value: "Bearer \(token.text)") }
        for (name, value) in headers { request.headers.add(name: name, value: value) }
        if let body { request.body = .bytes(ByteBuffer(bytes: body)) }
        let response = try await Self.client.execute(request, timeout: .seconds(120))
        let bytes = try await response.body.collect(upTo: 64 << 20)
        return Reply(
            status: Int(response.status.code),
            headers: Dictionary(
                response.headers.map { ($0.name.lowercased(), $0.value) }, uniquingKeysWith: { "\($0), \($1)" }),
            body: Data(bytes.readableBytesView))
    }
}

/// What came back.
struct Reply: Sendable {
    let status: Int
    /// By name in small letters.
    let headers: [String: String]
    let body: Data

    var text: String { String(decoding: body, as: UTF8.self) }

    /// The document as an object; empty where it is none.
    var object: [String: Any] { (try? JSONSerialization.jsonObject(with: body)) as? [String: Any] ?? [:] }
    var list: [[String: Any]] { (try? JSONSerialization.jsonObject(with: body)) as? [[String: Any]] ?? [] }
}

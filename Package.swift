// swift-tools-version: 6.1
import PackageDescription

let reportKit: Target.Dependency = .product(name: "ReportKit", package: "ReportKit")

/// A compiled report module. Plugins/ID contains a Swift file that reads like the indicator's definition, and its .sql.
func module(_ id: String) -> Target {
    .target(name: id, dependencies: [reportKit], path: "Plugins/\(id)", resources: [.embedInCode("sql")])
}

/// For the targets that handle millions of values, make whole returns or read all modules: unoptimised, they are most of what
/// the tests take.
let quickInDebugToo: [SwiftSetting] = [.unsafeFlags(["-O"], .when(configuration: .debug))]

let modules = ["NI18", "NI30", "NI143"]

let package = Package(
    name: "laa",
    products: [.executable(name: "laa", targets: ["laa"])]
        + modules.map { .library(name: $0, type: .dynamic, targets: [$0]) },
    dependencies: [
        .package(path: "Sources/ReportKit"),
        // Only the tests use it: a short form of `make simulate`.
        .package(path: "simulation"),
        // Parses the command line, and writes help and completions.
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        // SHA-256 of the files in a return's manifest and of applied migrations; Ed25519 signatures of submissions.
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        // Renders a return's HTML page from templates; everything is escaped unless a template says otherwise.
        .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
        // Parses YAML: the headers of declared modules, and mapping files that rename a system's headings and codes.
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
        // The portal takes requests apart and answers them (hummingbird), on event loops with limits of its own (nio), by TLS
        // (nio-ssl); it stops in order (service-lifecycle) and logs (log). Pulling from it asks by TLS with limits, and takes
        // answers piece by piece (async-http-client: the tests need it anyway, so a clean build of
        // them takes no longer).
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", exact: "2.37.6"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1"),
        .package(url: "https://github.com/swift-server/async-http-client", exact: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
        // Starts worker processes, and watches their streams and their exit.
        .package(url: "https://github.com/swiftlang/swift-subprocess", exact: "1.0.2"),
    ],
    targets: [
        .systemLibrary(
            name: "CLibPQ", path: "Sources/CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        // Starting processes, waiting for events, asking the terminal: what Swift's Glibc module lacks.
        .systemLibrary(name: "CPlatform", path: "Sources/CPlatform"),
        // Limits what a worker may do before a module runs in it: memory, files, sockets, processes.
        .target(name: "CConfinement"),
        // Extracts may be compressed. zlib is on every Debian system; its header is in zlib1g-dev.
        .systemLibrary(name: "CZlib", path: "Sources/CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        // Reads the XML of workbooks as a stream: in the memory of one tag, in a third of the time of FoundationXML's
        // parser, and with pauses after each row. It is in every Debian; its header is in libexpat1-dev.
        .systemLibrary(
            name: "CExpat", path: "Sources/CExpat", pkgConfig: "expat", providers: [.apt(["libexpat1-dev"])]),
        // A workbook is a ZIP archive. No Swift package for those is maintained; libzip is, in every Debian.
        .systemLibrary(name: "CZip", path: "Sources/CZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
        // Solves the linear programs of disclosure control. GLPK is in every Debian; its header is in libglpk-dev.
        .systemLibrary(name: "CGLPK", path: "Sources/CGLPK", providers: [.apt(["libglpk-dev"])]),
        // Factorises the matrices of fitting. Debian's alternatives choose the reference LAPACK or OpenBLAS at run time.
        .systemLibrary(name: "CLAPACK", path: "Sources/CLAPACK", providers: [.apt(["liblapack-dev"])]),
        // Which version and commit the program is; the plugin asks git before each build.
        .plugin(name: "BuildCommit", capability: .buildTool(), path: "Sources/BuildCommit"),
        .target(name: "Provenance", plugins: ["BuildCommit"]),
        // The floor, which knows nothing of probation: files, locks, processes and keys; texts and numbers. The first is not
        // called System: swift-subprocess imports a module of that name where there is one, and would take it for Apple's.
        .target(name: "Platform", dependencies: ["CPlatform"]),
        .target(
            name: "Text", dependencies: ["Platform", .product(name: "Yams", package: "Yams")],
            swiftSettings: quickInDebugToo),
        .target(
            name: "WarehouseSQL", path: "sql", exclude: ["reference/README.md"],
            resources: [.embedInCode("migrations"), .embedInCode("reference")]),
        .target(
            name: "Warehouse",
            dependencies: [
                "CLibPQ", "Platform", "Text", "WarehouseSQL", reportKit,
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            resources: [.embedInCode("sql")], swiftSettings: quickInDebugToo),
        .target(
            name: "PrivateCluster",
            dependencies: ["Platform", "Warehouse", .product(name: "Crypto", package: "swift-crypto")]),
        .target(
            name: "Host",
            dependencies: [
                "CConfinement", "Platform", "Text", "Warehouse", reportKit,
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Subprocess", package: "swift-subprocess"), .product(name: "Yams", package: "Yams"),
            ],
            resources: [
                .embedInCode("Declared/caveats.yaml"), .embedInCode("sql"), .embedInCode("starts"),
            ], swiftSettings: quickInDebugToo),
        .target(
            name: "Sample", dependencies: ["Platform", "Text", "Warehouse", reportKit],
            exclude: ["README.md", "data/README.md"],
            resources: [.embedInCode("data"), .embedInCode("sql")],
            swiftSettings: quickInDebugToo),
        .target(
            name: "Prediction", dependencies: ["CLAPACK", "Disclosure", "Platform", "Text", "Warehouse", reportKit],
            exclude: ["data/README.md", "data/reduce-offence-codes"],
            resources: [
                .embedInCode("data/coefficients.json"), .embedInCode("data/offence_groups.csv"), .embedInCode("sql"),
            ], swiftSettings: quickInDebugToo),
        .target(
            name: "Loading",
            dependencies: [
                "CZlib", "Platform", "Spreadsheet", "Text", "Warehouse", reportKit,
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            resources: [.embedInCode("sql")]),
        // What may leave the program: alone makes reports that can be shown.
        .target(
            name: "Disclosure",
            dependencies: [
                "CGLPK", "Platform", "Text", reportKit, .product(name: "Crypto", package: "swift-crypto"),
            ],
            resources: [.embedInCode("disclosure.yaml")], swiftSettings: quickInDebugToo),
        // Words, charts and columns of published reports.
        .target(
            name: "Presenting", dependencies: ["Disclosure", "Platform", "Text", reportKit],
            swiftSettings: quickInDebugToo),
        // Workbooks: written for returns, read as extracts.
        .target(name: "Spreadsheet", dependencies: ["CExpat", "CZip", "Platform", "Text", reportKit]),
        .target(
            name: "Returns",
            dependencies: [
                "Disclosure", "Platform", "Presenting", "Provenance", "Spreadsheet", "Text", reportKit,
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Mustache", package: "swift-mustache"),
            ],
            resources: [.embedInCode("HTML/templates")], swiftSettings: quickInDebugToo),
        // The plans' own tables, filled from a return.
        .target(
            name: "PlanTables",
            dependencies: [
                "Disclosure", "Platform", "Presenting", "Returns", "Spreadsheet", "Text", reportKit,
                .product(name: "Mustache", package: "swift-mustache"),
            ],
            resources: [.embedInCode("built-in")]),
        // The register of what was published.
        .target(
            name: "Publications",
            dependencies: [
                "Disclosure", "Platform", "Text", "Warehouse", reportKit,
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            resources: [.embedInCode("sql")], swiftSettings: quickInDebugToo),
        // One way to make a return, for `laa return` and `laa submit`.
        .target(
            name: "Returning",
            dependencies: [
                "Disclosure", "Host", "Platform", "PlanTables", "Provenance", "Publications", "Returns", "Warehouse",
                reportKit,
            ]),
        // What single commands print that is no part of a return.
        .target(name: "Listings", dependencies: ["Disclosure", "Platform", "Presenting", "Text", reportKit]),
        .target(
            name: "DeclaredModules", path: "Plugins", exclude: modules, sources: ["DeclaredModules.swift"],
            resources: [.copy("sql")]),
        .target(
            name: "Submissions",
            dependencies: [
                "Disclosure", "Host", "Platform", "Provenance", "Returning", "Returns", "Text", "Warehouse", reportKit,
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            resources: [.embedInCode("sql")]),
        // Keeping a warehouse for years: backups, checks, upgrades of its server, retention, and how all of it stands.
        .target(
            name: "Upkeep",
            dependencies: [
                "Host", "Loading", "Platform", "PrivateCluster", "Provenance", "Sample", "Submissions", "Text",
                "Warehouse",
                reportKit,
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            resources: [.embedInCode("sql")]),
        // `laa serve` and `laa pull`: what was submitted, shown to those whom it is for, and fetched by them. Computes nothing.
        .target(
            name: "Portal",
            dependencies: [
                "CZip", "CZlib", "Platform", "Presenting", "Returns", "Spreadsheet", "Submissions",
                "Text", "Warehouse", reportKit,
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Mustache", package: "swift-mustache"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            resources: [
                .embedInCode("API/openapi.json"), .embedInCode("Pages/templates"), .embedInCode("sql"),
            ], swiftSettings: quickInDebugToo),
        .executableTarget(
            name: "laa",
            dependencies: [
                "DeclaredModules", "Disclosure", "Host", "Listings", "Loading", "Platform", "PlanTables", "Portal",
                "Prediction", "Presenting", "PrivateCluster", "Provenance", "Publications", "Returning", "Returns",
                "Sample", "Submissions", "Text", "Upkeep", "Warehouse", reportKit,
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
            ]),
        .target(
            name: "TestSupport",
            dependencies: ["Host", "Platform", "PrivateCluster", "Sample", "Warehouse", reportKit],
            path: "Tests/Support"),
        .testTarget(name: "PlatformTests", dependencies: ["Platform"]),
        .testTarget(name: "TextTests", dependencies: ["Platform", "Text"]),
        .testTarget(
            name: "PrivateClusterTests",
            dependencies: ["Platform", "PrivateCluster", "TestSupport", "Warehouse", reportKit]),
        .testTarget(
            name: "SignificanceTests", dependencies: [reportKit],
            resources: [.copy("reference")]),
        .testTarget(
            name: "PredictionTests",
            dependencies: ["Disclosure", "Prediction", "TestSupport", "Text", "Warehouse", reportKit],
            resources: [.copy("vectors")]),
        .testTarget(name: "ReportKitTests", dependencies: [reportKit]),
        .testTarget(
            name: "SimulationTests", dependencies: [reportKit, .product(name: "Simulation", package: "simulation")]),
        .testTarget(name: "SampleTests", dependencies: ["Sample", "TestSupport", "Warehouse", reportKit]),
        .testTarget(
            name: "LoadingTests",
            dependencies: [
                "Loading", "Platform", "PrivateCluster", "Spreadsheet", "TestSupport", "Text", "Warehouse",
                "WarehouseSQL",
                reportKit,
            ],
            exclude: ["sql"]),
        .testTarget(name: "SpreadsheetTests", dependencies: ["Platform", "Spreadsheet", "TestSupport"]),
        .testTarget(
            name: "DisclosureTests",
            dependencies: ["Disclosure", "Presenting", "Provenance", "Returns", "TestSupport", reportKit],
            exclude: ["compiled", "relations.json"], resources: [.copy("attack")]),
        .testTarget(
            name: "PresentingTests",
            dependencies: ["Disclosure", "Presenting", "TestSupport", "Text", reportKit]),
        .testTarget(
            name: "ReturnsTests",
            dependencies: [
                "Disclosure", "Presenting", "Provenance", "Returns", "Spreadsheet", "TestSupport", "Text",
                reportKit,
            ]),
        .testTarget(
            name: "ReturningTests",
            dependencies: ["Disclosure", "Host", "Provenance", "Returning", "Returns", "TestSupport", reportKit]),
        .testTarget(
            name: "PublicationsTests",
            dependencies: ["Disclosure", "Publications", "TestSupport", "Warehouse", reportKit]),
        .testTarget(
            name: "PlanTablesTests",
            dependencies: [
                "Disclosure", "PlanTables", "Presenting", "Provenance", "Returns", "Spreadsheet", "TestSupport",
                "Text", reportKit,
            ]),
        .testTarget(
            name: "WarehouseTests",
            dependencies: ["Platform", "PrivateCluster", "TestSupport", "Warehouse", "WarehouseSQL", reportKit],
            exclude: ["sql"]),
        .testTarget(
            name: "SubmissionsTests",
            dependencies: [
                "Disclosure", "Host", "Platform", "PrivateCluster", "Publications", "Returns", "Submissions",
                "TestSupport", "Warehouse", reportKit,
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            exclude: ["modules", "sql"]),
        .testTarget(
            name: "UpkeepTests",
            dependencies: [
                "DeclaredModules", "Host", "Loading", "Platform", "PrivateCluster", "Submissions", "TestSupport",
                "Upkeep", "Warehouse",
                reportKit,
                .product(name: "Crypto", package: "swift-crypto"),
            ]),
        .testTarget(
            name: "PortalTests",
            dependencies: [
                "Host", "Platform", "Portal", "PrivateCluster", "Submissions", "TestSupport", "Warehouse",
                reportKit, .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            exclude: ["browser.py"]),
        .testTarget(
            name: "HostTests",
            dependencies: ["DeclaredModules", "Disclosure", "Host", "Platform", "TestSupport", "Warehouse", reportKit],
            exclude: ["catalogue", "sql"]),
        .testTarget(
            name: "CommandTests",
            dependencies: [
                "PrivateCluster", "TestSupport", "Warehouse", .product(name: "Crypto", package: "swift-crypto"),
            ]),
    ] + modules.map(module),
    swiftLanguageModes: [.v6]
)

// swift-tools-version: 6.1
import PackageDescription

let reportKit: Target.Dependency = .product(name: "ReportKit", package: "ReportKit")

/// A compiled report module: Plugins/ID holds a Swift file that reads like the indicator's definition, and its .sql.
func module(_ id: String) -> Target {
    .target(name: id, dependencies: [reportKit], path: "Plugins/\(id)", resources: [.embedInCode("sql")])
}

/// For the targets that draw, write and read millions of values: unoptimised, they are most of what the tests take.
let quickInDebugToo: [SwiftSetting] = [.unsafeFlags(["-O"], .when(configuration: .debug))]

let modules = ["NI18", "NI30", "NI143"]

let package = Package(
    name: "laa",
    products: [.executable(name: "laa", targets: ["laa"])]
        + modules.map { .library(name: $0, type: .dynamic, targets: [$0]) },
    dependencies: [
        .package(path: "Sources/ReportKit"),
        // Parses the command line, writes its help and its completions.
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        // SHA-256 of the files in a return's manifest and of applied migrations; Ed25519 signatures of submissions.
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        // Fills in the page of a return from its templates, everything escaped unless said otherwise.
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        // Reads the headers of declared modules, and the mapping files that rename a system's own headings and codes, where
        // these are YAML.
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        // Reads them where they are TOML, and says on which line one is none.
        .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
        // Starts worker processes, with their streams and their end watched.
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
    ],
    targets: [
        .systemLibrary(
            name: "CLibPQ", path: "Sources/CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .systemLibrary(name: "CSpawn", path: "Sources/CSpawn"),
        .systemLibrary(name: "CTerminal", path: "Sources/CTerminal"),
        // What a worker gives up before a module runs in it: memory, files, sockets, processes.
        .target(name: "CConfinement"),
        // Extracts come compressed; zlib is on every Debian, its header in zlib1g-dev.
        .systemLibrary(name: "CZlib", path: "Sources/CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        // An ODS workbook is a ZIP archive; no Swift package for those is kept, libzip is, on every Debian.
        .systemLibrary(name: "CZip", path: "Sources/CZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
        // Solves the linear programs of disclosure control; GLPK is on every Debian, its header in libglpk-dev.
        .systemLibrary(name: "CGLPK", path: "Sources/CGLPK", providers: [.apt(["libglpk-dev"])]),
        .target(
            name: "WarehouseSQL", path: "sql", exclude: ["reference/README.md"],
            resources: [.embedInCode("migrations"), .embedInCode("reference")]),
        .target(
            name: "Warehouse",
            dependencies: ["CLibPQ", "WarehouseSQL", reportKit, .product(name: "Crypto", package: "swift-crypto")],
            resources: [.embedInCode("sql")], swiftSettings: quickInDebugToo),
        .target(
            name: "Host",
            dependencies: [
                "CConfinement", "Warehouse", reportKit, .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Subprocess", package: "swift-subprocess"), .product(name: "Yams", package: "Yams"),
            ],
            resources: [.embedInCode("sql"), .embedInCode("starts")]),
        .target(
            name: "Sample", dependencies: ["Warehouse", reportKit], exclude: ["README.md", "data/README.md"],
            resources: [.embedInCode("data"), .embedInCode("sql")],
            swiftSettings: quickInDebugToo),
        .target(
            name: "Prediction", dependencies: ["Returns", "Warehouse", reportKit],
            exclude: ["data/README.md", "data/reduce-offence-codes"],
            resources: [
                .embedInCode("data/coefficients.json"), .embedInCode("data/offence_groups.csv"), .embedInCode("sql"),
            ]),
        .target(
            name: "Loading",
            dependencies: [
                "CZlib", "Returns", "Warehouse", reportKit, .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "TOMLKit", package: "TOMLKit"), .product(name: "Yams", package: "Yams"),
            ],
            resources: [.embedInCode("sql")]),
        .target(
            name: "Returns",
            dependencies: [
                "CGLPK", "CZip", "Warehouse", reportKit, .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Mustache", package: "swift-mustache"), .product(name: "Yams", package: "Yams"),
            ],
            resources: [
                .embedInCode("HTML/templates"), .embedInCode("Disclosure/disclosure.yaml"),
                .embedInCode("Templates/built-in"),
            ]),
        .target(
            name: "DeclaredModules", path: "Plugins", exclude: modules, sources: ["DeclaredModules.swift"],
            resources: [.copy("sql")]),
        .target(
            name: "Submissions",
            dependencies: [
                "CSpawn", "Host", "Returns", "Warehouse", reportKit,
                .product(name: "Crypto", package: "swift-crypto"), .product(name: "Yams", package: "Yams"),
            ],
            resources: [.embedInCode("sql")]),
        .executableTarget(
            name: "laa",
            dependencies: [
                "CTerminal", "DeclaredModules", "Host", "Loading", "Prediction", "Returns", "Sample", "Submissions",
                "Warehouse", reportKit,
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),
        .target(name: "TestSupport", dependencies: ["Host", "Sample", "Warehouse", reportKit], path: "Tests/Support"),
        .testTarget(
            name: "SignificanceTests", dependencies: [reportKit],
            resources: [.copy("reference")]),
        .testTarget(
            name: "PredictionTests", dependencies: ["Prediction", "Returns", "TestSupport", "Warehouse", reportKit],
            resources: [.copy("vectors")]),
        .testTarget(name: "ReportKitTests", dependencies: [reportKit]),
        .testTarget(name: "SampleTests", dependencies: ["Sample", "TestSupport", "Warehouse", reportKit]),
        .testTarget(
            name: "LoadingTests", dependencies: ["Loading", "Returns", "TestSupport", "Warehouse", reportKit],
            exclude: ["sql"]),
        .testTarget(
            name: "ReturnsTests", dependencies: ["Returns", "TestSupport", reportKit],
            resources: [.copy("Disclosure/attacker.py")]),
        .testTarget(
            name: "WarehouseTests", dependencies: ["TestSupport", "Warehouse", "WarehouseSQL", reportKit],
            exclude: ["sql"]),
        .testTarget(
            name: "SubmissionsTests",
            dependencies: [
                "Host", "Returns", "Submissions", "TestSupport", "Warehouse", reportKit,
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            exclude: ["modules", "sql"]),
        .testTarget(
            name: "HostTests", dependencies: ["DeclaredModules", "Host", "TestSupport", "Warehouse", reportKit],
            exclude: ["catalogue", "sql"]),
        .testTarget(
            name: "CommandTests",
            dependencies: ["TestSupport", "Warehouse", .product(name: "Crypto", package: "swift-crypto")]),
    ] + modules.map(module),
    swiftLanguageModes: [.v6]
)

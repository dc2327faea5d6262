// swift-tools-version: 6.1
import PackageDescription

// Measures by simulation how often the verdicts of a report are wrong, and how often they find what is there. `make
// simulate` runs the whole grid; the tests run a short form of it through the same library. It is a package of its own,
// so that `swift build` of the program does not build it.

// Debug builds optimise it too: a test draws and judges millions of rows.
let optimised: [SwiftSetting] = [.unsafeFlags(["-O"], .when(configuration: .debug))]

let package = Package(
    name: "simulation",
    products: [.library(name: "Simulation", targets: ["Simulation"])],
    dependencies: [
        .package(path: "../Sources/ReportKit"),
        // Parses the command line, as in the program.
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    ],
    targets: [
        .target(
            name: "Simulation", dependencies: [.product(name: "ReportKit", package: "ReportKit")],
            swiftSettings: optimised),
        .executableTarget(
            name: "simulate",
            dependencies: [
                "Simulation", .product(name: "ReportKit", package: "ReportKit"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),
    ],
    swiftLanguageModes: [.v6]
)

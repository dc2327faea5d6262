// swift-tools-version: 6.1
import PackageDescription

// What a module author imports. It is a package of its own with one dynamic product, so that the host and every module
// share a single copy at run time: the host can then catch the errors that a module throws as the same types. It has no
// dependencies, because a package linked into both sides would exist twice.

// Debug builds optimise it too: nearly all that a report computes is here, and took a third of the tests' time without.
let optimised: [SwiftSetting] = [.unsafeFlags(["-O"], .when(configuration: .debug))]

let package = Package(
    name: "ReportKit",
    products: [
        .library(name: "ReportKit", type: .dynamic, targets: ["ReportKit", "Significance", "CModuleABI"])
    ],
    targets: [
        .target(name: "CModuleABI", path: "CModuleABI"),
        .target(name: "Significance", path: "Significance", swiftSettings: optimised),
        .target(
            name: "ReportKit", dependencies: ["CModuleABI", "Significance"], path: "ReportKit",
            swiftSettings: optimised),
    ],
    swiftLanguageModes: [.v6]
)

// swift-tools-version: 6.1
import PackageDescription

// What a module author imports. A package of its own, with one dynamic product, so that the host and every module
// share a single copy at run time: errors thrown by a module are then caught as the same type by the host. It takes
// no dependencies, since a package linked into both sides would be doubled.
let package = Package(
    name: "ReportKit",
    products: [
        .library(name: "ReportKit", type: .dynamic, targets: ["ReportKit", "Significance", "CModuleABI"])
    ],
    targets: [
        .target(name: "CModuleABI", path: "CModuleABI"),
        .target(name: "Significance", path: "Significance"),
        .target(name: "ReportKit", dependencies: ["CModuleABI", "Significance"], path: "ReportKit"),
    ],
    swiftLanguageModes: [.v6]
)

// swift-tools-version: 6.1
import PackageDescription

// Report modules that misbehave, for the tests of the host. A package of its own, built out of the host's tree as an
// analyst's would be, so that the modules do not lie beside the program, where it would find them.
let misbehaviours = [
    "Crashing", "Hanging", "Killed", "Throwing", "Printing", "Deaf", "Unready", "Greedy", "Prying", "Moody",
]

let reportKit = Target.Dependency.product(name: "ReportKit", package: "ReportKit")

let package = Package(
    name: "TestModules",
    products: misbehaviours.map { .library(name: $0, type: .dynamic, targets: [$0]) },
    dependencies: [.package(path: "../../Sources/ReportKit")],
    targets: [.target(name: "Common", dependencies: [reportKit], path: "Common")]
        + misbehaviours.map { .target(name: $0, dependencies: ["Common", reportKit], path: $0) },
    swiftLanguageModes: [.v6]
)

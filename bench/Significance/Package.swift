// swift-tools-version: 6.1
import PackageDescription

// Times Significance against comparable libraries; run by scripts/bench-significance.
let package = Package(
    name: "SignificanceBench",
    dependencies: [.package(path: "../../Sources/ReportKit")],
    targets: [
        .executableTarget(
            name: "poisson-binomial", dependencies: [.product(name: "ReportKit", package: "ReportKit")])
    ],
    swiftLanguageModes: [.v6]
)

// swift-tools-version: 6.1
import PackageDescription

let package = Package(
    name: "NI998",
    // Loaded by laa at run time, so a dynamic library.
    products: [.library(name: "NI998", type: .dynamic, targets: ["NI998"])],
    // The same ReportKit that laa was built with: a module sees this, and nothing else of laa.
    dependencies: [.package(path: "/home/analyst/laa/Sources/ReportKit")],
    targets: [
        .target(
            name: "NI998", dependencies: [.product(name: "ReportKit", package: "ReportKit")],
            resources: [.embedInCode("sql")])
    ],
    swiftLanguageModes: [.v6]
)

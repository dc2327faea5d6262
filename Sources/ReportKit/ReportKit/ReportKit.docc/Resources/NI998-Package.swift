// swift-tools-version: 6.1
import Foundation
import PackageDescription

/// The folder of the ReportKit that laa was built with: a module sees this, and nothing else of laa. The program says where
/// it is, so that no path of this machine is written here; or the variable LAA_SDK does.
let reportKit: String = {
    if let folder = Context.environment["LAA_SDK"], !folder.isEmpty { return folder }
    let laa = Process()
    let said = Pipe()
    laa.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    laa.arguments = [Context.environment["LAA"] ?? "laa", "modules", "sdk"]
    laa.standardOutput = said
    try? laa.run()
    let folder = String(decoding: said.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    guard !folder.isEmpty else { fatalError("laa is not on the PATH: set LAA to it, or LAA_SDK to its ReportKit") }
    return folder.trimmingCharacters(in: .newlines)
}()

let package = Package(
    name: "NI998",
    // Loaded by laa at run time, so a dynamic library.
    products: [.library(name: "NI998", type: .dynamic, targets: ["NI998"])],
    dependencies: [.package(path: reportKit)],
    targets: [
        .target(
            name: "NI998", dependencies: [.product(name: "ReportKit", package: "ReportKit")],
            resources: [.embedInCode("sql")])
    ],
    swiftLanguageModes: [.v6]
)

import Foundation

/// Charts as PNG pictures, which `rsvg-convert` (librsvg) makes of their SVG.
public enum PNG {
    /// An SVG at twice its size, for screens and print.
    public static func bytes(_ svg: String, path: String? = nil) throws(ChartError) -> [UInt8] {
        guard let program = find(path ?? ProcessInfo.processInfo.environment["PATH"] ?? "") else { throw .noConverter }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = ["--format", "png", "--zoom", "2"]
        let (input, output) = (Pipe(), Pipe())
        process.standardInput = input
        process.standardOutput = output
        do {
            try process.run()
            // It reads all before it writes any.
            try input.fileHandleForWriting.write(contentsOf: Data(svg.utf8))
            try input.fileHandleForWriting.close()
        } catch {
            throw .converter(status: -1)
        }
        let picture = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0, !picture.isEmpty else {
            throw .converter(status: process.terminationStatus)
        }
        return [UInt8](picture)
    }

    private static func find(_ path: String) -> String? {
        path.split(separator: ":").map { "\($0)/rsvg-convert" }.first(where: FileManager.default.isExecutableFile)
    }
}

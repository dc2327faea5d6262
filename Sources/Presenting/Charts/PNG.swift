import Platform

/// Charts as PNG pictures, which `rsvg-convert` (librsvg) makes of their SVG.
public enum PNG {
    /// An SVG at twice its size, for screens and print.
    ///
    /// - Parameters:
    ///   - path: the folders where `rsvg-convert` is looked for; those of `PATH` where nil.
    ///   - limit: how long it may take; a chart needs a fraction of a second.
    public static func bytes(
        _ svg: String, path: String? = nil, limit: Duration = .seconds(60)
    ) throws(ChartError) -> [UInt8] {
        guard let program = ChildProcess.program("rsvg-convert", path: path) else { throw .noConverter }
        let command = ChildProcess.Command(program, ["--format", "png", "--zoom", "2"])
        let (ending, picture): (ChildProcess.Ending, [UInt8])
        do {
            (ending, picture) = try ChildProcess.run(command, input: Array(svg.utf8), limit: limit)
        } catch {
            throw .converterNotStarted(reason: error.reason)
        }
        switch ending {
        case .ended(status: 0) where !picture.isEmpty: return picture
        case .ended(let status): throw .converter(status: Int32(status))
        case .tookTooLong: throw .converterTookTooLong(limit: limit)
        case .interrupted: throw .cancelled
        }
    }
}

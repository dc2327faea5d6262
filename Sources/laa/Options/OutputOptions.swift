import ArgumentParser
import Platform
import Text

/// Where a result goes: standard output, or a file that is written atomically.
struct OutputOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("Write to a file instead of standard output; - is standard output.", valueName: "file"))
    var output: String?

    /// The file that was named; nil for standard output.
    var file: String? { output == "-" ? nil : output }

    func validate() throws {
        if output?.isEmpty == true { throw ValidationError("--output names no file; leave it out, or name one.") }
    }

    /// Refuses a file whose name says another form than is to be written, such as `x.png` for an SVG.
    ///
    /// - Parameters:
    ///   - format: what is to be written, as `--format` has it.
    ///   - forms: all that could be.
    func check(isNamedAs format: String, among forms: [String]) throws {
        guard let file, let ending = file.split(separator: "/").last?.split(separator: ".").dropFirst().last,
            let named = forms.first(where: { $0 == ending.lowercased() }), named != format
        else { return }
        throw ValidationError("'\(file)' is named as \(named), and \(format) would be written: add --format \(named).")
    }

    /// Says before anything is made, and added to the register, that the file cannot be written.
    func checkPlace() throws {
        if let file { try DurableFile.checkPlace(ofFile: file) }
    }

    /// Writes text, cleaned of control characters.
    func write(_ text: String) throws {
        try write(bytes: Array(Printable.lines(text).utf8))
    }

    func write(bytes: [UInt8]) throws {
        if let file {
            try DurableFile.write(bytes, to: file)
        } else {
            Output.result(bytes: bytes)
        }
    }
}

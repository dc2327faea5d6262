import ArgumentParser

struct ModulesSDK: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sdk", abstract: "Prints the folder of ReportKit, which compiled modules are built with.",
        discussion: "The package of a compiled module asks it, so that it holds no path of this machine.")

    @Flag(help: "Print the folder that one's own modules go into instead.")
    var modules = false

    func run() throws {
        if modules { return Output.result(Program.homeModules + "\n") }
        guard let folder = Program.reportKit else {
            Output.error(
                "laa: ReportKit is not beside \(Program.path): install the program with 'make install', or set LAA_SDK to "
                    + "the folder Sources/ReportKit of its source.")
            throw ExitCode(.noInput)
        }
        Output.result(folder + "\n")
    }
}

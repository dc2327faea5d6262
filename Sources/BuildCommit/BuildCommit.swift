import Foundation
import PackagePlugin

/// Writes the commit that the program is built from into a source file, before each build.
@main
struct BuildCommit: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        let folder = context.pluginWorkDirectoryURL.appending(path: "generated")
        return [
            .prebuildCommand(
                displayName: "The commit that is built", executable: URL(filePath: "/bin/sh"),
                arguments: [
                    context.package.directoryURL.appending(path: "scripts/write-commit").path(),
                    context.package.directoryURL.path(), folder.path(),
                ], outputFilesDirectory: folder)
        ]
    }
}

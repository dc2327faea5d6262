import Foundation
import TestSupport
import Testing

@Suite("laa return --earlier")
struct EarlierReturnTests {
    @Test("a file that is no return is 65, and one that cannot be read 66, both before any module runs")
    func refused() throws {
        let folder = try Folder()
        let path = "\(folder.path)/return.json"
        try Data("{\"reports\": 1}".utf8).write(to: URL(fileURLWithPath: path))
        func made(_ earlier: String) throws -> Command {
            try Command(
                "return", "--area", "Lancashire", "--quarter", "2010-11Q4", "--earlier", earlier, "--output",
                "\(folder.path)/out")
        }
        for (earlier, code, reason) in [
            (path, 65 as Int32, "\(path) is not a return of an earlier quarter: it does not have the structure of one"),
            (folder.path, 65, "does not have the structure of one"),
            (
                "\(folder.path)/none", 66,
                "the earlier return \(folder.path)/none cannot be read: No such file or directory"
            ),
        ] {
            let refused = try made(earlier)
            #expect(refused.status == code && refused.errors.contains(reason), "\(refused.errors)")
            #expect(!refused.errors.contains(": done"), "\(refused.errors)")
        }
        #expect(try folder.names() == ["return.json"])
    }

    @Test("a policy that cannot be read is refused with the system's reason")
    func policy() throws {
        let folder = try Folder()
        let command = try Command("report", "NI143", "--quarter", "2010-11Q4", "--policy", folder.path)
        #expect(command.status == 78, "\(command.errors)")
        #expect(command.errors.contains("cannot be used: it cannot be read: Is a directory"), "\(command.errors)")
    }
}

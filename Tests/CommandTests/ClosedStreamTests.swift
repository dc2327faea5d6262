import Foundation
import TestSupport
import Testing

@Suite("Streams that are closed")
struct ClosedStreamTests {
    @Test(
        "a closed standard output is named, and the exit code is 73, however the result would be made",
        arguments: [["report", "NI143", "--quarter", "2010-11Q4"], ["warehouse", "status"], ["report", "--help"]])
    func output(words: [String]) throws {
        let command = try Command(words, through: "exec \"$@\" >&-")
        #expect(command.status == 73, "\(command.errors)")
        #expect(
            command.errors
                == "laa: standard output is closed, so there is nowhere to write the result. Redirect it to a file.\n")
    }

    @Test("a result that goes to a file needs no standard output, and nothing else does")
    func file() throws {
        let folder = try Folder()
        let words = ["report", "NI143", "--quarter", "2010-11Q4", "--output", "\(folder.path)/out"]
        #expect(try Command(words, through: "exec \"$@\" >&-").status == 0)
        let whole = try folder.contents("out")
        #expect(try Command(words, through: "exec \"$@\" <&- >&- 2>&-").status == 0)
        #expect(try folder.contents("out") == whole && !whole.isEmpty)
    }

    @Test("a program that is started for a picture works where standard input is closed")
    func input() throws {
        let words = ["plot", "NI143", "--quarter", "2010-11Q4", "--level", "trust", "--format", "png"]
        let folder = try Folder()
        let command = try Command(words + ["--output", "\(folder.path)/out.png"], through: "exec \"$@\" <&-")
        #expect(command.status == 0, "\(command.errors)")
        #expect(try folder.contents("out.png").starts(with: [0x89, 0x50, 0x4E, 0x47]))
    }
}

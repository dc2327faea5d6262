import Foundation
import Testing

@testable import Platform

@Suite("A durable file")
struct DurableFileTests {
    private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

    @Test("replaces what has its name, and leaves nothing else")
    func replaced() throws {
        let place = try Place()
        for text in ["one", "two"] {
            try DurableFile.replace("\(place.path)/a", with: bytes(text))
            #expect(place.text("a") == text)
        }
        #expect(place.names == ["a"])
    }

    @Test("that does not fit leaves the earlier one, however much of it was written")
    func tooLarge() async {
        await #expect(processExitsWith: .exitCode(EXIT_SUCCESS)) {
            let place = try Place()
            try DurableFile.replace("\(place.path)/a", with: Array("earlier".utf8))
            // The first write is cut short at the limit, and only the next one fails.
            signal(SIGXFSZ, SIG_IGN)
            var limit = rlimit(rlim_cur: 1_000, rlim_max: 1_000)
            #expect(setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0)
            let large = [UInt8](repeating: 0x61, count: 5_000)
            let error = #expect(throws: FileError.self) {
                try DurableFile.replace("\(place.path)/a", with: large)
            }
            #expect(error?.description.hasPrefix("cannot write \(place.path)/a: File too large.") == true)
            #expect(throws: FileError.self) {
                try PrivateKeyFile("\(place.path)/key").create(large, folderMode: .exactly(0o700))
            }
            #expect(place.names == ["a"])
            #expect(place.text("a") == "earlier")
        }
    }

    @Test("is written whole although signals cut its writes short")
    func interrupted() async {
        await #expect(processExitsWith: .exitCode(EXIT_SUCCESS)) {
            var action = sigaction()
            action.__sigaction_handler.sa_handler = { _ in }
            sigaction(SIGUSR1, &action, nil)
            var ends: [Int32] = [0, 0]
            #expect(pipe(&ends) == 0)
            let (source, writer) = (ends[0], pthread_self())
            let ended = DispatchSemaphore(value: 0)
            nonisolated(unsafe) var received = 0
            Thread.detachNewThread {
                var buffer = [UInt8](repeating: 0, count: 7_000)
                while true {
                    pthread_kill(writer, SIGUSR1)
                    let count = read(source, &buffer, buffer.count)
                    if count <= 0 { break }
                    received += count
                }
                ended.signal()
            }
            let large = [UInt8](repeating: 0x61, count: 3_000_000)
            #expect(Descriptor.write(large, to: ends[1]))
            close(ends[1])
            ended.wait()
            #expect(received == large.count)
        }
    }

    @Test("has exactly the mode asked for, whatever the umask")
    func mode() async {
        await #expect(processExitsWith: .exitCode(EXIT_SUCCESS)) {
            let place = try Place()
            umask(0o077)
            try DurableFile.replace("\(place.path)/all", with: [], mode: .exactly(0o644))
            try DurableFile.replace("\(place.path)/some", with: [], mode: .atMost(0o644))
            try Folder.make("\(place.path)/folder/inner", mode: .exactly(0o755))
            #expect(FileStatus("\(place.path)/all").map { $0.mode & 0o777 } == 0o644)
            #expect(FileStatus("\(place.path)/some").map { $0.mode & 0o777 } == 0o600)
            #expect(FileStatus("\(place.path)/folder").map { $0.mode & 0o777 } == 0o755)
        }
    }

    @Test("is made once: whoever comes second leaves it, and a link of its name too")
    func created() throws {
        let place = try Place()
        #expect(try DurableFile.create("\(place.path)/a", with: bytes("first")))
        #expect(try !DurableFile.create("\(place.path)/a", with: bytes("second")))
        symlink("\(place.path)/elsewhere", "\(place.path)/link")
        #expect(try !DurableFile.create("\(place.path)/link", with: bytes("through")))
        #expect(place.text("a") == "first")
        #expect(place.names == ["a", "link"])
    }

    @Test("named by its user goes through a link, into a device, and never in place of a folder")
    func named() throws {
        let place = try Place()
        try place.write("earlier", to: "a")
        symlink("\(place.path)/a", "\(place.path)/link")
        try DurableFile.write(bytes("new"), to: "\(place.path)/link")
        #expect(place.text("a") == "new")
        try DurableFile.write(bytes("nowhere"), to: "/dev/null")
        #expect(FileStatus("/dev/null")?.isFile == false)
        for (path, reason) in [(place.path, "it is a folder"), ("\(place.path)/no/a", "there is no folder")] {
            let error = #expect(throws: FileError.self) { try DurableFile.write(bytes("x"), to: path) }
            #expect(error?.path == path && error?.reason.hasPrefix(reason) == true)
        }
        #expect(place.names == ["a", "link"])
    }

    @Test("among several is written with all of them or not at all")
    func several() throws {
        let place = try Place()
        let files = ["a", "b"].map { DurableFile.Contents(name: $0, bytes: bytes($0)) }
        try DurableFile.write(files, into: "\(place.path)/new")
        #expect(place.names == ["new", "new/a", "new/b"])
        try FileManager.default.createDirectory(
            atPath: "\(place.path)/other/b", withIntermediateDirectories: true)
        #expect(throws: FileError("write", "\(place.path)/other/b", reason: "it is a folder")) {
            try DurableFile.write(files, into: "\(place.path)/other")
        }
        #expect(place.names.filter { $0.hasPrefix("other/") } == ["other/b"])
    }

    @Test("among several new ones is undone, with its folders, where another cannot be written")
    func undone() throws {
        let place = try Place()
        try place.write("a file", to: "taken")
        func files(_ names: String...) -> [DurableFile.Contents] {
            names.map { DurableFile.Contents(name: $0, bytes: bytes($0)) }
        }
        #expect(throws: FileError.self) {
            try DurableFile.create(files("new/inner/a", "b", "taken/c"), below: place.path)
        }
        #expect(throws: FileError.self) { try DurableFile.create(files("b", "taken"), below: place.path) }
        #expect(place.names == ["taken"])
        try DurableFile.create(files("new/inner/a", "b"), below: place.path)
        #expect(place.names == ["b", "new", "new/inner", "new/inner/a", "taken"])
    }

    @Test("that is given up goes without a trace")
    func givenUp() throws {
        let place = try Place()
        do {
            let file = try UnfinishedFile(for: "\(place.path)/a")
            try file.append(bytes("half"))
            #expect(place.names.count == 1 && place.text("a") == nil)
        }
        #expect(place.names.isEmpty)
    }

    @Test("is in a folder that is made with those above it, or none of them is")
    func folders() throws {
        let place = try Place()
        #expect(try Folder.make("\(place.path)/a/b") == ["\(place.path)/a", "\(place.path)/a/b"])
        #expect(try Folder.make("\(place.path)/a/b/").isEmpty)
        try place.write("", to: "file")
        let wanted = "\(place.path)/file/c/d"
        let error = #expect(throws: FileError.self) { try Folder.make(wanted) }
        #expect(error?.path == wanted)
        #expect(place.names == ["a", "a/b", "file"])
    }
}

import Foundation
import Testing

@testable import Platform

@Suite("A private key's file")
struct PrivateKeyFileTests {
    private let key = [UInt8](0..<32)

    @Test("is made once, its owner's alone, in a folder of its own")
    func made() throws {
        let place = try Place()
        let file = PrivateKeyFile("\(place.path)/home/key")
        #expect(!file.isThere)
        try file.create(key, folderMode: .exactly(0o700))
        try file.create([UInt8](repeating: 0, count: 32), folderMode: .exactly(0o700))
        #expect(try file.read() == key)
        #expect(FileStatus(file.path).map { $0.mode & 0o777 } == 0o600)
        #expect(FileStatus("\(place.path)/home").map { $0.mode & 0o777 } == 0o700)
        #expect(place.names == ["home", "home/key"])
    }

    @Test("is refused where it is open to others, a link, a pipe, or not 64 digits")
    func refused() throws {
        let place = try Place()
        let path = "\(place.path)/key"
        let file = PrivateKeyFile(path)
        try file.create(key, folderMode: .exactly(0o700))
        chmod(path, 0o604)
        #expect(throws: PrivateKeyFile.Failure.openToOthers(path: path)) { try file.read() }
        try place.write("no key", to: "key")
        chmod(path, 0o600)
        #expect(throws: PrivateKeyFile.Failure.malformed(path: path)) { try file.read() }
        let link = PrivateKeyFile("\(place.path)/link")
        symlink("\(place.path)/nowhere", link.path)
        #expect(link.isThere)
        #expect(throws: PrivateKeyFile.Failure.self) { try link.read() }
        let pipe = PrivateKeyFile("\(place.path)/pipe")
        mkfifo(pipe.path, 0o600)
        #expect(throws: PrivateKeyFile.Failure.notAFile(path: pipe.path)) { try pipe.read() }
    }

    @Test("holds hexadecimal digits of either case, with white space between them")
    func digits() {
        #expect(Hexadecimal.text([0, 0x0F, 0xA0, 0xFF]) == "000fa0ff")
        #expect(Hexadecimal.bytes("00 0f\nA0Ff\n".utf8) == [0, 0x0F, 0xA0, 0xFF])
        for text in ["0", "0g", "0x00", "é0"] { #expect(Hexadecimal.bytes(text.utf8) == nil) }
        #expect(PrivateKeyFile.key(String(repeating: "ab", count: 31).utf8) == nil)
    }
}

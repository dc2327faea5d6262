import Foundation
import ReportKit
import TestSupport
import Testing

@testable import Host

/// A folder of its own for modules, removed with it.
final class ModuleFolder {
    let path = "/tmp/laa-modules-\(UUID().uuidString.prefix(8))"

    init() throws {
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o755])
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// The folder as `LAA_MODULES` names it, with everything in it trusted as it is now.
    var folders: ModuleFolders {
        get throws {
            let environment = ["LAA_MODULES": path, "LAA_HOME": "\(path)/home"]
            _ = try ModuleTrust(environment: environment, programFolder: "/nowhere").trust(path)
            return ModuleFolders(environment: environment, programFolder: "/nowhere")
        }
    }

    /// Puts a copy of a built module here, with some of its bytes replaced by as many others.
    @discardableResult
    func add(
        _ module: String = "NI143", as name: String? = nil, changing changes: [(from: [UInt8], to: [UInt8])] = []
    ) throws -> String {
        var data = try Data(contentsOf: URL(fileURLWithPath: "\(Built.folder)/lib\(module).so"))
        for (from, to) in changes {
            precondition(from.count == to.count, "a change keeps every other byte where it was")
            var start = data.startIndex
            while let range = data.range(of: Data(from), in: start..<data.endIndex) {
                data.replaceSubrange(range, with: to)
                start = range.upperBound
            }
        }
        return try write(data, as: name ?? "lib\(module).so")
    }

    func write(_ data: Data, as name: String) throws -> String {
        let file = "\(path)/\(name)"
        try data.write(to: URL(fileURLWithPath: file))
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file)
        return file
    }
}

@Suite("Finding and checking module files", .serialized, .ownThreads)
struct ModuleFileTests {
    private func survey(_ folders: ModuleFolders) async -> ModuleSurvey {
        await ModuleSurvey(folders, program: Built.program)
    }

    @Test("a library whose indicator's title holds a terminal's escape is refused, and named")
    func escapeInTitle() async throws {
        let folder = try ModuleFolder()
        let file = try folder.add(changing: [(Array("living in settled".utf8), Array("living in\u{1B}settled".utf8))])
        let survey = await survey(try folder.folders)
        #expect(survey.modules.isEmpty)
        let said = try #require(survey.problems.first?.description)
        #expect(said.hasPrefix("\(file): its indicator's title must not hold the control character U+001B"), "\(said)")
    }

    @Test("a file whose name holds a line feed is neither run nor recorded as trusted")
    func lineFeedInName() throws {
        let folder = try ModuleFolder()
        let file = try folder.add(as: "libA.so\nlibB.so")
        let environment = ["LAA_MODULES": folder.path, "LAA_HOME": "\(folder.path)/home"]
        let folders = ModuleFolders(environment: environment, programFolder: "/nowhere")
        let problem = ModuleProblem.unprintable(
            file: file, problem: "its name holds the control character U+000A")
        #expect(folders.candidates().files.isEmpty && folders.candidates().problems == [problem])
        #expect(problem.description.hasPrefix("\(folder.path)/libA.so␊libB.so: its name holds"))
        #expect(throws: problem) { try folders.trust.trust(folder.path) }
        #expect(folders.trust.entries.isEmpty)
    }

    private static let stamp = laa_stamp().pointee
    private static let magic = Array("laa report mod".utf8) + [0, 0]

    @Test("a sound module is found and loaded, whatever lies beside it")
    func beside() async throws {
        let folder = try ModuleFolder()
        try folder.add("NI18")
        try folder.add("NI143")
        let text = try folder.write(Data("no library at all".utf8), as: "libText.so")
        let empty = try folder.write(Data(), as: "libEmpty.so")
        _ = try folder.write(Data("not looked at".utf8), as: "notes.txt")
        let catalogue = try await survey(folder.folders)
        #expect(catalogue.modules.map(\.indicator.id) == ["NI143", "NI18"])
        #expect(Set(catalogue.problems) == [.notAnELFFile(file: text), .notAnELFFile(file: empty)])
    }

    @Test("a library without a stamp is no module")
    func noStamp() async throws {
        let folder = try ModuleFolder()
        let file = try folder.add(changing: [(Self.magic, Array("something else".utf8) + [0, 0])])
        #expect(try await survey(folder.folders).problems == [.noStamp(file: file)])
    }

    @Test("a module of another binary interface is refused, naming both versions")
    func otherABI() async throws {
        let folder = try ModuleFolder()
        let ours = withUnsafeBytes(of: Self.stamp.abi_version.littleEndian) { Array($0) }
        let other = withUnsafeBytes(of: UInt32(77).littleEndian) { Array($0) }
        let file = try folder.add(changing: [(Self.magic + ours, Self.magic + other)])
        let problem = try #require(try await survey(folder.folders).problems.first)
        #expect(problem == .otherABI(file: file, found: 77, needed: Self.stamp.abi_version))
        #expect(problem.description.contains("77") && problem.description.contains("Build the module again"))
        // Nor is it run to be checked or tested.
        #expect(throws: problem) { try ModuleSubject(asItIs: file) }
    }

    @Test("a file that is named to be checked and is no module says so, each with its own remedy")
    func namedFiles() throws {
        let folder = try ModuleFolder()
        func said(_ name: String) throws -> String {
            "\(try #require(#expect(throws: ModuleProblem.self) { try ModuleSubject(asItIs: name) }))"
        }
        #expect(
            try said("\(folder.path)/gone.sql") == "\(folder.path)/gone.sql: there is no such file. Correct the path.")
        let notes = try folder.write(Data("select 1".utf8), as: "notes.txt")
        #expect(
            try said(notes)
                == "\(notes): not a module by its name. A declared module's ends in .sql; a compiled one is a shared "
                + "library, lib*.so.")
        let text = try folder.write(Data("no library at all".utf8), as: "libText.so")
        #expect(try said(text).contains("not a shared library"))
    }

    @Test("a module of another compiler is refused, naming both")
    func otherToolchain() async throws {
        let folder = try ModuleFolder()
        // The compiler's name is elsewhere in the file too; only the one in the stamp counts.
        let file = try folder.add(changing: [(Array("Clang ".utf8), Array("Klang ".utf8))])
        guard
            case .otherToolchain(let refused, let found, let needed)? = try await survey(folder.folders).problems.first
        else {
            Issue.record("not refused for its compiler")
            return
        }
        #expect(refused == file && found.hasPrefix("Klang ") && needed.hasPrefix("Clang "))
        #expect(throws: ModuleProblem.otherToolchain(file: file, found: found, needed: needed)) {
            try ModuleSubject(asItIs: file)
        }
    }

    @Test("a module without its entry point is refused")
    func noEntry() async throws {
        let folder = try ModuleFolder()
        let file = try folder.add(
            changing: [(Array("laa_report_module".utf8), Array("laa_report_nodule".utf8))])
        #expect(
            try await survey(folder.folders).problems == [.noEntryPoint(file: file, symbol: "laa_report_module")])
    }

    @Test("of two modules with one ID the second is refused, naming both files")
    func duplicate() async throws {
        let folder = try ModuleFolder()
        let first = try folder.add("NI143", as: "libA.so")
        let second = try folder.add("NI143", as: "libB.so")
        let catalogue = try await survey(folder.folders)
        #expect(catalogue.modules.map(\.file) == [first])
        #expect(catalogue.problems == [.duplicate(file: second, id: "NI143", other: first)])
    }

    @Test("a module or a folder that others can write to is refused")
    func writable() async throws {
        let folder = try ModuleFolder()
        let file = try folder.add()
        let folders = try folder.folders
        try FileManager.default.setAttributes([.posixPermissions: 0o757], ofItemAtPath: file)
        #expect(await survey(folders).problems == [.fileWritableByOthers(file: file)])
        try FileManager.default.setAttributes([.posixPermissions: 0o777], ofItemAtPath: folder.path)
        #expect(await survey(folders).problems == [.folderWritableByOthers(folder: folder.path)])
    }

    @Test("a folder that is not there costs one line, and the other folders still count")
    func unreadable() async throws {
        let folder = try ModuleFolder()
        try folder.add()
        _ = try Built.trust.trust(folder.path)
        let catalogue = await survey(
            ModuleFolders(
                environment: ["LAA_MODULES": "/nowhere/at/all:\(folder.path)", "LAA_HOME": Built.home],
                programFolder: Built.folder))
        #expect(catalogue.modules.count == 1)
        guard case .folderUnreadable("/nowhere/at/all", _)? = catalogue.problems.first else {
            Issue.record("not reported")
            return
        }
    }

    @Test("a damaged file is refused, wherever it is cut or changed")
    func damaged() async throws {
        let folder = try ModuleFolder()
        let sound = try Data(contentsOf: URL(fileURLWithPath: folder.add()))
        var seed: UInt64 = 42
        func draw(_ bound: Int) -> Int {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(seed >> 33) % bound
        }
        for _ in 0..<200 {
            var bytes = Array(sound.prefix(draw(sound.count)))
            for _ in 0..<8 where !bytes.isEmpty { bytes[draw(min(bytes.count, 64))] = UInt8(draw(256)) }
            bytes.withUnsafeBytes { buffer in
                // It must not become a module; above all, nothing outside the file may be read.
                _ = try? ModuleStamp(file: "damaged.so", bytes: buffer)
            }
        }
        let cut = try folder.write(sound.prefix(sound.count / 2), as: "libCut.so")
        #expect(try await survey(folder.folders).problems.map(\.file) == [cut])
    }

    @Test("a module that crashes before it can say what it is costs one line, and the others still count")
    func unready() async throws {
        let folders = ModuleFolders(
            environment: ["LAA_MODULES": "\(Built.testModules):\(Built.folder)", "LAA_HOME": Built.home],
            programFolder: Built.folder)
        let catalogue = await survey(folders)
        #expect(catalogue.modules.map(\.indicator.id).contains("NI18"))
        guard case .misbehaved(let file, let message)? = catalogue.problems.first, catalogue.problems.count == 1 else {
            Issue.record("\(catalogue.problems)")
            return
        }
        #expect(file.hasSuffix("libUnready.so") && message.contains("not even ready"))
    }

    @Test("an indicator is found by identifier or alias, whatever its case and spaces; an unknown one gets the nearest")
    func names() async throws {
        let folder = try ModuleFolder()
        try folder.add("NI18")
        try folder.add("NI143")
        let catalogue = try await survey(folder.folders)
        #expect(try catalogue.module(named: "ni 18").indicator.id == "NI18")
        #expect(try catalogue.module(named: "om17").indicator.id == "NI143")
        do {
            _ = try catalogue.module(named: "NI19")
            Issue.record("found what is not there")
        } catch {
            #expect("\(error)".contains("nearest: NI18"))
        }
    }
}

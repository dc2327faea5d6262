import Foundation
import TestSupport
import Testing

@testable import Host

@Suite("Trusting module files", .serialized, .ownThreads)
struct TrustTests {
    /// A module folder and a home of its own, with nothing trusted yet.
    private func place() throws -> (folder: ModuleFolder, environment: [String: String]) {
        let folder = try ModuleFolder()
        return (folder, ["LAA_MODULES": folder.path, "LAA_HOME": folder.path + "/home"])
    }

    private func folders(_ environment: [String: String]) -> ModuleFolders {
        ModuleFolders(environment: environment, programFolder: Built.folder)
    }

    @Test("an unknown file is not even looked into; trusted, it runs; changed, it does not; forgotten, it does not")
    func course() async throws {
        let (folder, environment) = try place()
        let file = try folder.add("NI18")
        let rubbish = try folder.write(Data("no library at all".utf8), as: "libText.so")
        #expect(folders(environment).candidates().files == [])
        #expect(folders(environment).candidates().problems == [.untrusted(file: file), .untrusted(file: rubbish)])

        let entries = try folders(environment).trust.trust(file)
        #expect(entries.map(\.path) == [file])
        #expect(folders(environment).candidates().files == [file])
        let survey = await ModuleSurvey(folders(environment), program: Built.program)
        #expect(survey.modules.map(\.indicator.id) == ["NI18"])

        var bytes = try Data(contentsOf: URL(fileURLWithPath: file))
        bytes.append(0)
        _ = try folder.write(bytes, as: "libNI18.so")
        #expect(folders(environment).candidates().problems.first == .changed(file: file))

        #expect(try folders(environment).trust.revoke(file).map(\.path) == [file])
        #expect(folders(environment).candidates().problems.first == .untrusted(file: file))
    }

    @Test("a trusted file copied elsewhere, or another put in its place, is not trusted")
    func elsewhere() throws {
        let (folder, environment) = try place()
        let file = try folder.add("NI18")
        _ = try folders(environment).trust.trust(file)
        let copy = try folder.add("NI18", as: "libCopy.so")
        #expect(folders(environment).candidates().problems == [.untrusted(file: copy)])
        try FileManager.default.removeItem(atPath: file)
        try FileManager.default.moveItem(atPath: try folder.add("NI143", as: "libOther.so"), toPath: file)
        #expect(folders(environment).candidates().problems.contains(.changed(file: file)))
    }

    @Test("the worker runs the bytes that were trusted, or none, however late the file is changed")
    func late() async throws {
        let (folder, environment) = try place()
        let file = try folder.add("NI143")
        let trust = folders(environment).trust
        _ = try trust.trust(file)
        let order = try folders(environment).trust.file(at: file)
        // Changed after the host looked at it, and before the worker does.
        _ = try folder.add("NI18", as: "libNI143.so")
        let worker = WorkerProcess(program: Built.program, order: .describe([order]), timeLimit: .seconds(30))
        let description = try await worker.description().get()
        #expect(description.modules.isEmpty && description.problems == [.changed(file: file)])

        _ = try trust.trust(file)
        let bytes = try ModuleBytes(of: try folders(environment).trust.file(at: file))
        let before = bytes.contents
        try FileManager.default.removeItem(atPath: file)
        _ = try folder.write(Data("in its place".utf8), as: "libNI143.so")
        #expect(bytes.contents == before)
        // The copy itself cannot be written to either.
        #expect(open(bytes.loadPath, O_RDWR) < 0 || ftruncate(open(bytes.loadPath, O_RDWR), 0) != 0)
    }

    @Test("the program's own modules need no trust; a file that another account put beside them does")
    func own() throws {
        let environment = ["LAA_MODULES": Built.folder, "LAA_HOME": "/tmp/laa-nowhere-\(UUID())"]
        let trust = ModuleTrust(environment: environment, programFolder: Built.folder)
        #expect(try trust.file(at: Built.folder + "/libNI18.so").digest == nil)
        #expect(throws: ModuleProblem.untrusted(file: Built.testModules + "/libPrinting.so")) {
            try trust.file(at: Built.testModules + "/libPrinting.so")
        }
        try #require(geteuid() == 0, "needs another account's file")
        let folder = try ModuleFolder()
        _ = try folder.write(Data("a program".utf8), as: "laa")
        let file = try folder.write(Data("a module".utf8), as: "libStrange.so")
        let beside = ModuleTrust(environment: environment, programFolder: folder.path)
        #expect(try beside.file(at: file).digest == nil)
        #expect(chown(file, 65_534, 65_534) == 0)
        #expect(throws: ModuleProblem.untrusted(file: file)) { try beside.file(at: file) }
    }

    @Test("a list that others could write, or that is damaged, vouches for nothing")
    func list() throws {
        let (folder, environment) = try place()
        let file = try folder.add("NI18")
        _ = try folders(environment).trust.trust(file)
        let list = folder.path + "/home/trusted-modules"
        #expect(try FileManager.default.attributesOfItem(atPath: list)[.posixPermissions] as? Int == 0o600)

        func refused() -> Bool {
            let found = folders(environment).candidates()
            guard case .trustListUnusable(list, _)? = found.problems.first else { return false }
            return found.files.isEmpty
        }
        #expect(!refused())
        try FileManager.default.setAttributes([.posixPermissions: 0o620], ofItemAtPath: list)
        #expect(refused())
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: list)
        try FileManager.default.setAttributes([.posixPermissions: 0o777], ofItemAtPath: folder.path + "/home")
        #expect(refused())
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder.path + "/home")
        #expect(!refused())
        let sound = try Data(contentsOf: URL(fileURLWithPath: list))
        try (sound + Data("rubbish\n".utf8)).write(to: URL(fileURLWithPath: list))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: list)
        #expect(refused())
        // Nothing can be recorded until the list is repaired by hand.
        #expect(throws: ModuleProblem.self) { try folders(environment).trust.trust(file) }
    }

    @Test("names are those of files: quotes, spaces and commands in them are nothing but letters")
    func names() throws {
        let (folder, environment) = try place()
        let file = try folder.write(Data("x".utf8), as: "lib'; rm -rf $(HOME) \".so")
        let problem = try #require(folders(environment).candidates().problems.first)
        #expect(problem.description.hasSuffix("laa modules trust '\(folder.path)/lib'\\''; rm -rf $(HOME) \".so'"))
        _ = try folders(environment).trust.trust(file)
        #expect(folders(environment).candidates().problems == [.notAnELFFile(file: file)])
        let twoLines = try folder.write(Data("x".utf8), as: "libA\n.so")
        #expect(throws: ModuleProblem.self) { try folders(environment).trust.trust(twoLines) }
    }
}

import Foundation
import TestSupport
import Testing

/// `laa modules preview` and `diff`: what an author sees before anybody else does.
@Suite("Looking at a module while it is written", .ownThreads)
struct ModulePreviewTests {
    private let folder: Folder
    private var module: String { folder.path + "/XX1.sql" }
    private let sound: String

    init() throws {
        folder = try Folder()
        _ = try Command("modules", "new", "XX1", folder.path, database: nil)
        sound = String(decoding: try folder.contents("XX1.sql"), as: UTF8.self)
    }

    private func write(_ text: String, _ name: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder.path)/\(name)"))
    }

    @Test("preview shows published figures and the plan, and what is wrong in place of them")
    func preview() throws {
        let words = ["modules", "preview", module, "--quarter", "2010-11Q4", "--findings", "2"]
        let shown = try Command(words + ["--chart", folder.path + "/chart.svg"])
        #expect(shown.status == 0, "\(shown.errors)")
        #expect(shown.output.hasPrefix("XX1 Terminations with a settled home"))
        #expect(shown.output.contains("(the first 2 of 35 findings)\n"))
        #expect(shown.output.contains("\nPlan:\n") && shown.output.contains("termination"), "\(shown.output)")
        #expect(String(decoding: try folder.contents("chart.svg"), as: UTF8.self).hasPrefix("<svg"))
        #expect(try !Command(words + ["--no-plan"]).output.contains("Plan:"))

        try write(sound.replacing("polarity: higher", with: "polarity: up"), "XX1.sql")
        let header = try Command(words)
        #expect(header.status == 65 && header.output.isEmpty)
        #expect(header.errors.contains("XX1.sql:10: error: polarity: 'up' is not one of"), "\(header.errors)")
        try write(sound.replacing("c.accommodation is null", with: "c.home is null"), "XX1.sql")
        let query = try Command(words)
        #expect(query.status == 65 && query.errors.contains("column c.home does not exist"), "\(query.errors)")
    }

    @Test("preview --watch looks again at every save, says what changed, lives through mistakes and ends with Ctrl-C")
    func watch() throws {
        let started = try Started(
            Built.program,
            ["modules", "preview", module, "--watch", "--no-plan", "--quarter", "2010-11Q4", "--database"]
                + [SampleWarehouse.database], streams: .together)
        func waits(_ times: Int) throws {
            try eventually("the program waiting for save \(times)", of: started) {
                started.output.components(separatedBy: "Waiting for ").count > times
            }
        }
        try waits(1)
        #expect(!started.output.contains("Since the last time"))
        try write(sound.replacing("c.accommodation is null", with: "c.home is null"), "XX1.sql")
        try waits(2)
        #expect(started.output.contains("column c.home does not exist"))
        try write(sound.replacing("= 'settled and suitable'", with: "like 'settled%'"), "XX1.sql")
        try waits(3)
        #expect(started.output.contains("Since the last time: 35 of 35 differ, as published:"), "\(started.output)")
        try write(sound.replacing("= 'settled and suitable'", with: "like 'settled%' "), "XX1.sql")
        try waits(4)
        #expect(started.output.contains("Since the last time: No published figure or verdict of 35 differs."))
        started.kill(SIGINT)
        #expect(try started.waitForEnd() == 0, "\(started.output)")
    }

    @Test("diff lists the areas whose published figures change between two editions, and nothing else")
    func diff() throws {
        try write(sound.replacing("between :period_start", with: "between :period_start + 1"), "new.sql")
        let words = ["modules", "diff", module, folder.path + "/new.sql", "--quarter", "2010-11Q4"]
        let changed = try Command(words)
        #expect(changed.status == 0, "\(changed.errors)")
        #expect(changed.output.hasPrefix("XX1, 2010-11Q4: "))
        #expect(changed.output.contains(" of 35 differ, as published:"), "\(changed.output)")
        #expect(changed.output.contains("Area") && changed.output.contains("Successes"), "\(changed.output)")
        try write(sound + "\n-- the same\n", "new.sql")
        let same = try Command(words + ["--level", "region"])
        #expect(same.output.contains("No published figure or verdict of 10 differs."), "\(same.output)")
        #expect(
            try Command("modules", "diff", module, folder.path + "/none.sql", "--quarter", "2010-11Q4").status == 66)
    }
}

import Host
import ReportKit
import Warehouse

extension SubmissionSettings {
    /// Refuses settings that schedule one partnership twice, by its name and by a code, or by two spellings.
    ///
    /// - Throws: ``SubmissionError/settings(file:line:problem:)`` with the later line.
    func checkPartnerships(asOf: Day, in connection: Connection) throws {
        let today = try AreaDirectory(on: Quarter(containing: asOf).lastDay, from: connection)
        var lines: [String: Int] = [:]
        for scheduled in partnerships {
            var name = try? Partnership.name(of: scheduled.area, in: today)
            if name == nil {
                let then = try AreaDirectory(on: scheduled.from.lastDay, from: connection)
                name = try? Partnership.name(of: scheduled.area, in: then)
            }
            guard let name else { continue }
            if let line = lines[name] {
                throw SubmissionError.wrong(
                    file: file, line: scheduled.line,
                    problem: "'\(scheduled.area)' is \(name), which line \(line) names already",
                    remedy: "Take one of the two away")
            }
            lines[name] = scheduled.line
        }
    }

    /// What is wrong with the partnerships: each that names no area that makes returns, neither in its first quarter nor
    /// in the quarter of the day.
    func unknownPartnerships(asOf: Day, in connection: Connection) throws -> [SubmissionError] {
        let today = try AreaDirectory(on: Quarter(containing: asOf).lastDay, from: connection)
        var problems: [SubmissionError] = []
        for scheduled in partnerships {
            var reason: String?
            do throws(HostError) {
                reason = try Partnership.objection(to: scheduled.area, in: today)
            } catch {
                let then = try AreaDirectory(on: scheduled.from.lastDay, from: connection)
                if (try? Partnership.name(of: scheduled.area, in: then)) == nil { reason = "\(error)" }
            }
            guard let reason else { continue }
            problems.append(.unknownPartnership(file: file, line: scheduled.line, reason: reason))
        }
        return problems
    }
}

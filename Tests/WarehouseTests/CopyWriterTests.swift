import Foundation
import ReportKit
import TestSupport
import Testing

@testable import Warehouse

@Suite("A bulk load")
struct CopyWriterTests {
    @Test("stores every kind of value, nulls and long texts as they were given")
    func roundTrip() throws {
        let connection = try Fixture.connection()
        try connection.execute(
            "create schema laa; create table t (s smallint, i int, b bigint, d float8, r real, f bool, day date, x text)"
        )
        let long = String(repeating: "é\"\\'\n", count: 60_000)
        let count = try connection.copyIn("laa.t", columns: ["s", "i", "b", "d", "r", "f", "day", "x"]) { writer in
            for i in 0..<20_000 {
                try writer.beginRow()
                writer.append(int16: Int16(i % 100))
                writer.append(int32: Int32(i))
                writer.append(int64: Int64(i) << 33)
                writer.append(double: Double(i) / 3)
                writer.append(float: 0.5)
                writer.append(bool: i.isMultiple(of: 2))
                writer.append(day: Day("1999-12-31")!.adding(days: i % 2))
                if i == 7 {
                    writer.append(text: long)
                } else if i == 8 {
                    writer.appendNull()
                } else {
                    writer.append(text: "")
                }
            }
        }
        #expect(count == 20_000)
        let row = try connection.query(
            "select s, b, d, f, day, length(x) as length, md5(x) = md5($1) as same from t where i = 7", [.text(long)])[
                0]
        #expect(try row.get("s") == 7)
        #expect(try row.get("b") == 7 << 33)
        #expect(try row.get("d") == 7.0 / 3)
        #expect(try row.get("f") == false)
        #expect(try row.get("day") == Day("2000-01-01")!)
        #expect(try row.get("length") == 300_000)
        #expect(try row.get("same") == true)
        #expect(try connection.query("select count(*) from t where x is null")[0].get(0) == 1)
    }

    @Test("that fails, is given up or is dropped leaves the table as it was and the connection in use")
    func failures() throws {
        let connection = try Fixture.connection()
        try connection.execute("create schema laa; create table t (n int primary key check (n < 10))")
        let violated = try serverError {
            try connection.copyIn("laa.t", columns: ["n"]) { writer in
                for n in 0..<50_000 {
                    try writer.beginRow()
                    writer.append(int32: Int32(n))
                }
            }
        }
        #expect((violated.sqlState, violated.constraint) == ("23514", "t_n_check"))
        struct Stop: Error {}
        #expect(throws: Stop.self) {
            try connection.transaction {
                try connection.copyIn("laa.t", columns: ["n"]) { writer in
                    try writer.beginRow()
                    writer.append(int32: 1)
                    throw Stop()
                }
            }
        }
        do {
            let dropped = try connection.copyIn("laa.t", columns: ["n"])
            try dropped.beginRow()
            dropped.append(int32: 1)
        }
        #expect(try serverError { _ = try connection.copyIn("laa.nowhere", columns: ["n"]) }.sqlState == "42P01")
        let width = try serverError {
            try connection.copyIn("laa.t", columns: ["n"]) { writer in
                try writer.beginRow()
                writer.append(int64: 1)
            }
        }
        #expect(width.sqlState == "22P03")
        #expect(try connection.query("select count(*) from t")[0].get(0) == 0)
    }

    @Test("holds back no more than a buffer, so that a slow server slows the writer")
    func bounded() throws {
        let connection = try Fixture.connection()
        try connection.execute("create schema laa; create table t (x text)")
        let text = String(repeating: "x", count: 10_000)
        let before = residentKilobytes()
        try connection.copyIn("laa.t", columns: ["x"]) { writer in
            for _ in 0..<20_000 {
                try writer.beginRow()
                writer.append(text: text)
            }
        }
        #expect(residentKilobytes() - before < 50_000)
    }

    private func residentKilobytes() -> Int {
        let statistics = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)) ?? ""
        return (Int(statistics.split(separator: " ")[1]) ?? 0) * 4
    }
}

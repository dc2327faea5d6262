import ReportKit
import Warehouse

/// A table that is filled by COPY, with its columns in the order in which rows write them.
struct LargeTable {
    let name: String
    let columns: [String]

    init(_ name: String, _ columns: String...) {
        self.name = name
        self.columns = columns
    }
}

/// A row of a table that is filled by COPY: ``write(to:vintage:)`` writes a value for each of the table's columns.
protocol SampleRow {
    static var table: LargeTable { get }
    func write(to writer: CopyWriter, vintage: Int32) throws
}

/// A value that can be written by COPY.
protocol CopyValue {
    func append(to writer: CopyWriter)
}

extension Int32: CopyValue {
    func append(to writer: CopyWriter) { writer.append(int32: self) }
}

/// Written as a `smallint`, the type of most keys and numbers.
extension Int: CopyValue {
    func append(to writer: CopyWriter) { writer.append(int16: Int16(self)) }
}

extension Int64: CopyValue {
    func append(to writer: CopyWriter) { writer.append(int64: self) }
}

extension Double: CopyValue {
    func append(to writer: CopyWriter) { writer.append(double: self) }
}

extension Bool: CopyValue {
    func append(to writer: CopyWriter) { writer.append(bool: self) }
}

extension String: CopyValue {
    func append(to writer: CopyWriter) { writer.append(text: self) }
}

extension Day: CopyValue {
    func append(to writer: CopyWriter) { writer.append(day: self) }
}

extension Optional: CopyValue where Wrapped: CopyValue {
    func append(to writer: CopyWriter) {
        if let self { self.append(to: writer) } else { writer.appendNull() }
    }
}

extension CopyWriter {
    func row<each Value: CopyValue>(_ values: repeat each Value) throws {
        try beginRow()
        repeat (each values).append(to: self)
    }
}

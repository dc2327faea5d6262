import Glibc

/// The texts that the cells of an Excel workbook share (xl/sharedStrings.xml): in one piece of memory, with their ends.
///
/// A text may consist of runs, each with its own font: they are joined. What tells how to pronounce it is left out.
final class SharedTexts: XMLHandler {
    private let limits: WorkbookLimits
    private var bytes: UnsafeMutableRawPointer?
    private var room = 0
    private var used = 0
    private var ends: [UInt32] = []
    private var isInText = false
    /// Whether an element within a pronunciation is being read.
    private var isPhonetic = false

    init(limits: WorkbookLimits) {
        self.limits = limits
    }

    deinit {
        free(bytes)
    }

    /// The bytes of all the texts.
    var memory: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: bytes, count: used) }

    /// Where in these a text is; nil where no text has that number.
    func range(_ number: Int) -> (start: Int, end: Int)? {
        guard ends.indices.contains(number) else { return nil }
        return (number == 0 ? 0 : Int(ends[number - 1]), Int(ends[number]))
    }

    func start(_ name: XMLName, _ attributes: XMLAttributes) throws(WorkbookError) {
        if name.isExcel("t") {
            isInText = !isPhonetic
        } else if name.isExcel("rPh") {
            isPhonetic = true
        }
    }

    func end(_ name: XMLName) throws(WorkbookError) -> Bool {
        if name.isExcel("t") {
            isInText = false
        } else if name.isExcel("rPh") {
            isPhonetic = false
        } else if name.isExcel("si") {
            try endText()
        }
        return false
    }

    func text(_ text: UnsafeRawBufferPointer) throws(WorkbookError) {
        guard isInText else { return }
        guard used + text.count <= limits.sharedText else {
            throw .tooLarge(problem: "the texts that its cells share have more than \(limits.sharedText) bytes")
        }
        if used + text.count > room {
            room = max(used + text.count, 2 * room, 1 << 16)
            guard let larger = realloc(bytes, room) else {
                throw .tooLarge(problem: "there is no memory for its texts")
            }
            bytes = larger
        }
        UnsafeMutableRawBufferPointer(start: bytes! + used, count: text.count).copyMemory(from: text)
        used += text.count
    }

    private func endText() throws(WorkbookError) {
        let start = ends.last.map { Int($0) } ?? 0
        guard used - start <= limits.row else {
            throw .tooLarge(problem: "a text in it has more than \(limits.row) bytes")
        }
        guard ends.count < limits.sharedTexts else {
            throw .tooLarge(problem: "its cells share more than \(limits.sharedTexts) texts")
        }
        if let bytes {
            used = start + ExcelEscapes.undo(UnsafeMutableRawBufferPointer(start: bytes + start, count: used - start))
        }
        ends.append(UInt32(used))
    }
}

private import CExpat
import Glibc

/// Is told what an XML document holds, one event after another.
protocol XMLHandler: AnyObject {
    func start(_ name: XMLName, _ attributes: XMLAttributes) throws(WorkbookError)
    /// - Returns: whether reading is to pause here.
    func end(_ name: XMLName) throws(WorkbookError) -> Bool
    /// Some of the text within an element.
    func text(_ bytes: UnsafeRawBufferPointer) throws(WorkbookError)
}

/// Reads an XML document of an archive as a stream, with expat; memory is that of one chunk and one tag.
///
/// A document with a DOCTYPE is refused, since only there entities can be declared that become as large as one likes; so
/// is one that is nested deeper, or has a longer tag, than any workbook.
final class XMLStream {
    private static let chunk = 1 << 16
    private static let deepest = 100
    private static let longestTag = 2 << 20

    private let name: String
    private let entry: ArchiveEntry
    private let parser: OpaquePointer
    private unowned let handler: any XMLHandler
    /// Called before each chunk; throws to end the reading.
    private let onChunk: () throws -> Void
    private let prefixes = XMLPrefixes()
    private var depth = 0
    private var fed = 0
    private var isPaused = false
    private var isLast = false
    private var failure: WorkbookError?

    /// - Parameters:
    ///   - name: the document's name in the archive.
    ///   - handler: must live as long as the stream is read.
    init(
        _ entry: ArchiveEntry, name: String, handler: any XMLHandler, onChunk: @escaping () throws -> Void
    ) throws(WorkbookError) {
        self.entry = entry
        self.name = name
        self.handler = handler
        self.onChunk = onChunk
        guard let parser = XML_ParserCreate(nil) else { throw .damaged(problem: "there is no memory to read it") }
        self.parser = parser
        XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
        XML_SetElementHandler(
            parser, { XMLStream.from($0)?.started($1, $2) }, { context, name in XMLStream.from(context)?.ended(name) })
        XML_SetCharacterDataHandler(parser) { XMLStream.from($0)?.text($1, $2) }
        XML_SetStartDoctypeDeclHandler(parser) { context, _, _, _, _ in XMLStream.from(context)?.refuseDoctype() }
    }

    deinit {
        XML_ParserFree(parser)
    }

    /// How much of the document has been read, 0 to 1.
    var fraction: Double { entry.size > 0 ? min(1, Double(entry.taken) / Double(entry.size)) : 1 }

    /// Reads on until the handler wants a pause, or to the end.
    ///
    /// - Returns: false at the end of the document.
    func advance() throws -> Bool {
        while true {
            let status: XML_Status
            if isPaused {
                status = XML_ResumeParser(parser)
            } else if isLast {
                return false
            } else {
                try onChunk()
                guard let buffer = XML_GetBuffer(parser, Int32(Self.chunk)) else {
                    throw WorkbookError.tooLarge(problem: "\(name) in it has a tag that does not fit in memory")
                }
                let count = try entry.read(into: UnsafeMutableRawBufferPointer(start: buffer, count: Self.chunk))
                fed += count
                isLast = count == 0
                status = XML_ParseBuffer(parser, Int32(count), isLast ? 1 : 0)
            }
            isPaused = status == XML_STATUS_SUSPENDED
            if let failure { throw failure }
            if isPaused { return true }
            guard status == XML_STATUS_OK else { throw notWellFormed }
            guard fed - max(0, Int(XML_GetCurrentByteIndex(parser))) <= Self.longestTag else {
                throw WorkbookError.tooLarge(problem: "\(name) in it has a tag of more than \(Self.longestTag) bytes")
            }
        }
    }

    /// Reads a whole document.
    func readAll() throws {
        while try advance() {}
    }

    /// Reads what is left of the document without looking at it, so that damage in it is found.
    func drain() throws {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.chunk, alignment: 16)
        defer { buffer.deallocate() }
        while try entry.read(into: buffer) > 0 { try onChunk() }
    }

    private var notWellFormed: WorkbookError {
        let reason = XML_ErrorString(XML_GetErrorCode(parser)).map { String(cString: $0) } ?? "unknown"
        return .damaged(problem: "\(name) in it is not XML (\(reason), line \(XML_GetCurrentLineNumber(parser)))")
    }
}

// MARK: - Events

extension XMLStream {
    @inline(__always)
    private static func from(_ context: UnsafeMutableRawPointer?) -> XMLStream? {
        context.map { Unmanaged<XMLStream>.fromOpaque($0).takeUnretainedValue() }
    }

    private func started(
        _ name: UnsafePointer<CChar>?, _ attributes: UnsafeMutablePointer<UnsafePointer<CChar>?>?
    ) {
        guard failure == nil, let name else { return }
        depth += 1
        guard depth <= Self.deepest else { return fail(.damaged(problem: "\(self.name) in it is nested too deeply")) }
        prefixes.enter(attributes, depth: depth)
        do throws(WorkbookError) {
            try handler.start(prefixes.name(name), XMLAttributes(attributes, prefixes))
        } catch {
            fail(error)
        }
    }

    private func ended(_ name: UnsafePointer<CChar>?) {
        guard failure == nil, let name else { return }
        defer {
            prefixes.leave(depth: depth)
            depth -= 1
        }
        do throws(WorkbookError) {
            if try handler.end(prefixes.name(name)) { XML_StopParser(parser, 1) }
        } catch {
            fail(error)
        }
    }

    private func text(_ start: UnsafePointer<CChar>?, _ count: Int32) {
        guard failure == nil else { return }
        do throws(WorkbookError) {
            try handler.text(UnsafeRawBufferPointer(start: start, count: Int(count)))
        } catch {
            fail(error)
        }
    }

    private func refuseDoctype() {
        fail(.damaged(problem: "\(name) in it has a DOCTYPE, which no workbook has"))
    }

    private func fail(_ error: WorkbookError) {
        failure = failure ?? error
        XML_StopParser(parser, 0)
    }
}

/// A query's text split at its named parameters, `:name`.
///
/// Names are not recognised in `'strings'`, `E'strings'`, `"identifiers"`, `$tag$strings$tag$`, comments, `::casts` and
/// array slices such as `[1:2]` or `[low:high]`: inside brackets a colon that directly follows an expression divides a
/// slice, and one after a space or a bracket begins a name.
package struct NamedParameters: Equatable {
    /// The text between the parameters: one piece more than there are ``names``.
    package private(set) var pieces: [String] = []
    /// The parameters in order of appearance, each as often as it is used.
    package private(set) var names: [String] = []
    /// The number of the first positional parameter, `$1`, which a query may not have.
    package private(set) var positional: String?
    /// The keywords and identifiers in order of appearance.
    package private(set) var words: [Word] = []
    /// Words, strings, numbers, parameters and signs in order of appearance; neither space nor comments.
    package private(set) var tokens: [SQLToken] = []
    /// The line of each of ``names``.
    package private(set) var nameLines: [Int] = []
    /// The line on which a second statement begins; nil where there is only one.
    package private(set) var secondStatement: Int?

    /// A keyword or an identifier.
    package struct Word: Equatable {
        /// As the server reads it: in lower case unless it is quoted, without its quotes; `U&` where it is written with
        /// Unicode escapes.
        package let text: String
        /// Counted from 1.
        package let line: Int
    }

    /// The text with each parameter replaced, on the same lines.
    package func text(replacing expression: (String) -> String) -> String {
        zip(names, pieces.dropFirst()).reduce(pieces[0]) { $0 + expression($1.0) + $1.1 }
    }

    package init(_ sql: String) {
        var lexer = Lexer(bytes: Array(sql.utf8))
        lexer.run()
        pieces = lexer.pieces
        names = lexer.names
        positional = lexer.positional
        words = lexer.words
        tokens = lexer.tokens
        func line(of offset: Int) -> Int { 1 + lexer.bytes[..<offset].count { $0 == UInt8(ascii: "\n") } }
        nameLines = lexer.nameOffsets.map(line)
        secondStatement = lexer.secondStatement.map(line)
    }
}

/// Reads PostgreSQL's lexical structure (section 4.1 of its manual), as far as a colon may be hidden in it.
private struct Lexer {
    let bytes: [UInt8]
    var position = 0
    var pieces: [String] = []
    var names: [String] = []
    var positional: String?
    var words: [NamedParameters.Word] = []
    var tokens: [SQLToken] = []
    var nameOffsets: [Int] = []
    /// Where something other than space and comments follows a semicolon.
    var secondStatement: Int?
    /// The line that ``lineStart`` is on; lines are counted as words are met.
    private var line = 1
    private var lineStart = 0
    private var pieceStart = 0
    private var brackets = 0
    /// A semicolon that only space and comments have followed so far; the text's last one is left out.
    private var semicolon: Int? {
        didSet { if semicolon == nil, oldValue != nil, secondStatement == nil { secondStatement = position } }
    }

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    mutating func run() {
        while let byte = peek() {
            switch byte {
            case UInt8(ascii: "'"): passString(escapes: false)
            case UInt8(ascii: "\""): passQuotedIdentifier()
            case UInt8(ascii: "-") where peek(1) == byte: passLineComment()
            case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "*"): passBlockComment()
            case UInt8(ascii: "$"): passDollar()
            case UInt8(ascii: ":"): passColon()
            case UInt8(ascii: "["): pass { $0.brackets += 1 }
            case UInt8(ascii: "]"): pass { $0.brackets = max(0, $0.brackets - 1) }
            case UInt8(ascii: ";"):
                semicolon = position
                position += 1
            case let byte where byte.isIdentifierStart: passWord()
            case let byte where byte.isDigit: passNumber()
            case let byte where byte.isSpace: position += 1
            default: pass { _ in }
            }
        }
        endPiece(at: bytes.count)
    }

    private func peek(_ ahead: Int = 0) -> UInt8? {
        position + ahead < bytes.count ? bytes[position + ahead] : nil
    }

    /// One byte of the statement proper.
    private mutating func pass(_ note: (inout Lexer) -> Void) {
        semicolon = nil
        note(&self)
        position += 1
        add(.sign, from: position - 1)
    }

    /// A number; the letter of an exponent begins a word, which no query can mistake for one of its own.
    private mutating func passNumber() {
        semicolon = nil
        let start = position
        while let byte = peek(), byte.isDigit || byte == UInt8(ascii: ".") { position += 1 }
        add(.number, from: start)
    }

    /// Adds what was read since `start` to the tokens.
    private mutating func add(_ kind: SQLToken.Kind, _ text: String? = nil, from start: Int) {
        tokens.append(
            SQLToken(
                kind: kind, text: text ?? String(decoding: bytes[start..<position], as: UTF8.self),
                line: line(of: start), range: start..<position))
    }

    /// Adds a string in quotes to the tokens; one that follows another at once goes on with it, after a quote.
    private mutating func addString(from start: Int) {
        let text = SQLToken.content(ofString: bytes[start..<position])
        guard let before = tokens.last, before.kind == .string, before.range.upperBound == start else {
            return add(.string, text, from: start)
        }
        tokens[tokens.count - 1] = SQLToken(
            kind: .string, text: "\(before.text)'\(text)", line: before.line,
            range: before.range.lowerBound..<position)
    }

    /// The line of an offset, which is behind every offset asked for before.
    private mutating func line(of offset: Int) -> Int {
        line += bytes[lineStart..<offset].count { $0 == UInt8(ascii: "\n") }
        lineStart = offset
        return line
    }

    /// An identifier or keyword, or the letter before a string that says how it is written.
    private mutating func passWord() {
        semicolon = nil
        let start = position
        while let byte = peek(), byte.isIdentifierPart { position += 1 }
        let letter = position - start == 1 ? bytes[start] | 0x20 : 0
        if letter == UInt8(ascii: "e"), peek() == UInt8(ascii: "'") { return passString(escapes: true) }
        if letter == UInt8(ascii: "u"), peek() == UInt8(ascii: "&"), peek(1) == UInt8(ascii: "\"") {
            return note("U&", at: start)
        }
        note(String(decoding: bytes[start..<position], as: UTF8.self).lowercased(), at: start)
    }

    private mutating func passQuotedIdentifier() {
        let start = position
        passQuoted(by: UInt8(ascii: "\""), escapes: false)
        note(String(decoding: bytes[start..<position].filter { $0 != UInt8(ascii: "\"") }, as: UTF8.self), at: start)
    }

    private mutating func note(_ word: String, at start: Int) {
        add(.word, word, from: start)
        words.append(NamedParameters.Word(text: word, line: line))
    }

    private mutating func passString(escapes: Bool) {
        let start = position
        passQuoted(by: UInt8(ascii: "'"), escapes: escapes)
        addString(from: start)
        // A string may go on after a line end, and is then read as it began.
        while escapes, let next = continuation() {
            position = next
            passQuoted(by: UInt8(ascii: "'"), escapes: true)
        }
    }

    /// Where a string goes on: past space and line comments with at least one line end among them.
    private mutating func continuation() -> Int? {
        let end = position
        let kept = semicolon
        defer {
            position = end
            semicolon = kept
        }
        var isOnAnotherLine = false
        while let byte = peek() {
            if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") { isOnAnotherLine = true }
            if byte.isSpace {
                position += 1
            } else if byte == UInt8(ascii: "-"), peek(1) == byte {
                passLineComment()
            } else {
                return isOnAnotherLine && byte == UInt8(ascii: "'") ? position : nil
            }
        }
        return nil
    }

    /// A doubled quote inside stands for one; it is read here as the end of one string and the start of the next.
    private mutating func passQuoted(by quote: UInt8, escapes: Bool) {
        semicolon = nil
        position += 1
        while let byte = peek() {
            position += 1
            if byte == quote {
                guard escapes && peek() == quote else { return }
                position += 1
            } else if escapes && byte == UInt8(ascii: "\\") {
                position = min(position + 1, bytes.count)
            }
        }
    }

    private mutating func passLineComment() {
        while let byte = peek(), byte != UInt8(ascii: "\n"), byte != UInt8(ascii: "\r") { position += 1 }
    }

    /// Block comments nest, unlike C's.
    private mutating func passBlockComment() {
        var depth = 0
        while let byte = peek() {
            switch (byte, peek(1)) {
            case (UInt8(ascii: "/"), UInt8(ascii: "*")):
                depth += 1
                position += 2
            case (UInt8(ascii: "*"), UInt8(ascii: "/")):
                depth -= 1
                position += 2
            default: position += 1
            }
            if depth == 0 { return }
        }
    }

    /// `$tag$text$tag$`, where a tag is an identifier or nothing; or `$1`.
    private mutating func passDollar() {
        semicolon = nil
        if let digit = peek(1), digit.isDigit {
            let start = position + 1
            position = start
            while let byte = peek(), byte.isDigit { position += 1 }
            positional = positional ?? String(decoding: bytes[start..<position], as: UTF8.self)
            return
        }
        var end = position + 1
        while end < bytes.count, bytes[end].isIdentifierPart, bytes[end] != UInt8(ascii: "$") { end += 1 }
        guard end < bytes.count, bytes[end] == UInt8(ascii: "$") else {
            position += 1
            return
        }
        let tag = bytes[position...end]
        let start = position
        position = end + 1
        while position < bytes.count {
            if bytes[position...].starts(with: tag) {
                position += tag.count
                return add(.string, from: start)
            }
            position += 1
        }
    }

    private mutating func passColon() {
        semicolon = nil
        let start = position
        position += 1
        if peek() == UInt8(ascii: ":") || peek() == UInt8(ascii: "=") {
            position += 1
            return add(.sign, from: start)
        }
        guard let first = peek(), first.isIdentifierStart, first < 0x80 else { return add(.sign, from: start) }
        if brackets > 0, start > 0, bytes[start - 1].endsExpression { return }
        let nameStart = position
        while let byte = peek(), byte.isIdentifierPart, byte < 0x80, byte != UInt8(ascii: "$") { position += 1 }
        names.append(String(decoding: bytes[nameStart..<position], as: UTF8.self))
        add(.parameter, names.last, from: start)
        nameOffsets.append(start)
        endPiece(at: start)
    }

    /// Ends a piece of text before `end`; the next one begins where the lexer is.
    private mutating func endPiece(at end: Int) {
        var piece = Array(bytes[pieceStart..<end])
        if let semicolon, semicolon >= pieceStart, semicolon < end { piece[semicolon - pieceStart] = UInt8(ascii: " ") }
        pieces.append(String(decoding: piece, as: UTF8.self))
        pieceStart = position
    }
}

extension UInt8 {
    fileprivate var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
    fileprivate var isSpace: Bool { self == 0x20 || (0x09...0x0D).contains(self) }
    fileprivate var isIdentifierStart: Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20) || self == UInt8(ascii: "_") || self >= 0x80
    }
    fileprivate var isIdentifierPart: Bool { isIdentifierStart || isDigit || self == UInt8(ascii: "$") }
    fileprivate var endsExpression: Bool {
        isIdentifierPart || self == UInt8(ascii: ")") || self == UInt8(ascii: "]") || self == UInt8(ascii: "\"")
    }
}

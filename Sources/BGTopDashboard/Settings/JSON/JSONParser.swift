/// Reads JSON (RFC 8259), and knows in which line it stops to be any.
struct JSONParser {
    /// What is wrong with a text, and where.
    struct Failure: Error, Hashable {
        /// Counted from 1.
        let line: Int
        /// As a sentence has it: `a comma or "}" is missing`.
        let reason: String
    }

    /// Deeper than anything that is meant: what it guards is the thread's stack.
    private static let maximumDepth = 64

    private let bytes: [UInt8]
    private var position = 0
    private var depth = 0

    private init(_ text: String) {
        self.bytes = Array(text.utf8)
    }

    /// The value that `text` has; there is nothing but white space around it.
    static func parse(_ text: String) throws(Failure) -> JSONValue {
        var parser = JSONParser(text)
        let value = try parser.value()
        parser.skipBlanks()
        guard parser.next == nil else { throw parser.failure("there is something behind the last brace") }
        return value
    }

    // MARK: - Values

    private mutating func value() throws(Failure) -> JSONValue {
        self.skipBlanks()
        guard let next = self.next else { throw self.failure("a value is missing at the end") }
        switch next {
        case UInt8(ascii: "{"): return .object(try self.object())
        case UInt8(ascii: "["): return .array(try self.array())
        case UInt8(ascii: "\""): return .string(try self.string())
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number(try self.number())
        default: return try self.word()
        }
    }

    private mutating func word() throws(Failure) -> JSONValue {
        let words: [(String, JSONValue)] = [("null", .null), ("true", .bool(true)), ("false", .bool(false))]
        for (word, value) in words where self.bytes[self.position...].starts(with: word.utf8) {
            self.position += word.utf8.count
            return value
        }
        throw self.failure("a value is expected, and texts stand in double quotes")
    }

    private mutating func object() throws(Failure) -> JSONObject {
        try self.enter()
        var object = JSONObject()
        guard !self.take("}") else { return self.leave(object) }
        repeat {
            self.skipBlanks()
            guard self.next == UInt8(ascii: "\"") else { throw self.failure("a name in double quotes is expected") }
            let start = self.position
            let key = try self.string()
            guard object[key] == nil else { throw self.failure("\"\(key)\" is there twice", at: start) }
            guard self.take(":") else { throw self.failure("a colon is missing after \"\(key)\"") }
            object.set(key, to: try self.value())
        } while self.take(",")
        guard self.take("}") else { throw self.failure("a comma or \"}\" is missing", at: self.endOfLast) }
        return self.leave(object)
    }

    private mutating func array() throws(Failure) -> [JSONValue] {
        try self.enter()
        var elements: [JSONValue] = []
        guard !self.take("]") else { return self.leave(elements) }
        repeat {
            elements.append(try self.value())
        } while self.take(",")
        guard self.take("]") else { throw self.failure("a comma or \"]\" is missing", at: self.endOfLast) }
        return self.leave(elements)
    }

    private mutating func enter() throws(Failure) {
        self.depth += 1
        guard self.depth <= Self.maximumDepth else { throw self.failure("it is nested too deeply") }
        self.position += 1
    }

    private mutating func leave<Value>(_ value: Value) -> Value {
        self.depth -= 1
        return value
    }

    private mutating func number() throws(Failure) -> String {
        let start = self.position
        let isPart = { (byte: UInt8) in
            (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || "+-.eE".utf8.contains(byte)
        }
        while let next, isPart(next) { self.position += 1 }
        let text = String(decoding: self.bytes[start..<self.position], as: UTF8.self)
        guard text.wholeMatch(of: /-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+\-]?[0-9]+)?/) != nil else {
            throw self.failure("\(text) is no number", at: start)
        }
        return text
    }

    // MARK: - Texts

    private mutating func string() throws(Failure) -> String {
        self.position += 1
        var text: [UInt8] = []
        while let next, next != UInt8(ascii: "\"") {
            guard next >= 0x20 else { throw self.failure("a text has no end, or a control character in it") }
            self.position += 1
            if next == UInt8(ascii: "\\") { text += Array(String(try self.escaped()).utf8) } else { text.append(next) }
        }
        guard self.next != nil else { throw self.failure("a text has no end") }
        self.position += 1
        return String(decoding: text, as: UTF8.self)
    }

    private static let escapes: [UInt8: Unicode.Scalar] = [
        UInt8(ascii: "\""): "\"", UInt8(ascii: "\\"): "\\", UInt8(ascii: "/"): "/", UInt8(ascii: "b"): "\u{8}",
        UInt8(ascii: "f"): "\u{C}", UInt8(ascii: "n"): "\n", UInt8(ascii: "r"): "\r", UInt8(ascii: "t"): "\t",
    ]

    private mutating func escaped() throws(Failure) -> Unicode.Scalar {
        let escape = self.next
        self.position += 1
        if let escape, let scalar = Self.escapes[escape] { return scalar }
        guard escape == UInt8(ascii: "u") else { throw self.failure("a backslash stands before something it must not") }
        let first = try self.hexadecimal()
        if let scalar = Unicode.Scalar(first) { return scalar }
        // The first half of a character; the other one has to follow.
        guard UTF16.isLeadSurrogate(first), self.takeNext("\\"), self.takeNext("u") else {
            throw self.failure("\\u stands for half a character")
        }
        let second = try self.hexadecimal()
        guard UTF16.isTrailSurrogate(second),
            let scalar = Unicode.Scalar(0x1_0000 + (UInt32(first & 0x3FF) << 10 | UInt32(second & 0x3FF)))
        else { throw self.failure("\\u stands for half a character") }
        return scalar
    }

    private mutating func hexadecimal() throws(Failure) -> UInt16 {
        let digits = self.bytes[self.position...].prefix(4)
        guard digits.count == 4, digits.allSatisfy({ Unicode.Scalar($0).properties.isASCIIHexDigit }),
            let code = UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
        else { throw self.failure("\\u needs four hexadecimal digits") }
        self.position += 4
        return code
    }

    // MARK: - Between them

    private var next: UInt8? { self.position < self.bytes.count ? self.bytes[self.position] : nil }

    private static let blanks: Set<UInt8> = [0x20, 0x09, 0x0A, 0x0D]

    private mutating func skipBlanks() {
        while let next, Self.blanks.contains(next) { self.position += 1 }
    }

    /// Goes past `character`, if that is what comes after white space.
    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        self.skipBlanks()
        return self.takeNext(character)
    }

    private mutating func takeNext(_ character: Unicode.Scalar) -> Bool {
        guard self.next == UInt8(ascii: character) else { return false }
        self.position += 1
        return true
    }

    /// Behind what was read last: what is missing there is seen in its line, and not in that of what follows.
    private var endOfLast: Int {
        self.bytes[..<self.position].lastIndex { !Self.blanks.contains($0) } ?? 0
    }

    private func failure(_ reason: String, at position: Int? = nil) -> Failure {
        let before = self.bytes[..<(position ?? min(self.position, self.bytes.count))]
        return Failure(line: 1 + before.count { $0 == 0x0A }, reason: reason)
    }
}

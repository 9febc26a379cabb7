import TestSupport
import Testing

@testable import BGTopDashboard

/// What is read and written back is what was there.
@Suite struct JSONTests {
    @Test(
        arguments: [
            "{}\n",
            "{\n  \"b\": 1,\n  \"a\": -0.50e+10,\n  \"c\": 18446744073709551616\n}\n",
            "{\n  \"deep\": {\n    \"er\": [true, false, null, [], {}]\n  }\n}\n",
            "{\n  \"text\": \"\\\"quoted\\\" \\\\ and\\nlines\\t, \\u0001, é, 世界\"\n}\n",
            "{\n  \"\": \"a name may be empty\"\n}\n",
        ] as [LegibleText]
    )
    func `order, digits and letters stay as they were written`(written: LegibleText) throws {
        #expect(try JSONParser.parse(written.text).text == written.text)
    }

    @Test func `a list that is too long for a line has a line for each element`() throws {
        let words = (0..<30).map { JSONValue.string("column \($0)") }
        let text = JSONValue.array(words).text
        #expect(text.split(separator: "\n").count == 32)
        #expect(try JSONParser.parse(text) == .array(words))
    }

    @Test(
        arguments: [
            ("\"\\u00e9\\n\\/\\b\\f\\r\"", "é\n/\u{8}\u{C}\r"), ("\"\\ud83d\\uDE00\"", "😀"), ("\"\\\\u00e9\"", "\\u00e9"),
        ] as [(String, LegibleText)]
    )
    func `what is escaped is what it stands for`(text: String, value: LegibleText) throws {
        #expect(try JSONParser.parse(text) == .string(value.text))
    }

    @Test(
        arguments: [
            ("", 1, "a value is missing"), ("{\n\n  \"a\": 1\n  \"b\": 2\n}", 3, "a comma or \"}\" is missing"),
            ("{\n  \"a\": 1,\n}", 3, "a name in double quotes"), ("{\n  a: 1\n}", 2, "a name in double quotes"),
            ("{\n  \"a\" 1\n}", 2, "a colon is missing after \"a\""), ("{\"a\": [1, 2}", 1, "a comma or \"]\" is missing"),
            ("{\n  \"a\": 'x'\n}", 2, "double quotes"), ("{\n  \"a\":\n}", 3, "a value is expected"),
            ("{\n  \"a\": 1,\n  \"a\": 2\n}", 3, "\"a\" is there twice"), ("{\n  \"a\": 01\n}", 2, "01 is no number"),
            ("{\"a\": 1.}", 1, "1. is no number"), ("{\"a\": -}", 1, "- is no number"), ("{\"a\": \"x\n\"}", 1, "has no end"),
            ("{\"a\": \"x", 1, "has no end"), ("{\"a\": \"\\x\"}", 1, "backslash"),
            ("{\"a\": \"\\ud83d\"}", 1, "half a character"),
            ("{\"a\": \"\\ud83d \\ude00\"}", 1, "half a character"), ("{\"a\": \"\\u12\"}", 1, "four hexadecimal digits"),
            ("{}\n{}", 2, "behind the last brace"), ("{\n// words\n}", 2, "a name in double quotes"),
            ("nul", 1, "a value is expected"),
            ("{\"a\": trueish}", 1, "a comma or \"}\" is missing"), ("{\"a\": \"\\", 1, "backslash"),
        ] as [(LegibleText, Int, String)]
    )
    func `what is no JSON is told, with the line where it stops to be any`(text: LegibleText, line: Int, reason: String) {
        let failure = #expect(throws: JSONParser.Failure.self) { try JSONParser.parse(text.text) }
        #expect(failure?.line == line)
        #expect(failure?.reason.contains(reason) == true, "\(failure?.reason ?? "")")
    }

    @Test func `nothing is nested so deeply that it could break the reader`() {
        let text = String(repeating: "[", count: 100_000)
        #expect(throws: JSONParser.Failure(line: 1, reason: "it is nested too deeply")) { try JSONParser.parse(text) }
    }

    @Test func `no damage to a text makes it anything but read or refused`() throws {
        let text = "{\n  \"columns\": {\"tasks\": {\"show\": [\"POLLS\", \"\\u00e9\"]}},\n  \"n\": -1.5e3, \"t\": true\n}"
        var random = SeededGenerator(seed: 3)
        for _ in 0..<5_000 {
            var bytes = Array(text.utf8)
            for _ in 0...Int(random.next() % 3) {
                let index = Int(random.next() % UInt64(bytes.count))
                switch random.next() % 3 {
                case 0: bytes.remove(at: index)
                case 1: bytes[index] = UInt8(random.next() % 0x80)
                default: bytes.insert(bytes[Int(random.next() % UInt64(bytes.count))], at: index)
                }
            }
            guard let value = try? JSONParser.parse(String(decoding: bytes, as: UTF8.self)) else { continue }
            #expect(try JSONParser.parse(value.text) == value)
        }
    }
}

/// One JSON object, written as its members come.
struct JSONText {
    private(set) var text = "{"

    /// The object as it is, closed.
    var closed: String { self.text + "}" }

    /// - Parameter json: Any JSON.
    mutating func add(_ key: String, json: String) {
        if self.text.utf8.count > 1 { self.text += "," }
        self.text += "\(Self.quoted(key)):\(json)"
    }

    mutating func add(_ key: String, _ value: String) { self.add(key, json: Self.quoted(value)) }
    mutating func add(_ key: String, _ value: some BinaryInteger) { self.add(key, json: String(value)) }
    mutating func add(_ key: String, _ value: Bool) { self.add(key, json: value ? "true" : "false") }

    static func with(_ body: (inout Self) -> Void) -> String {
        var object = Self()
        body(&object)
        return object.closed
    }

    static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": quoted += "\\\(scalar)"
            // Of what may stand in a string as it is, some tools take the last ones for ends of lines, or for nothing at all.
            case ..<" ", "\u{7f}"..."\u{9f}", "\u{2028}", "\u{2029}":
                let digits = String(scalar.value, radix: 16)
                quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}

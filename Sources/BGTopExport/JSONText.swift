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
            case _ where scalar.isUnseen: quoted += scalar.escapedInJSON
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}

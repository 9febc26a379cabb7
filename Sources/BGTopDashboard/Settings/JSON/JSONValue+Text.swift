extension JSONValue {
    /// As a person would write it: a member a line, lists of a few words in one line.
    var text: String {
        var text = ""
        self.write(to: &text, indent: 0)
        return text + "\n"
    }

    /// A list that would be longer has a line for each of its elements.
    private static let lineLength = 100

    private func write(to text: inout String, indent: Int) {
        switch self {
        case .null, .bool, .number: text += self.kind
        case .string(let string): Self.write(string, to: &text)
        case .object(let object):
            Self.write(object.members, to: &text, indent: indent, between: ("{", "}")) { member, text in
                Self.write(member.key, to: &text)
                text += ": "
                member.value.write(to: &text, indent: indent + 2)
            }
        case .array(let elements):
            let words = elements.map { element in
                var word = ""
                element.write(to: &word, indent: indent + 2)
                return word
            }
            let line = "[" + words.joined(separator: ", ") + "]"
            if line.count + indent <= Self.lineLength, !line.contains("\n") {
                text += line
            } else {
                Self.write(words, to: &text, indent: indent, between: ("[", "]")) { $1 += $0 }
            }
        }
    }

    private static func write<Element>(
        _ elements: [Element],
        to text: inout String,
        indent: Int,
        between braces: (String, String),
        element write: (Element, inout String) -> Void
    ) {
        let margin = "\n" + String(repeating: " ", count: indent)
        text += braces.0
        for (index, element) in elements.enumerated() {
            text += (index == 0 ? "" : ",") + margin + "  "
            write(element, &text)
        }
        text += (elements.isEmpty ? "" : margin) + braces.1
    }

    private static func write(_ string: String, to text: inout String) {
        text += "\""
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"", "\\": text += "\\\(scalar)"
            case "\n": text += "\\n"
            case "\t": text += "\\t"
            case "\r": text += "\\r"
            case ..<" ": text += "\\u00" + (scalar.value < 0x10 ? "0" : "") + String(scalar.value, radix: 16)
            default: text.unicodeScalars.append(scalar)
            }
        }
        text += "\""
    }
}

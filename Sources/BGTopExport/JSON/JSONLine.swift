import Foundation

/// A value as one line of JSON, for programs.
package enum JSONLine {
    /// It may be printed to a terminal: what a name has in it that one would obey, or nobody would see, is escaped.
    package static func text(_ value: some Encodable) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "inf",
            negativeInfinity: "-inf",
            nan: "nan"
        )
        // With that there is nothing in what is exported that JSON could not say.
        guard let data = try? encoder.encode(value) else { return "{}" }
        return String(decoding: data, as: UTF8.self).escapingTheUnseen
    }
}

extension String {
    /// The same JSON. Whatever is escaped here stands inside its strings: nothing else in it is not ASCII.
    fileprivate var escapingTheUnseen: String {
        var text = ""
        for scalar in self.unicodeScalars {
            if scalar.isUnseen { text += scalar.escapedInJSON } else { text.unicodeScalars.append(scalar) }
        }
        return text
    }
}

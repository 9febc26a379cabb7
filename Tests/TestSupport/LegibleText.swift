import Testing

/// A text that a test is called with, whatever is in it: a list of the tests shows one short line of it, which does nothing to the
/// terminal of whoever runs them.
package struct LegibleText: Hashable, Sendable {
    package let text: String

    package init(_ text: String) {
        self.text = text
    }

    /// How many characters of a text are shown, counted as they are shown.
    private static let maximum = 60
}

extension LegibleText: ExpressibleByStringLiteral {
    package init(stringLiteral text: String) {
        self.init(text)
    }
}

extension LegibleText: CustomTestStringConvertible {
    package var testDescription: String {
        var shown = ""
        var count = 0
        for scalar in self.text.unicodeScalars {
            let next = scalar.escaped(asASCII: !Self.isSeen(scalar))
            count += next.unicodeScalars.count
            guard count <= Self.maximum else { return "\"\(shown)\"… (\(self.text.unicodeScalars.count) characters)" }
            shown += next
        }
        return "\"\(shown)\""
    }

    /// What stands for itself, and changes nothing of what stands around it.
    private static func isSeen(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: false
        case .nonspacingMark, .enclosingMark, .spacingMark: false
        default: true
        }
    }
}

/// What is exported may be printed to a terminal: what one would obey, or nobody would see, is written as what it is.
extension Unicode.Scalar {
    var isUnseen: Bool {
        guard !self.isASCII else { return self.value < 0x20 || self.value == 0x7F }
        return switch self.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned: true
        default: false
        }
    }

    /// The scalar as JSON has it in a string that is ASCII alone.
    var escapedInJSON: String {
        (UTF16.encode(self) ?? .init()).reduce(into: "") { escaped, unit in
            let digits = String(unit, radix: 16)
            escaped += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
    }
}

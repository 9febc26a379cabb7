extension String {
    /// Whether where it is printed it would be more than one line, or something that a terminal obeys.
    var hasControls: Bool { self.unicodeScalars.contains(where: \.isControl) }

    /// The text as it may stand in a line of a log: with a `?` in the place of each character that would end the line, that a
    /// terminal obeys, or that would turn the order of others around.
    package var inOneLine: String {
        guard self.hasControls else { return self }
        var line = String.UnicodeScalarView()
        for scalar in self.unicodeScalars { line.append(scalar.isControl ? "?" : scalar) }
        return String(line)
    }
}

extension Unicode.Scalar {
    fileprivate var isControl: Bool {
        switch self.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: true
        // Others of its category hold an emoji together.
        case .format: self.properties.isBidiControl
        default: false
        }
    }
}

/// Cuts what comes in pieces into lines.
package struct LineSplitter {
    /// A line that is longer arrives in several, so that one without an end takes no more memory.
    private static let longestLine = 4_096

    private var line: [UInt8] = []

    package init() {}

    /// What there is of the line that is not complete, as a line: what comes next does not belong to it.
    mutating func interrupt() -> [String] {
        self.line.isEmpty ? [] : self.split([UInt8(ascii: "\n")])
    }

    /// The lines that `bytes` complete.
    package mutating func split(_ bytes: some Sequence<UInt8>) -> [String] {
        var lines: [String] = []
        for byte in bytes {
            if byte != UInt8(ascii: "\n") { self.line.append(byte) }
            if byte == UInt8(ascii: "\n") || self.line.count == Self.longestLine {
                if self.line.last == UInt8(ascii: "\r") { self.line.removeLast() }
                lines.append(String(decoding: self.line, as: UTF8.self))
                self.line.removeAll(keepingCapacity: true)
            }
        }
        return lines
    }
}

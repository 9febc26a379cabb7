/// How many bytes of a string a store keeps.
enum TextLimit: Int {
    /// Of what names something: a task, a logger, a person, a key.
    case name = 256
    /// Of the value of a field or an annotation.
    case value = 1_024
    /// Of what is written to be read: an error, a line of a log.
    case prose = 4_096

    /// Fields and annotations of one task; what is beyond is counted in the last.
    static let fields = 64
}

extension String {
    func isWithin(_ limit: TextLimit) -> Bool { self.utf8.count <= limit.rawValue }

    /// The string, with `…` as its last character where it had to be cut. No more bytes than the limit, so that what has been
    /// cut is not cut again.
    func cut(to limit: TextLimit) -> String {
        guard !self.isWithin(limit) else { return self }
        let ellipsis = "…"
        var end = self.utf8.index(self.startIndex, offsetBy: limit.rawValue - ellipsis.utf8.count)
        // A byte that goes on with a character begins with the bits 10.
        while self.utf8[end] & 0b1100_0000 == 0b1000_0000 { self.utf8.formIndex(before: &end) }
        return self[..<end] + ellipsis
    }
}

extension String? {
    func isWithin(_ limit: TextLimit) -> Bool { self?.isWithin(limit) ?? true }
    func cut(to limit: TextLimit) -> String? { self?.cut(to: limit) }
}

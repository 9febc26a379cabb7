/// How much of what the application says is sent. Viewers show less than that; whatever one task says has to fit into a frame.
enum WireLimit {
    /// Bytes of one text.
    enum Text: Int {
        /// Of what names something.
        case name = 512
        /// Of any other.
        case text = 8_192
        /// Of one that comes when its event has filled the batch by itself.
        case remnant = 32
    }

    /// Bytes of texts with which a batch is full: what has more of them goes into several, and where it is of one task alone, no
    /// more than a ``Text/remnant`` of each further one is kept.
    static let batch = 393_216

    /// Fields and annotations of one task.
    static let fields = 1_024

    /// Bytes of a frame that a server sends.
    static let frame = 1_048_576
    /// Bytes of a frame that a viewer sends: the longest asks for the end of ``TaskCommand/maximumCancelled`` tasks.
    static let request = 524_288
}

extension String {
    func isWithin(_ limit: WireLimit.Text) -> Bool { self.utf8.count <= limit.rawValue }

    /// As much of the text as fits into so many bytes, without a part of a character at its end.
    func cut(to limit: WireLimit.Text) -> String {
        guard !self.isWithin(limit) else { return self }
        var end = self.utf8.index(self.startIndex, offsetBy: limit.rawValue)
        // A byte that goes on with a character begins with the bits 10.
        while self.utf8[end] & 0b1100_0000 == 0b1000_0000 { self.utf8.formIndex(before: &end) }
        return String(self[..<end])
    }
}

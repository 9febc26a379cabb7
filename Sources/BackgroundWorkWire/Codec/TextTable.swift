/// The texts of a batch, each listed once. A name that thousands of tasks share crosses once, and is one string on the other side.
struct TextTable {
    private(set) var texts: [String] = []
    /// Whether a text had to be cut because there were too many before it: some of what is told belongs into another batch.
    private(set) var isOverfull = false
    /// Bytes of all texts.
    private var byteCount = 0
    private var places: [String: UInt32] = [:]

    /// The place of `text` in the list, counted from 1, after it has been added if it was missing; 0 for no text.
    mutating func place(of text: String?) -> UInt32 {
        guard let text = text?.cut(to: .text) else { return 0 }
        if let place = self.places[text] { return place }
        guard self.byteCount >= WireLimit.batch, !text.isWithin(.remnant) else { return self.add(text) }
        self.isOverfull = true
        let remnant = text.cut(to: .remnant) + "…"
        return self.places[remnant] ?? self.add(remnant)
    }

    private mutating func add(_ text: String) -> UInt32 {
        self.texts.append(text)
        self.byteCount += text.utf8.count
        let place = UInt32(self.texts.count)
        self.places[text] = place
        return place
    }
}

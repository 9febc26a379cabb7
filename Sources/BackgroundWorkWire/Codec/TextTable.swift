/// The texts of a batch, each listed once. A name that thousands of tasks share crosses once, and is one string on the other side.
struct TextTable {
    private(set) var texts: [String] = []
    /// Bytes of all texts.
    private(set) var byteCount = 0
    private var places: [String: UInt32] = [:]

    /// The place of `text` in the list, counted from 1, after it has been added if it was missing; 0 for no text.
    mutating func place(of text: String?) -> UInt32 {
        guard let text = text?.cut(to: self.byteCount < WireLimit.batch ? .text : .remnant) else { return 0 }
        if let place = self.places[text] { return place }
        self.texts.append(text)
        self.byteCount += text.utf8.count
        let place = UInt32(self.texts.count)
        self.places[text] = place
        return place
    }
}

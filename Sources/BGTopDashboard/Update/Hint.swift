/// What a binding says of itself in the last line of the screen.
struct Hint: Hashable, Sendable {
    let text: String
    /// The keys to name, where the binding's first alone would not do.
    let keys: [Key]?
    /// Where there is no room for all hints, those with the highest rank go first.
    let rank: Int

    init(_ text: String, keys: [Key]? = nil, rank: Int) {
        self.text = text
        self.keys = keys
        self.rank = rank
    }
}

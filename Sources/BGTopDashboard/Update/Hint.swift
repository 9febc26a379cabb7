/// What a binding says of itself in the last line of the screen.
struct Hint: Hashable, Sendable {
    let text: String
    /// What stands for the keys, where the first key alone would not do.
    let keys: String?
    /// Where there is no room for all hints, those with the highest rank go first.
    let rank: Int

    init(_ text: String, keys: String? = nil, rank: Int) {
        self.text = text
        self.keys = keys
        self.rank = rank
    }
}

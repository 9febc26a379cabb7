/// Why a filter is not understood, as a sentence that names what would be.
struct FilterError: Error, Hashable, Sendable {
    let sentence: String
    /// Whether it may yet become something that is understood when typing goes on: nothing is wrong then, as long as it does.
    var isUnfinished: Bool

    init(_ sentence: String, isUnfinished: Bool = false) {
        self.sentence = sentence
        self.isUnfinished = isUnfinished
    }
}

/// A question that has to be answered before anything else happens. The answer is No until somebody says otherwise.
struct Dialog: Hashable, Sendable {
    let title: String
    /// What will happen, to what, and in whose name.
    let lines: [String]
    let question: String
    /// What happens on Yes; captured when the question was asked, whatever has changed since.
    let effect: Effect
    var isYesSelected = false
}

/// A question that has to be answered before anything else happens. The answer is No until somebody says otherwise.
struct Dialog: Hashable, Sendable {
    /// What will happen on Yes. Where there are figures in it, they are put in when it is drawn: the server goes on meanwhile.
    enum Consequences: Hashable, Sendable {
        case always([String])
        case ofDraining
        case ofQuitting
        case ofForcing
        case ofLimiting(to: Int)
    }

    let title: String
    let consequences: Consequences
    let question: String
    /// What happens on Yes; captured when the question was asked, whatever has changed since.
    let effect: Effect
    var isYesSelected = false
}

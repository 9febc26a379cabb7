/// A click with the mouse, by what it hit and not by where.
struct Click: Hashable, Sendable {
    /// nil where there was nothing to hit.
    let target: ClickTarget?
    /// What lay on top when it was made.
    let place: Place
    /// Whether nobody who clicked can have read the question that is open: the click came together with what asked.
    var isBlind = false
}

/// A part of the screen, and what a click on it is about; nil if nothing.
struct ClickRegion: Hashable, Sendable {
    let area: Area
    let target: ClickTarget?
}

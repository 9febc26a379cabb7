/// What lies on top of the view and gets the keys first.
enum Overlay: Hashable, Sendable {
    /// The keys and what the screen means, from this line on.
    case help(top: Int)
    /// Everything that changes the server, with the entry that is selected.
    case menu(selected: Int)
    /// Which columns a table has, and by which it is sorted.
    case columns(ColumnMenu)
    case dialog(Dialog)
    case prompt(Prompt)
}

/// How far to move in a list.
enum ListStep: Hashable, Sendable {
    case lines(Int), pages(Int), first, last
    /// Moves the part that is seen, and the cursor only as far as it must to stay within.
    case scroll(Int)

    /// Where it leads from `position` in a list of `count`, of which `height` are seen at a time.
    func target(from position: Int, count: Int, height: Int) -> Int {
        let target =
            switch self {
            case .lines(let lines), .scroll(let lines): position + lines
            // One line of the page before stays, so that nobody loses the thread.
            case .pages(let pages): position + pages * max(1, height - 1)
            case .first: 0
            case .last: count - 1
            }
        return min(max(0, target), max(0, count - 1))
    }

    /// Where it leads if what moves is the first line seen.
    func scrolled(from top: Int, count: Int, height: Int) -> Int {
        min(self.target(from: top, count: count, height: height), max(0, count - height))
    }
}

import BGTopTeaching

/// The code of a variant, with the lines marked that run at the moment that is shown.
struct ListingView {
    let listing: CodeListing
    /// Lanes that are open at the moment that is shown.
    let marked: [Timeline.Lane]
    let theme: Theme

    /// - Parameter rows: How many there is room for; the marked ones are among those that are shown.
    func lines(rows: Int) -> [StyledText] {
        let marks = Set(self.marked.compactMap { self.listing.index(of: $0.location) })
        let count = self.listing.lines.count
        let first = count <= rows ? 0 : min(max(0, (marks.max() ?? 0) - rows + 1), count - max(1, rows))
        return self.listing.lines.indices.dropFirst(first).prefix(max(0, rows)).map { index in
            var text = StyledText(self.theme, marks.contains(index) ? " > " : "   ", .strong)
            text.add(String(repeating: " ", count: index < 9 ? 1 : 0) + "\(index + 1)  ", .muted)
            text.add(self.listing.lines[index], marks.contains(index) ? .strong : .plain)
            return text
        }
    }
}

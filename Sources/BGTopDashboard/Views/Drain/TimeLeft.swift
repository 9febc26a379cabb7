import BGTopStore
import BackgroundWorkEvents

/// One task's likely end on the way from now to the deadline: `|━━━━━───  |   `.
enum TimeLeft {
    static func cell(of holder: DrainForecast.Holder, in cell: CellContext) -> StyledText {
        guard let deadline = cell.store.drain?.deadline, cell.store.interruption == nil else { return cell.text("") }
        let left = max(0.001, (deadline - cell.store.now).inSeconds)
        // What ends after the deadline has a fifth of the width to be seen in.
        let room = max(4, (cell.width - 2) * 4 / 5)
        let beyond = max(1, cell.width - 2 - room)
        let glyphs = cell.theme.glyphs
        var text = cell.text("|", .muted)
        guard let likely = holder.verdict.likelyLeft else {
            let isHopeless = holder.verdict.kind.isBad
            text.add(String(repeating: " ", count: room / 2) + (isHopeless ? " " : "?"), .muted)
            text.pad(to: room + 1)
            text.add("|", .muted)
            if isHopeless { text.add(String(repeating: " ", count: beyond - 1) + "!", .bad) }
            return text
        }
        let surely = Self.columns(likely.lowerBound.inSeconds / left, room: room, beyond: beyond)
        let likelyEnd = max(surely, max(1, Self.columns(likely.upperBound.inSeconds / left, room: room, beyond: beyond)))
        let role = holder.verdict.role
        for column in 0..<(room + beyond) {
            if column == room { text.add("|", .muted) }
            if column < surely {
                text.add(String(glyphs.line.full), role)
            } else if column < likelyEnd {
                text.add(String(glyphs.line.thin), role)
            } else {
                text.add(" ")
            }
        }
        return text
    }

    private static func columns(_ share: Double, room: Int, beyond: Int) -> Int {
        guard share.isFinite else { return room + beyond }
        return share <= 1
            ? Int((share * Double(room)).rounded()) : min(room + beyond, room + 1 + Int((share - 1) * Double(room)))
    }
}

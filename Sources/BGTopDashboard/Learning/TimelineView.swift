import BGTopTeaching
import BackgroundWorkEvents

/// The picture of a run in the colours of a screen.
struct TimelineView {
    let picture: TimelinePicture
    let theme: Theme

    private static let indent = 18
    /// What stands behind the lanes.
    private static let margin = 16

    init(
        _ timeline: Timeline,
        length: Duration,
        mistaken: [String: Question.Choice] = [:],
        theme: Theme,
        width: Int
    ) {
        let columns = max(8, width - Self.indent - Self.margin - 1)
        self.picture = TimelinePicture(timeline, scale: TimeScale(length: length, columns: columns), mistaken: mistaken)
        self.theme = theme
    }

    var lines: [StyledText] {
        var axis = StyledText(self.theme)
        axis.pad(to: Self.indent)
        axis.add(self.picture.scale.labels, .muted)
        return [axis] + self.picture.rows.map(self.text)
    }

    private func text(_ row: TimelinePicture.Row) -> StyledText {
        let name = StyledText(self.theme, String(repeating: "  ", count: row.depth + 1) + row.name, row.nameRole)
        guard !row.signs.isEmpty || !row.words.isEmpty else { return name }
        var lane = Lane(columns: self.picture.scale.columns + 1)
        for (column, sign) in row.signs.enumerated() {
            guard let sign else { continue }
            lane.mark(column, sign == .goesOn ? self.theme.glyphs.line.full : sign.character, row.role(of: sign))
        }
        let words = row.signs.isEmpty || row.words.isEmpty ? row.words : " " + row.words
        return lane.text(self.theme, label: name, indent: Self.indent, words: [(words, row.wordsRole)])
    }
}

extension TimelinePicture.Row {
    fileprivate var nameRole: Role {
        switch self.subject {
        case .lane, .refusal, .saying: .strong
        case .prediction, .omission: .muted
        }
    }

    fileprivate var wordsRole: Role {
        switch self.subject {
        case .lane(let outcome): outcome?.role ?? .bad
        case .refusal: .bad
        case .prediction, .omission: .muted
        case .saying: .plain
        }
    }

    fileprivate func role(of sign: LaneSign) -> Role {
        guard self.subject != .prediction else { return .muted }
        return switch sign {
        case .queued: .waiting
        case .begins: .plain
        case .goesOn, .threw: self.outcome?.role ?? .plain
        case .asked: .stopping
        case .returned: .good
        case .open: .caution
        case .refused: .bad
        case .predicted: .muted
        }
    }

    private var outcome: TaskOutcome? {
        guard case .lane(let outcome) = self.subject else { return nil }
        return outcome
    }
}

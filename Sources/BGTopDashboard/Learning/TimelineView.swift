import BGTopTeaching
import BackgroundWorkEvents

/// A run as lanes on one axis, and under a lane what was predicted of it, where that was something else.
struct TimelineView {
    let timeline: Timeline
    /// How long the run took of which it may be a part.
    let length: Duration
    /// What was predicted wrongly, by the name of the lane.
    var mistaken: [String: Question.Choice] = [:]
    let theme: Theme
    let width: Int

    private static let indent = 18
    /// What stands behind the lanes.
    private static let margin = 16

    private var scale: TimeScale {
        TimeScale(length: self.length, columns: max(8, (self.width - Self.indent - Self.margin - 1) / 4 * 4))
    }

    var lines: [StyledText] {
        let scale = self.scale
        var axis = StyledText(self.theme)
        axis.pad(to: Self.indent)
        axis.add(scale.labels, .muted)
        return [axis] + self.timeline.lanes.filter { !$0.isPhase }.flatMap { self.text(of: $0, scale) }
            + self.timeline.refusals.map { self.text(of: $0, scale) }
            + self.timeline.lanes.filter(\.isPhase).flatMap { self.text(of: $0, scale) }
    }

    /// The lane, and what was predicted of it.
    private func text(of lane: Timeline.Lane, _ scale: TimeScale) -> [StyledText] {
        [self.picture(of: lane, scale), self.mistaken[lane.name].flatMap { self.picture(of: $0, from: lane, scale) }]
            .compactMap(\.self)
    }

    private func picture(of lane: Timeline.Lane, _ scale: TimeScale) -> StyledText {
        var picture = Lane(columns: scale.columns + 1)
        let begin = scale.column(lane.submittedAt)
        let end = max(begin, lane.endedAt.map(scale.column) ?? scale.column(self.timeline.length))
        picture.fill(begin..<end, "q", .waiting)
        if let start = lane.startedAt.map(scale.column) {
            picture.fill(start..<max(start, end), self.theme.glyphs.line.full, lane.outcome?.role ?? .plain)
            picture.mark(start, "|", .plain)
        }
        if let deliveredAt = lane.deliveredAt { picture.mark(min(end, scale.column(deliveredAt)), "!", .stopping) }
        switch lane.outcome {
        case .succeeded: picture.mark(end, "|", .good)
        case nil: picture.mark(end, ">", .caution)
        case let outcome?: picture.mark(end, "x", outcome.role)
        }
        let name = StyledText(self.theme, String(repeating: "  ", count: lane.depth + 1) + lane.name, .strong)
        return picture.text(self.theme, label: name, indent: Self.indent, words: [lane.ending])
    }

    private func picture(of choice: Question.Choice, from lane: Timeline.Lane, _ scale: TimeScale) -> StyledText? {
        let moment: Duration
        let glyph: Character
        switch choice.sign {
        case .ends(.succeeded, let after, _): (moment, glyph) = (after, "|")
        case .ends(_, let after, _): (moment, glyph) = (after, "x")
        case .neverEnds: (moment, glyph) = (scale.length, ">")
        case .isRefused, .isUnseen, .says: return nil
        }
        var picture = Lane(columns: scale.columns + 1)
        let begin = scale.column(lane.submittedAt)
        let end = max(begin, scale.column(moment))
        picture.fill(begin..<end, ".", .muted)
        picture.mark(end, glyph, .muted)
        let label = StyledText(self.theme, String(repeating: "  ", count: lane.depth + 2) + "you said", .muted)
        return picture.text(self.theme, label: label, indent: Self.indent, words: [])
    }

    private func text(of refusal: Timeline.Refusal, _ scale: TimeScale) -> StyledText {
        var picture = Lane(columns: scale.columns + 1)
        picture.mark(scale.column(refusal.at), "x", .bad)
        let name = StyledText(self.theme, "  " + refusal.name, .strong)
        return picture.text(self.theme, label: name, indent: Self.indent, words: [(" refused", .bad)])
    }
}

extension Timeline.Lane {
    /// What stands behind the lane.
    fileprivate var ending: (String, Role) {
        switch self.outcome {
        case .succeeded where self.isPhase: ("", .plain)
        case .succeeded: (" ok", .good)
        case .failed: (" threw \(self.errorText ?? "")", .bad)
        case let outcome?: (" " + outcome.word, outcome.role)
        case nil: self.isEscaped ? (" escaped", .bad) : ("", .plain)
        }
    }
}

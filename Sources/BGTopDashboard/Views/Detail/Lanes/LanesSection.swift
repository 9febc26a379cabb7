import BGTopStore
import BackgroundWorkEvents

/// A task and its named parts as lanes on one clock axis.
///
/// Of a part its start, its end and what became of it are known, so its lane shows those and no more. Of the task itself it is
/// known how it went from when somebody began to look at it; what it did before is in the total, and not in the lane.
struct LanesSection {
    let row: TaskRow
    let history: ActivityHistory?
    let now: TaskInstant
    /// Why nobody knows how the task went on, if so.
    let interruption: Interruption?
    let theme: Theme
    let width: Int

    /// What stands behind the lanes: an outcome, and that it escaped.
    private static let margin = 18

    private var indent: Int { self.width >= 100 ? 26 : 20 }

    private var axis: TimeAxis {
        TimeAxis(
            from: self.row.task.submittedAt,
            span: self.row.age(at: self.now),
            columns: max(10, self.width - self.indent - Self.margin)
        )
    }

    var lines: [StyledText] {
        let axis = self.axis
        var lines = [axis.text(self.theme, title: " since submission", indent: self.indent)]
        lines.append(self.taskLane(on: axis))
        for entry in NodeTree(self.row.nodes).entries {
            lines.append(self.lane(of: entry, on: axis))
            if let note = entry.node.escape(from: entry.parent, of: self.row, at: self.now) {
                var line = StyledText(self.theme)
                line.pad(to: self.indent)
                line.add(note, .bad)
                lines.append(line)
            }
        }
        if self.row.nodes.omitted > 0 {
            let omitted = Int(self.row.nodes.omitted)
            lines.append(StyledText(self.theme, "   and \(omitted.grouped) more that ended earlier and are not kept", .muted))
        }
        return lines + self.legend
    }

    // MARK: - The task

    private func taskLane(on axis: TimeAxis) -> StyledText {
        var lane = Lane(columns: axis.columns)
        let start = self.row.startedAt.map(axis.column) ?? axis.columns
        lane.fill(0..<start, "q", .waiting)
        self.drawRun(from: start, on: axis, into: &lane)
        if let cancellation = self.row.cancellation { lane.mark(axis.cell(of: cancellation.at), "!", .stopping) }
        if let deliveredAt = self.row.deliveredAt { lane.mark(axis.cell(of: deliveredAt), "!", .stopping) }
        let label = StyledText(self.theme, " \(self.row.id) \(self.row.task.name.prefix(80))", .strong)
        return lane.text(self.theme, label: label, indent: self.indent, words: [self.ending])
    }

    private var ending: (String, Role) {
        guard self.row.state.isAlive else {
            return (" " + (self.row.state.outcome?.word ?? self.row.state.description), self.row.state.role)
        }
        return self.interruption.map { (" \($0.lifeWord)", $0.lifeRole) } ?? (">", self.row.state.role)
    }

    /// What it did since its start. A column shows what most of its time went to.
    private func drawRun(from start: Int, on axis: TimeAxis, into lane: inout Lane) {
        guard self.row.activity != nil else {
            lane.fill(start..<axis.columns, self.theme.glyphs.line.full, .meter)
            return
        }
        lane.fill(start..<axis.columns, self.theme.glyphs.line.thin, .muted)
        guard let history, history.id == self.row.id else { return }
        let shares = ColumnShares(history.pieces(until: self.row.endedAt ?? self.now), on: axis)
        let begin = self.row.startedAt.map(axis.position) ?? 0
        for column in start..<axis.columns {
            switch shares.most(in: column, of: Double(column + 1) - max(begin, Double(column))) {
            case .running: lane.mark(column, self.theme.glyphs.bar[8], .meter)
            case .ready: lane.mark(column, ":", .waiting)
            case .waiting: lane.mark(column, ".", .muted)
            case nil: break
            }
        }
    }

    // MARK: - Its parts

    private func lane(of entry: NodeTree.Entry, on axis: TimeAxis) -> StyledText {
        let node = entry.node
        var lane = Lane(columns: axis.columns)
        let start = axis.cell(of: node.startedAt)
        let end = (node.endedAt ?? self.row.endedAt).map(axis.column) ?? axis.columns
        lane.fill(start..<max(start + 1, end), self.theme.glyphs.line.full, node.isOpen ? .plain : .muted)
        lane.mark(start, "|", .plain)
        if let deliveredAt = node.deliveredAt { lane.mark(axis.cell(of: deliveredAt), "!", .stopping) }
        var label = StyledText(self.theme, "   \(entry.branch.text(maximum: 3))", .muted)
        label.add(node.title, node.isOpen ? .strong : .muted)
        var words = [self.ending(of: node)]
        if node.isEscaped { words.append((" ESCAPED", .bad)) }
        return lane.text(self.theme, label: label, indent: self.indent, words: words)
    }

    private func ending(of node: TaskNode) -> (String, Role) {
        if node.isOpen, let interruption { return (" \(interruption.lifeWord)", interruption.lifeRole) }
        if node.isOpen { return self.row.state.isAlive ? (">", .plain) : (" left open", .caution) }
        return node.outcome.map { ($0.word, $0.role) } ?? ("", .plain)
    }

    // MARK: - What the signs mean

    private var legend: [StyledText] {
        var signs = ["q queued"]
        if self.row.activity == nil {
            signs.append("\(self.theme.glyphs.line.full) running")
        } else {
            signs += ["\(self.theme.glyphs.bar[8]) on a thread", ": ready, no thread yet", ". waiting"]
            signs.append("\(self.theme.glyphs.line.thin) not looked at")
        }
        if !self.row.nodes.listed.isEmpty { signs += ["| starts", "\(self.theme.glyphs.line.full) open"] }
        if self.interruption == nil { signs.append("> still going") }
        if self.row.cancellation != nil { signs.append("! stop asked, delivered") }
        // What a column of a sampled lane is worth has to be said beside it.
        if self.row.activity != nil { signs.append("a column shows what most of it went to, seen 10 times a second") }
        return Paragraph.filled(signs, separator: "   ", width: self.width - 2)
            .map { StyledText(self.theme, " " + $0, .muted) }
    }
}

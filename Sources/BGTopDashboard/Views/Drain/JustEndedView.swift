import BGTopStore
import BackgroundWorkEvents

/// The last tasks that ended, the newest first.
struct JustEndedView {
    let rows: [TaskRow]
    let now: TaskInstant

    /// How many stand beside each other.
    static func columns(width: Int) -> Int {
        width >= 150 ? 3 : width >= 76 ? 2 : 1
    }

    func draw(on canvas: inout Canvas, in area: Area) {
        guard area.rows > 1, !self.rows.isEmpty else { return }
        var area = area
        canvas.draw(StyledText(canvas.theme, heading: "JUST ENDED"), in: area.takeTop(1))
        let columns = Self.columns(width: area.columns)
        let width = (area.columns - 2) / columns
        for (index, row) in self.rows.prefix(area.rows * columns).enumerated() {
            let place = Area(
                row: area.row + index / columns,
                column: area.column + 2 + (index % columns) * width,
                rows: 1,
                columns: width - 1
            )
            canvas.draw(self.ended(row, width: place.columns, canvas.theme), in: place)
            canvas.mark(place, .task(row.id))
        }
    }

    private func ended(_ row: TaskRow, width: Int, _ theme: Theme) -> StyledText {
        let id = row.id.description
        var text = StyledText(theme, String(repeating: " ", count: max(0, 6 - id.count)) + id, .muted)
        text.pad(to: 7)
        text.add(row.state.outcome?.word ?? row.state.description, row.state.role)
        text.pad(to: 17)
        let nameWidth = max(8, min(16, width - 24))
        text.add(StyledText(theme, row.task.name, .strong).truncated(to: nameWidth))
        let took = (row.ran(at: self.now) ?? row.age(at: self.now)).compact
        text.pad(to: 24 + nameWidth - took.count)
        text.add(took)
        // A few letters of it would say nothing.
        if let reason = self.reason(row), width - text.width >= 12 { text.add("  " + reason, .muted) }
        return text
    }

    /// Why the task did not succeed. What it threw when it was asked to stop says only that it was; who asked says more.
    private func reason(_ row: TaskRow) -> String? {
        switch (row.state.outcome, row.cancellation?.cause) {
        case (.timedOut, .timeout(let timeout)): "after \(timeout.prose)"
        case (.timedOut, let cause?), (.cancelled, let cause?): "by \(cause)"
        default: row.errorText
        }
    }
}

import BGTopStore
import BackgroundWorkEvents

/// How the number of live tasks went down since the shutdown began, with the time that there is as its width.
struct BurnDownView {
    let progress: DrainProgress
    let now: TaskInstant

    static func width(in area: Area) -> Int { max(0, min(48, area.columns / 3 - 8)) }

    func draw(on canvas: inout Canvas, in area: Area) {
        let width = Self.width(in: area)
        guard width > 4 else { return }
        var area = area
        let axis = area.rows > 1 ? area.takeBottom(1) : nil
        let lines = area.rows
        let levels = self.levels(width: width, rows: lines)
        let title = axis == nil ? " " : " Left  "
        // Beside the top of the curve stands how many it was at first, where there is room.
        let figure = self.progress.liveAtStart.grouped + " "
        let hasFigure = lines > 1 && figure.count < title.count
        for line in (0..<lines).reversed() {
            var text = StyledText(canvas.theme, line == 0 ? title : " ", .muted)
            if hasFigure, line == lines - 1 {
                text.pad(to: title.count - figure.count)
                text.add(figure, .muted)
            }
            text.pad(to: title.count)
            text.add(String(levels.map { canvas.theme.glyphs.column($0 - line * 8, isBottom: line == 0) }), .meter)
            canvas.draw(text, in: area.takeTop(1))
        }
        if let axis { canvas.draw(self.axis(width: width, indent: title.count), .muted, in: axis) }
    }

    /// From the beginning to the end at the latest, or until now where that is not known.
    private var span: Double {
        let status = self.progress.status
        let elapsed = self.now - self.progress.beganAt
        let allowed = status.deadline.map { $0 - self.progress.beganAt } ?? elapsed
        return max(1, elapsed.inSeconds, allowed.inSeconds)
    }

    /// How many were left at each column's moment, until now, in eighths of a line.
    private func levels(width: Int, rows: Int) -> [Int] {
        let elapsed = (self.now - self.progress.beganAt).inSeconds
        let whole = max(1, self.progress.liveAtStart)
        let points = self.progress.burnDown.points
        let interval = max(0.001, self.progress.burnDown.interval.inSeconds)
        return (0..<width).prefix { self.span * Double($0) / Double(width) <= elapsed && !points.isEmpty }.map { column in
            let second = self.span * Double(column) / Double(width)
            let point = points[min(points.count - 1, Int(second / interval))]
            return min(rows * 8, Int((Double(point) / Double(whole) * Double(rows * 8)).rounded(.up)))
        }
    }

    private func axis(width: Int, indent: Int) -> String {
        let step = Glyphs.scale(above: self.span / 4)
        var axis = String(repeating: " ", count: indent)
        var second = 0.0
        while second < self.span {
            let column = indent + Int(second / self.span * Double(width))
            if column >= axis.count, column + 4 <= indent + width + 4 {
                axis += String(repeating: " ", count: column - axis.count) + String(Int(second))
            }
            second += step
        }
        return axis + " s"
    }
}

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
        var text = StyledText(canvas.theme, area.rows > 1 ? " Left  " : " ", .muted)
        let start = text.width
        text.add(self.curve(canvas.theme.glyphs, width: width), .meter)
        canvas.draw(text, in: area.takeTop(1))
        if area.rows > 0 { canvas.draw(self.axis(width: width, indent: start), .muted, in: area) }
    }

    /// From the beginning to the end at the latest, or until now where that is not known.
    private var span: Double {
        let status = self.progress.status
        let elapsed = self.now - self.progress.beganAt
        let allowed = status.deadline.map { $0 - self.progress.beganAt } ?? elapsed
        return max(1, elapsed.inSeconds, allowed.inSeconds)
    }

    private func curve(_ glyphs: Glyphs, width: Int) -> String {
        let elapsed = (self.now - self.progress.beganAt).inSeconds
        let whole = max(1, self.progress.liveAtStart)
        let points = self.progress.burnDown.points
        let interval = max(0.001, self.progress.burnDown.interval.inSeconds)
        var text = ""
        for column in 0..<width {
            let second = self.span * Double(column) / Double(width)
            guard second <= elapsed, !points.isEmpty else { break }
            let point = points[min(points.count - 1, Int(second / interval))]
            let eighths = (Double(point) / Double(whole) * 8).rounded(.up)
            text.append(glyphs.curve[max(0, min(8, Int(eighths)))])
        }
        return text
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

/// What there is to see where there is no room to see anything.
struct TooSmallView {
    let size: Size

    func draw(on canvas: inout Canvas) {
        let needed = ScreenLayout.minimum
        let lines = [
            "terminal too small",
            "now \(self.size.columns)x\(self.size.rows), needs \(needed.columns)x\(needed.rows)",
        ]
        let width = lines.map(\.count).max() ?? 0
        var area = Area(self.size).centered(rows: lines.count, columns: width)
        for line in lines { canvas.draw(line, .strong, in: area.takeTop(1)) }
    }
}

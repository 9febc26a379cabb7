/// A block or a line that is drawn as a shape, because between the characters of a font there may be gaps.
struct CellShape {
    /// A part of a cell, or of several, in cells from the left upper corner.
    struct Box {
        var left = 0.0
        var top = 0.0
        var columns = 1.0
        var rows = 1.0
        var opacity = 1.0
    }

    /// The size of a cell in a picture.
    static let width = 8.4
    static let height = 18.0

    let boxes: [Box]

    /// - Returns: nil if `glyph` is better drawn by a font.
    init?(_ glyph: Glyph) {
        let value = glyph.scalarValue(0)
        switch value {
        case 0x2580: self.boxes = [Box(rows: 0.5)]
        case 0x2581...0x2588:
            let eighths = Double(value - 0x2580) / 8
            self.boxes = [Box(top: 1 - eighths, rows: eighths)]
        case 0x2589...0x258F: self.boxes = [Box(columns: Double(0x2590 - value) / 8)]
        case 0x2596: self.boxes = [Box(top: 0.5, columns: 0.5, rows: 0.5)]
        case 0x2590: self.boxes = [Box(left: 0.5, columns: 0.5)]
        case 0x2591...0x2593: self.boxes = [Box(opacity: Double(value - 0x2590) / 4)]
        default:
            guard let arms = Self.arms[value] else { return nil }
            self.boxes = Self.strokes(arms)
        }
    }

    /// Which edges of the cell a line runs to from its middle.
    private struct Arms: OptionSet {
        let rawValue: UInt8
        static let left = Arms(rawValue: 1)
        static let right = Arms(rawValue: 2)
        static let up = Arms(rawValue: 4)
        static let down = Arms(rawValue: 8)
    }

    private static let arms: [UInt32: Arms] = [
        0x2500: [.left, .right], 0x2502: [.up, .down], 0x250C: [.right, .down], 0x2510: [.left, .down],
        0x2514: [.right, .up], 0x2518: [.left, .up], 0x251C: [.up, .down, .right], 0x2524: [.up, .down, .left],
        0x252C: [.left, .right, .down], 0x2534: [.left, .right, .up], 0x253C: [.left, .right, .up, .down],
    ]

    private static func strokes(_ arms: Arms) -> [Box] {
        let (width, height) = (1.2 / Self.width, 1.2 / Self.height)
        let (left, top) = (0.5 - width / 2, 0.5 - height / 2)
        var strokes: [Box] = []
        if !arms.isDisjoint(with: [.left, .right]) {
            let start = arms.contains(.left) ? 0 : left
            let end = arms.contains(.right) ? 1 : left + width
            strokes.append(Box(left: start, top: top, columns: end - start, rows: height))
        }
        if !arms.isDisjoint(with: [.up, .down]) {
            let start = arms.contains(.up) ? 0 : top
            let end = arms.contains(.down) ? 1 : top + height
            strokes.append(Box(left: left, top: start, columns: width, rows: end - start))
        }
        return strokes
    }
}

extension CellShape.Box {
    /// The box as an element, for the cell at (`row`, `column`).
    func svg(column: Int, row: Int, fill: String) -> String {
        let x = FrameSVG.number((Double(column) + self.left) * CellShape.width)
        let y = FrameSVG.number((Double(row) + self.top) * CellShape.height)
        let width = FrameSVG.number(self.columns * CellShape.width)
        let height = FrameSVG.number(self.rows * CellShape.height)
        let opacity = self.opacity == 1 ? "" : " fill-opacity=\"\(FrameSVG.number(self.opacity))\""
        return "<rect x=\"\(x)\" y=\"\(y)\" width=\"\(width)\" height=\"\(height)\" fill=\"\(fill)\"\(opacity)/>"
    }
}

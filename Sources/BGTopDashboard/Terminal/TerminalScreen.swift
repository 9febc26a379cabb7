import CNCurses

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// Curses as a function from frames to bytes. It remembers the last frame, and the bytes only say what differs.
@safe package struct TerminalScreen: ~Copyable {
    private let screen: OpaquePointer
    private let isUTF8: Bool
    let colors: ColorSupport
    /// The type of terminal that it draws for.
    let type: String
    private var shown: Frame
    private var cells: [cn_cell] = []

    /// Opens the terminal type `term`, or a common one if nothing is known about it.
    package init(term: String?, size: Size, isUTF8: Bool, options: TerminalOptions) throws(TerminalError) {
        for name in [term ?? "", "xterm-256color"] where !name.isEmpty {
            if let screen = try unsafe Self.open(name, size: size, mouse: options.mouse) {
                unsafe self.init(screen, type: name, size: size, isUTF8: isUTF8, color: options.color)
                return
            }
        }
        throw .unknown(term: term ?? "")
    }

    private init(_ screen: OpaquePointer, type: String, size: Size, isUTF8: Bool, color: TerminalOptions.Color) {
        unsafe self.screen = screen
        self.type = type
        self.isUTF8 = isUTF8
        self.colors = ColorSupport(
            count: unsafe Int(cn_screen_colors(screen)),
            wanted: color,
            noColor: ProcessEnvironment["NO_COLOR"]
        )
        self.shown = Frame(size: size)
    }

    /// - Returns: nil if nothing is known about a terminal of this type.
    private static func open(_ term: String, size: Size, mouse: Bool) throws(TerminalError) -> OpaquePointer? {
        var screen: OpaquePointer?
        switch unsafe cn_screen_open(term, Int32(size.rows), Int32(size.columns), mouse, &screen) {
        case CN_SCREEN_OPENED: return unsafe screen
        case CN_SCREEN_UNKNOWN: return nil
        case CN_SCREEN_UNSUITABLE: throw .unsuitable(term: term)
        default: throw .system(call: "memfd_create", errno: errno)
        }
    }

    deinit {
        unsafe cn_screen_close(self.screen)
    }

    /// The bytes that make the terminal show `frame`: none if it already does.
    package mutating func update(to frame: Frame) -> [UInt8] {
        let frame = self.isUTF8 ? frame : frame.ascii
        let rows = min(frame.size.rows, Int(Int32.max))
        for row in 0..<rows where frame.size != self.shown.size || frame.row(row) != self.shown.row(row) {
            self.put(frame.row(row), row: Int32(row))
        }
        self.shown = frame
        var count = 0
        return unsafe Array(UnsafeBufferPointer(start: cn_screen_update(self.screen, &count), count: count))
    }

    /// The bytes that leave the screen. The next update enters it again.
    mutating func leave() -> [UInt8] {
        var count = 0
        return unsafe Array(UnsafeBufferPointer(start: cn_screen_leave(self.screen, &count), count: count))
    }

    /// Makes the next update send everything.
    mutating func repaint() {
        self.shown = Frame(size: Size(columns: 0, rows: 0))
        unsafe cn_screen_repaint(self.screen)
    }

    /// Curses cuts what does not fit, and does not know it any more when there is room for it again.
    mutating func resize(to size: Size) {
        self.shown = Frame(size: Size(columns: 0, rows: 0))
        unsafe cn_screen_resize(self.screen, Int32(size.rows), Int32(size.columns))
    }

    /// Makes the next update have clicks and the wheel reported, or no longer.
    mutating func takeMouse(_ isTaken: Bool) {
        unsafe cn_screen_take_mouse(self.screen, isTaken)
    }

    private mutating func put(_ row: ArraySlice<Cell>, row index: Int32) {
        self.cells.removeAll(keepingCapacity: true)
        for (offset, cell) in row.enumerated() {
            let next = row.startIndex + offset + 1
            let isWide = next < row.endIndex && row[next].glyph.isRightHalf
            self.cells.append(self.cell(cell, isWide: isWide))
        }
        unsafe self.cells.withUnsafeBufferPointer {
            unsafe cn_screen_put(self.screen, index, $0.baseAddress, Int32($0.count))
        }
    }

    private func cell(_ cell: Cell, isWide: Bool) -> cn_cell {
        let style = cell.style.reduced(to: self.colors)
        let glyph = cell.glyph
        return cn_cell(
            base: glyph.scalarValue(0),
            first_mark: glyph.scalarValue(1),
            second_mark: glyph.scalarValue(2),
            foreground: Self.index(style.foreground),
            background: Self.index(style.background),
            width: isWide ? 2 : 1,
            attributes: style.attributes.rawValue
        )
    }

    private static func index(_ color: Style.Color) -> Int16 {
        switch color {
        case .standard: -1
        case .palette(let index): Int16(index)
        }
    }
}

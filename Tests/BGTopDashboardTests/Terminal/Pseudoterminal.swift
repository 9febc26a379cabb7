import CPseudoterminal
import Foundation
import Testing

/// A terminal that is a program: what a test types and what it sees.
final class Pseudoterminal {
    /// What is shown comes out here, and what is typed goes in.
    private(set) var master: Int32
    /// Held open, so that the settings can be compared when the program has ended.
    private let slave: Int32
    let path: String

    init(rows: UInt16 = 24, columns: UInt16 = 80) throws {
        var path = [CChar](repeating: 0, count: 128)
        self.master = unsafe pseudoterminal_open(&path, 128)
        self.path = String(decoding: path.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        self.slave = unsafe open(self.path, O_RDWR | O_NOCTTY | O_CLOEXEC)
        try #require(self.master >= 0 && self.slave >= 0)
        self.resize(rows: rows, columns: columns)
    }

    deinit {
        self.hangUp()
        close(self.slave)
    }

    /// All settings of the terminal.
    var settings: Data {
        var settings = termios()
        _ = unsafe tcgetattr(self.slave, &settings)
        return unsafe withUnsafeBytes(of: &settings) { unsafe Data($0) }
    }

    func resize(rows: UInt16, columns: UInt16) {
        var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
        _ = unsafe ioctl(self.slave, UInt(TIOCSWINSZ), &size)
    }

    /// Makes it say that it is a line of this speed.
    func setSpeed(_ speed: speed_t) {
        var settings = termios()
        _ = unsafe tcgetattr(self.slave, &settings)
        _ = unsafe cfsetspeed(&settings, speed)
        _ = unsafe tcsetattr(self.slave, TCSANOW, &settings)
    }

    func type(_ text: String) {
        let bytes = Array(text.utf8)
        _ = unsafe write(self.master, bytes, bytes.count)
    }

    func hangUp() {
        guard self.master >= 0 else { return }
        close(self.master)
        self.master = -1
    }
}

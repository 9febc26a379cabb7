import BGTopDashboard
import Foundation

/// The process's standard streams, written to directly: nothing is left in a buffer when the process ends at once.
package enum StandardStream: Int32, CaseIterable, Sendable {
    case input = 0
    case output = 1
    case error = 2

    package var isTerminal: Bool { isatty(self.rawValue) == 1 }

    /// Whether a person can see what is written, and answer.
    package static var isInteractive: Bool { Self.input.isTerminal && Self.output.isTerminal }

    /// Writes the text and the end of a line. Who takes nothing is not waited for longer than some seconds.
    ///
    /// - Throws: If not all of it could be written.
    package func write(_ text: String) throws(Unwritten) {
        let code = BoundedWrite.send(Array((text + "\n").utf8), to: self.rawValue)
        guard code == 0 else { throw Unwritten(stream: self, code: code) }
    }

    /// As ``write(_:)``, for what is lost if nobody takes it.
    package func print(_ text: String) {
        try? self.write(text)
    }

    /// Gives the numbers of closed streams to something that can neither be read nor written as they would be. Otherwise the next
    /// file or socket that is opened would get one of them, and what is printed with it.
    ///
    /// To be called before there are threads or open files.
    package static func occupyClosed() {
        for stream in Self.allCases where fcntl(stream.rawValue, F_GETFD) < 0 {
            // The lowest free number, and the streams are gone through in their order.
            _ = unsafe open("/dev/null", stream == .input ? O_WRONLY : O_RDONLY)
        }
    }
}

import BenchmarkHarness
import Foundation

/// A ``SocketViewer`` at work.
final class ViewerProcess {
    /// How long it took until it had the snapshot, in milliseconds.
    let attached: Double
    /// What was resident then, in bytes.
    let resident: Double
    private let process = Process()
    private let output = Pipe()
    private var unread: [UInt8] = []

    /// Starts it, and waits until it has attached.
    ///
    /// - Parameter count: After how many tasks have ended it is over.
    init(_ path: String, count: Int = .max) throws {
        guard let program = Bundle.main.executableURL else { throw Unavailable("this program does not know where it is") }
        self.process.executableURL = program
        self.process.arguments = ["--viewer", path, "--viewer-count", "\(count)"]
        self.process.standardOutput = self.output
        try self.process.run()
        let figures = Self.figures(in: self.output, &self.unread)
        guard figures.count == 2 else {
            kill(self.process.processIdentifier, SIGKILL)
            throw Unsound("a viewer could not attach")
        }
        (self.attached, self.resident) = (figures[0], figures[1])
    }

    deinit {
        // It was started by a thread of Swift's pool, which blocks every signal that can be blocked, and so does it.
        if self.process.isRunning { kill(self.process.processIdentifier, SIGKILL) }
        self.process.waitUntilExit()
    }

    /// Waits for its end.
    ///
    /// - Throws: ``Unsound`` unless it has seen so many tasks end, and lost nothing.
    func end(expecting count: Int) throws {
        let figures = Self.figures(in: self.output, &self.unread)
        self.process.waitUntilExit()
        guard figures.count == 2, figures[1] == 0 else { throw Unsound("the viewer lost \(figures.last ?? .nan) events") }
        guard figures[0] == Double(count) else { throw Unsound("the viewer saw \(figures[0]) of \(count) tasks end") }
    }

    /// The numbers of the next line.
    private static func figures(in pipe: Pipe, _ unread: inout [UInt8]) -> [Double] {
        while !unread.contains(UInt8(ascii: "\n")) {
            let more = pipe.fileHandleForReading.availableData
            guard !more.isEmpty else { break }
            unread += more
        }
        let line = unread.prefix { $0 != UInt8(ascii: "\n") }
        unread.removeFirst(min(unread.count, line.count + 1))
        return String(decoding: line, as: UTF8.self).split(separator: " ").compactMap { Double($0) }
    }
}

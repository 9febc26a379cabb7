import BackgroundWorkEvents
import BackgroundWorkWire
import Foundation
import Synchronization
import TestSupport

/// Listens at a socket, and tells whoever connects what a test has made up, and nothing more.
final class FakeServer: Sendable {
    private let directory: TemporaryDirectory
    private let descriptor: Int32
    private let connections = Mutex<[Int32]>([])

    var path: String { self.directory.path("s") }

    /// - Parameter isAlive: Whether it says twice a second that it is there, to whoever is connected, as a real one does.
    init(_ frames: [[UInt8]], isAlive: Bool = false) throws {
        self.directory = try TemporaryDirectory()
        self.descriptor = try UnixSocket.bound(to: self.directory.path("s"))
        listen(self.descriptor, 8)
        let bytes = frames.flatMap(\.self)
        Thread.detachNewThread { [weak self, descriptor] in
            while true {
                let connection = accept(descriptor, nil, nil)
                guard connection >= 0 else { return }
                guard let self else { return _ = close(connection) }
                Self.send(bytes, to: connection)
                self.connections.withLock { $0.append(connection) }
            }
        }
        if isAlive { self.beat() }
    }

    deinit {
        // Wakes who waits for a connection as well.
        shutdown(self.descriptor, Int32(SHUT_RDWR))
        for connection in self.connections.withLock({ $0 }) { close(connection) }
        close(self.descriptor)
    }

    private func beat() {
        Thread.detachNewThread { [weak self] in
            while self?.sendHeartbeats() != nil { usleep(500_000) }
        }
    }

    private func sendHeartbeats() {
        self.connections.withLock { for connection in $0 { Self.send(FrameWriter.heartbeat, to: connection) } }
    }

    private static func send(_ bytes: [UInt8], to connection: Int32) {
        _ = unsafe bytes.withUnsafeBytes { unsafe Foundation.send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
    }
}

extension FakeServer {
    /// - Parameter software: What it says that it runs.
    static func hello(named name: String = "fake", version: Hello.Version = .current, software: String = "test") -> [UInt8] {
        FrameWriter.frame(Hello(version: version, software: software, process: self.process(named: name)))
    }

    static func snapshot(at instant: TaskInstant, live: [LiveTask]) -> [UInt8] {
        let snapshot = TaskSnapshot(
            process: self.process(named: "fake"),
            anchor: TimeAnchor(instant: instant, nanosecondsSince1970: 1_700_000_000_000_000_000),
            totals: TaskTotals(),
            capacity: Capacity(maximumRunning: 8, maximumQueued: 8),
            drain: DrainStatus(phase: .accepting, since: instant),
            live: live
        )
        return FrameWriter.frames([TaskEvent(at: instant, .snapshot(snapshot))]).flatMap(\.self)
    }

    private static func process(named name: String) -> ProcessDescription {
        ProcessDescription(
            name: name,
            processID: getpid(),
            host: ProcessDescription.ownHost,
            user: "somebody",
            startedAt: TaskInstant(nanoseconds: 0)
        )
    }
}

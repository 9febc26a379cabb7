import BackgroundWorkWire
import Foundation
import Testing

/// A viewer down to the bytes: one that does what no honest one does.
final class RawViewer {
    private let descriptor: Int32

    init(_ path: String) throws {
        self.descriptor = try UnixSocket.connected(to: path, within: timeval(tv_sec: 240, tv_usec: 0))
    }

    deinit {
        close(self.descriptor)
    }

    /// Hangs up.
    func leave() {
        _ = shutdown(self.descriptor, Int32(SHUT_RDWR))
    }

    func greet() {
        self.send(FrameWriter.frame(Hello(software: "raw")))
    }

    /// - Returns: Whether all of it was taken.
    @discardableResult
    func send(_ bytes: [UInt8]) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes {
                unsafe Foundation.send(self.descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    /// Up to so many of the bytes that come next, on the thread that calls it; a failure if none do.
    func read(_ count: Int) throws -> [UInt8] {
        let bytes = try Self.receive(count, from: self.descriptor)
        try #require(!bytes.isEmpty, "The server has hung up.")
        return bytes
    }

    /// All that still comes until the other side hangs up; a failure if it does not. It is waited for on a thread of its own: the few on
    /// which tasks run are needed by who sends it.
    func rest() async throws -> [UInt8] {
        let descriptor = self.descriptor
        return try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread {
                continuation.resume(
                    with: Result {
                        var all: [UInt8] = []
                        while true {
                            let bytes = try Self.receive(65_536, from: descriptor)
                            guard !bytes.isEmpty else { return all }
                            all += bytes
                        }
                    }
                )
            }
        }
    }

    /// - Returns: Nothing when the other side has hung up.
    private static func receive(_ count: Int, from descriptor: Int32) throws -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        while true {
            let result = unsafe bytes.withUnsafeMutableBytes { unsafe recv(descriptor, $0.baseAddress, $0.count, 0) }
            if result >= 0 { return Array(bytes[..<result]) }
            switch errno {
            // What limits the wait also lets a signal end it.
            case EINTR: continue
            // One that has not read what was sent breaks the connection.
            case ECONNRESET: return []
            case let error: throw SilentServer(error: error)
            }
        }
    }

    /// The sentence with which the other side refused, if it did, before it hung up.
    func refusal() async throws -> String? {
        var reader = FrameReader()
        reader.append(try await self.rest())
        while let message = try reader.next() {
            if case .refusal(let sentence) = message { return sentence }
        }
        return nil
    }
}

/// The other side neither sends anything nor hangs up.
private struct SilentServer: Error {
    let error: CInt
}

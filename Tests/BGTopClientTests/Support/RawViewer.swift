import BackgroundWorkWire
import Foundation
import Testing

/// A viewer down to the bytes: one that does what no honest one does.
final class RawViewer {
    private let descriptor: Int32

    init(_ path: String) throws {
        self.descriptor = try UnixSocket.connected(to: path, within: timeval(tv_sec: 60, tv_usec: 0))
    }

    deinit {
        close(self.descriptor)
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

    /// Up to so many of the bytes that come next; a failure if none do.
    func read(_ count: Int) throws -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        let result = unsafe bytes.withUnsafeMutableBytes { unsafe recv(self.descriptor, $0.baseAddress, $0.count, 0) }
        try #require(result > 0, "The server has hung up.")
        return Array(bytes[..<result])
    }

    /// All that still comes until the other side hangs up; a failure if it does not.
    func rest() throws -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: 65_536)
        var all: [UInt8] = []
        while true {
            let count = unsafe bytes.withUnsafeMutableBytes { unsafe recv(self.descriptor, $0.baseAddress, $0.count, 0) }
            // One that has not read what was sent breaks the connection.
            if count == 0 || (count < 0 && errno == ECONNRESET) { return all }
            try #require(count > 0, "The server still waits.")
            all += bytes[..<count]
        }
    }

    /// The sentence with which the other side refused, if it did, before it hung up.
    func refusal() throws -> String? {
        var reader = FrameReader()
        reader.append(try self.rest())
        while let message = try reader.next() {
            if case .refusal(let sentence) = message { return sentence }
        }
        return nil
    }
}

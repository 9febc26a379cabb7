import BackgroundWorkEvents
import BackgroundWorkWire

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// Asks whoever listens at a socket who it is, on the calling thread.
///
/// Many are asked at once, so that those who say nothing keep nobody waiting for longer than one of them would.
struct Greeting {
    /// Somebody, or why there is nobody, as a sentence.
    typealias Answer = Result<FoundProcess, UnixSocket.Failure>

    private let path: String
    private let descriptor: Int32
    private var reader = FrameReader()

    private init(at path: String, within patience: Duration) throws(UnixSocket.Failure) {
        if let objection = UnixSocket.objection(to: path) { throw UnixSocket.Failure(objection) }
        self.path = path
        self.descriptor = try UnixSocket.connected(to: path, within: timeval(patience))
    }

    /// - Parameter limit: How long all of them together may take.
    /// - Returns: The answer at each of the paths.
    static func answers(at paths: [String], within limit: Duration) -> [Answer] {
        let deadline = ContinuousClock.now + limit
        var answers = [Answer?](repeating: nil, count: paths.count)
        var open: [Int: Greeting] = [:]
        defer { for greeting in open.values { close(greeting.descriptor) } }
        for (index, path) in paths.enumerated() {
            do {
                // Who takes no connections has its share of the time, and not that of the others.
                open[index] = try Greeting(at: path, within: (deadline - .now) / (paths.count - index))
            } catch {
                answers[index] = .failure(error)
            }
        }
        // Where nobody can be reached there is nothing to wait for.
        while !open.isEmpty {
            for index in Self.readable(open, before: deadline) {
                guard let answer = open[index]?.read() else { continue }
                answers[index] = answer
                if let greeting = open.removeValue(forKey: index) { close(greeting.descriptor) }
            }
            // Only now: who has answered while others were being called has answered in time.
            if ContinuousClock.now >= deadline { break }
        }
        return zip(paths, answers).map { path, answer in
            answer ?? .failure(UnixSocket.Failure("Who listens at \(path) says nothing: it may be stopped."))
        }
    }

    /// Waits until somebody has said something.
    private static func readable(_ open: [Int: Greeting], before deadline: ContinuousClock.Instant) -> [Int] {
        let order = Array(open)
        var waiting = order.map { pollfd(fd: $0.value.descriptor, events: Int16(POLLIN), revents: 0) }
        let milliseconds = max(0, (deadline - .now) / .milliseconds(1)).rounded(.up)
        let count = unsafe poll(&waiting, nfds_t(waiting.count), Int32(min(milliseconds, 60_000)))
        guard count > 0 else { return [] }
        return zip(order, waiting).compactMap { $1.revents == 0 ? nil : $0.key }
    }

    /// Takes what has come; nil while more has to come.
    private mutating func read() -> Answer? {
        var bytes = [UInt8](repeating: 0, count: 4_096)
        let count = unsafe bytes.withUnsafeMutableBytes {
            unsafe recv(self.descriptor, $0.baseAddress, $0.count, Int32(MSG_DONTWAIT))
        }
        guard count > 0 else {
            if count < 0, errno == EINTR || errno == EAGAIN { return nil }
            return .failure(UnixSocket.Failure("Who listens at \(self.path) hung up: is it this user's, or root's?"))
        }
        self.reader.append(bytes[..<count])
        do {
            guard let message = try self.reader.next() else { return nil }
            if case .hello(let hello) = message,
                let found = FoundProcess(at: self.path, hello, from: Peer(ofSocket: self.descriptor))
            {
                return .success(found)
            }
            if case .refusal(let sentence) = message {
                return .failure(UnixSocket.Failure("Who listens at \(self.path) refuses: \(sentence)"))
            }
            return .failure(UnixSocket.Failure("Who listens at \(self.path) is no server that bgtop can watch."))
        } catch {
            return .failure(UnixSocket.Failure("Who listens at \(self.path): \(error)"))
        }
    }
}

extension timeval {
    /// Never none at all, which would mean for ever.
    fileprivate init(_ duration: Duration) {
        let microseconds = max(1, duration.clampedNanoseconds / 1_000)
        self.init(tv_sec: Int(microseconds / 1_000_000), tv_usec: .init(microseconds % 1_000_000))
    }
}

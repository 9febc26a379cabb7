import Foundation
import Testing

@testable import BGTopDashboard

struct `A bounded write` {
    static let moment = Duration.milliseconds(10)
    /// Nobody ever waits for it to pass.
    static let long = Duration.seconds(120)
    /// Never closed: a thread that was left behind may still be writing into it, and SIGPIPE would end the tests.
    static let leftOpen = Pipe()
    static let leftOpenToo = Pipe()

    @Test func `arrives as a whole, however much it is, while somebody reads`() throws {
        let pipe = Pipe()
        let bytes = (0..<1_000_000).map { UInt8(truncatingIfNeeded: $0 / 7) }
        let received = Received()
        let reader = Thread { received.read(pipe.fileHandleForReading) }
        reader.start()
        #expect(BoundedWrite.send(bytes, to: pipe.fileHandleForWriting.fileDescriptor, patience: Self.long) == 0)
        try pipe.fileHandleForWriting.close()
        #expect(received.wait() == Data(bytes))
    }

    @Test func `is given up when nobody takes anything, and not waited for again until somebody does`() throws {
        let pipe = Self.leftOpen
        let descriptor = pipe.fileHandleForWriting.fileDescriptor
        try pipe.fill()
        #expect(BoundedWrite.send([1], to: descriptor, patience: Self.moment) == BoundedWrite.givenUp)
        // With this patience it would take for ever to wait for it again.
        #expect(BoundedWrite.send([2], to: descriptor, patience: .seconds(1 << 20)) == BoundedWrite.givenUp)
        #expect(!pipe.fileHandleForReading.availableData.isEmpty)
        #expect(BoundedWrite.send([3], to: descriptor, patience: Self.long) == 0)
    }

    @Test func `waits for room, and not for ever, where somebody has switched the open file to not blocking`() throws {
        let full = Self.leftOpenToo
        try full.fill(isBlocking: false)
        let descriptor = full.fileHandleForWriting.fileDescriptor
        #expect(BoundedWrite.send([1], to: descriptor, patience: Self.moment) == BoundedWrite.givenUp)
        let pipe = Pipe()
        try pipe.fill(isBlocking: false)
        let bytes = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 / 7) }
        let received = Received()
        let reader = Thread { received.read(pipe.fileHandleForReading) }
        reader.start()
        #expect(BoundedWrite.send(bytes, to: pipe.fileHandleForWriting.fileDescriptor, patience: Self.long) == 0)
        try pipe.fileHandleForWriting.close()
        #expect(received.wait().suffix(bytes.count) == Data(bytes))
    }

    @Test func `says what the system says of a descriptor that cannot be written`() throws {
        let descriptor = unsafe open("/dev/null", O_RDONLY | O_CLOEXEC)
        defer { close(descriptor) }
        #expect(BoundedWrite.send([1], to: descriptor) == EBADF)
        #expect(BoundedWrite.send([], to: descriptor) == 0)
    }
}

/// All that comes out of a pipe up to its end.
private final class Received: @unchecked Sendable {
    private var data = Data()
    private let isOver = DispatchSemaphore(value: 0)

    func read(_ handle: FileHandle) {
        self.data = handle.readDataToEndOfFile()
        self.isOver.signal()
    }

    func wait() -> Data {
        self.isOver.wait()
        return self.data
    }
}

extension Pipe {
    /// Leaves no room in it.
    fileprivate func fill(isBlocking: Bool = true) throws {
        let descriptor = self.fileHandleForWriting.fileDescriptor
        try #require(fcntl(descriptor, F_SETFL, O_NONBLOCK) == 0)
        let zeroes = [UInt8](repeating: 0, count: 4_096)
        while unsafe write(descriptor, zeroes, zeroes.count) > 0 {}
        if isBlocking { try #require(fcntl(descriptor, F_SETFL, 0) == 0) }
    }
}

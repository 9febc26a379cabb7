import BackgroundWorkEvents
import BackgroundWorkTestKit
import BackgroundWorkWire
import Foundation
import NIOCore
import NIOEmbedded
import TestSupport
import Testing

@testable import BGTopClient
@testable import BackgroundWorkAgent

/// What a viewer is told of a process that says nothing, over a connection that stands.
@Suite(.timeLimit(.minutes(30))) struct SilenceTests {
    private static let process = ProcessDescription(
        name: "shop",
        processID: 9,
        host: "elsewhere",
        user: "ann",
        startedAt: TaskInstant(nanoseconds: 0)
    )
    private static let hello = FrameWriter.frame(Hello(software: "test", process: Self.process))
    private static let beginning = FrameWriter.frames([
        TaskEvent(
            at: TaskInstant(nanoseconds: 1),
            .snapshot(
                TaskSnapshot(
                    process: Self.process,
                    anchor: TimeAnchor(instant: TaskInstant(nanoseconds: 0), nanosecondsSince1970: 0),
                    totals: TaskTotals(),
                    capacity: Capacity(maximumRunning: 1, maximumQueued: 1),
                    drain: DrainStatus(phase: .accepting, since: TaskInstant(nanoseconds: 0)),
                    live: []
                )
            )
        )
    ]).flatMap(\.self)
    private static let silence = "shop, pid 9, has said nothing for 5 s: it may be stopped."

    /// A viewer whose time passes when a test says so, and the server's end of its connection.
    private final class Connection {
        let channel: EmbeddedChannel
        let link: ServerLink
        private let inbox: EventInbox

        /// - Parameter maximum: How much may wait for the viewer.
        init(maximum: Int = 100) throws {
            let found = try #require(FoundProcess(at: "/nowhere", Hello(software: "test", process: process), from: nil))
            self.inbox = EventInbox(maximum: maximum) {}
            self.link = ServerLink(
                to: found,
                at: Whereabouts(found.path),
                successor: .samePath,
                environment: [:],
                silence: .seconds(5),
                inbox: self.inbox,
                thread: ClientThread()
            )
            self.channel = EmbeddedChannel(handler: ServerHandler(link: self.link, silence: .seconds(5)))
            try self.channel.connect(to: SocketAddress(unixDomainSocketPath: "/nowhere")).wait()
        }

        deinit {
            self.link.cancel()
        }

        func say(_ bytes: [UInt8]) throws {
            try self.channel.writeInbound(ByteBuffer(bytes: bytes))
        }

        func pass(_ time: TimeAmount) {
            self.channel.embeddedEventLoop.advanceTime(by: time)
        }

        /// What the viewer has been told since the last look: `+` for a snapshot, and why nothing comes.
        var news: [String] {
            var events: [TaskEvent] = []
            self.inbox.drain(into: &events)
            return events.map { event in
                switch event.kind {
                case .snapshot: "+"
                case .interrupted(let interruption): interruption.isRetrying ? interruption.reason : "the end"
                default: "?"
                }
            }
        }
    }

    @Test func `that nothing comes is told after five seconds, and once`() throws {
        let connection = try Connection()
        try connection.say(Self.hello + Self.beginning)
        connection.pass(.milliseconds(4_999))
        #expect(connection.news == ["+"])
        connection.pass(.milliseconds(1))
        #expect(connection.news == [Self.silence])
        connection.pass(.minutes(10))
        #expect(connection.news == [])
    }

    @Test func `a server in which nothing happens is heard of`() throws {
        let connection = try Connection()
        try connection.say(Self.hello + Self.beginning)
        for _ in 1...60 {
            connection.pass(.seconds(1))
            try connection.say(FrameWriter.heartbeat)
        }
        #expect(connection.news == ["+"])
    }

    @Test func `one that is not listened to is not silent`() throws {
        let connection = try Connection(maximum: 1)
        try connection.say(Self.hello + Self.beginning)
        connection.pass(.minutes(1))
        #expect(connection.news == ["+"])
        // The viewer has taken it, and listens again from now on.
        connection.pass(.milliseconds(4_999))
        #expect(connection.news == [])
        connection.pass(.milliseconds(1))
        #expect(connection.news == [Self.silence])
    }

    @Test func `when it goes on nothing is taken of what is long past, and the connection is made anew`() throws {
        let connection = try Connection()
        try connection.say(Self.hello + Self.beginning)
        connection.pass(.minutes(1))
        #expect(connection.news == ["+", Self.silence])
        #expect(connection.channel.isActive)
        try connection.say(Self.beginning)
        #expect(!connection.channel.isActive)
        #expect(connection.news == [])
    }

    @Test func `a server that had told nothing yet goes on over the connection that there is`() throws {
        let connection = try Connection()
        connection.pass(.minutes(1))
        #expect(connection.news == [Self.silence])
        try connection.say(Self.hello + Self.beginning)
        #expect(connection.channel.isActive)
        #expect(connection.news == ["+"])
        connection.pass(.seconds(5))
        #expect(connection.news == [Self.silence])
    }

    @Test func `nothing is asked of it meanwhile, which it would do whenever it goes on`() throws {
        let connection = try Connection()
        try connection.say(Self.hello + Self.beginning)
        _ = try connection.channel.readOutbound(as: ByteBuffer.self)
        connection.pass(.seconds(5))
        connection.link.send(.drain, by: Requester("D"))
        #expect(try connection.channel.readOutbound(as: ByteBuffer.self) == nil)
    }

    @Test func `an agent says again and again that it is there`() async throws {
        var limits = AgentLimits.patient
        limits.heartbeat = .milliseconds(10)
        try await RunningAgent.with(limits: limits) { running in
            let viewer = try RawViewer(running.path)
            viewer.greet()
            var bytes: [UInt8] = []
            let heartbeats = [[UInt8]](repeating: FrameWriter.heartbeat, count: 3).flatMap(\.self)
            while bytes.firstRange(of: heartbeats) == nil { bytes += try viewer.read(65_536) }
            // And every reader passes over it.
            var reader = FrameReader()
            reader.append(bytes)
            while let message = try reader.next() {
                if case .events(let events) = message { #expect(!events.isEmpty) }
            }
            #expect(!reader.isInFrame)
        }
    }
}

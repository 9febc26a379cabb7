import BackgroundWork
import BackgroundWorkEvents
import BackgroundWorkTestKit
import BackgroundWorkWire
import Foundation
import InMemoryLogging
import Logging
import NIOCore
import Testing

@testable import BackgroundWorkAgent

/// Whatever one viewer does, it is the only one who loses by it.
@Suite(.timeLimit(.minutes(30))) struct HostileViewerTests {
    /// What is sent after a hello, and what the log says of it.
    enum Attack: String, CaseIterable {
        case noise, hugeLength, endlessLength, events, openSnapshot, secondHello, flood, nothings, unknownCommands

        var bytes: [UInt8] {
            var random = SystemRandomNumberGenerator()
            switch self {
            // A length that is allowed, and then what is no frame.
            case .noise: return [100] + (0..<100).map { _ in UInt8.random(in: .min ... .max, using: &random) | 0x80 }
            case .hugeLength: return [0xFF, 0xFF, 0xFF, 0xFF, 0x0F]
            case .endlessLength: return [UInt8](repeating: 0xFF, count: 100)
            case .events:
                return FrameWriter.frames([TaskEvent(at: TaskInstant(nanoseconds: 1), .gap(lost: 1))]).flatMap(\.self)
            // A batch with a snapshot of which more is to come, over and over.
            case .openSnapshot: return (0..<100).flatMap { _ in [8, 0x12, 6, 0x1A, 4, 0x12, 2, 0x60, 1] as [UInt8] }
            case .secondHello: return FrameWriter.frame(Hello(software: "again"))
            // Frames without content, and requests without a command.
            case .nothings: return [UInt8](repeating: 0, count: 1_000)
            case .unknownCommands: return (0..<1_000).flatMap { _ in [2, 0x1A, 0] as [UInt8] }
            case .flood:
                return (0..<1_000).flatMap { _ in FrameWriter.frame(.setMaximumRunning(8), by: Requester("flood")) }
            }
        }

        var words: String {
            switch self {
            case .noise, .endlessLength: "sent what cannot be understood. What the other side sent is not what bgtop speaks."
            case .hugeLength: "The other side announced a frame of"
            case .events, .openSnapshot: "The other side sent what only this side sends."
            case .secondHello: "did not say who it is first, or more than once"
            case .flood, .nothings, .unknownCommands: "sent more than 5 frames in a second"
            }
        }
    }

    @Test(arguments: Attack.allCases)
    func `who does not keep to what was agreed is cut off with a line in the log, and others go on`(attack: Attack) async throws
    {
        #expect(AgentLimits().requests == 200)
        var limits = AgentLimits.patient
        // As many come in any second in which the machine has time for them.
        limits.requests = 5
        try await RunningAgent.with(limits: limits) { running in
            let honest = EventRecorder(try running.attach())
            try await honest.first { if case .snapshot = $0.kind { true } else { false } }
            let hostile = try RawViewer(running.path)
            hostile.greet()
            hostile.send(attack.bytes)
            _ = try await hostile.rest()
            #expect(running.log.entries.contains { $0.level == .warning && "\($0.message)".contains(attack.words) })
            let task = try await running.tasks.add("after") {}
            try await honest.first { if case .finished(let end) = $0.kind { end.id == task.id } else { false } }
        }
    }

    @Test func `who speaks another version hears what to update`() async throws {
        try await RunningAgent.with { running in
            let viewer = try RawViewer(running.path)
            viewer.send(FrameWriter.frame(Hello(version: .init(major: 9, minor: 0), software: "9.0")))
            #expect(
                try await viewer.refusal()
                    == "bgtop (9.0) speaks version 9 of the protocol and this server 1: update BackgroundWork in the server."
            )
        }
    }

    @Test func `who does not say who it is has some seconds to do it`() async throws {
        var limits = AgentLimits.patient
        limits.greeting = .milliseconds(20)
        try await RunningAgent.with(limits: limits) { running in
            let viewer = try RawViewer(running.path)
            _ = try await viewer.rest()
            #expect(running.log.entries.contains { "\($0.message)".contains("did not say who it is") })
        }
    }

    @Test func `who takes nothing costs a stated number of bytes, is cut off, and has a true snapshot when it comes back`()
        async throws
    {
        var limits = AgentLimits.patient
        // Enough for who takes what it can.
        limits.stall = .seconds(5)
        try await RunningAgent.with(limits: limits, configuration: .init(maximumRunning: 100_000, processName: "test")) {
            running in
            let gate = Gate()
            defer { gate.open() }
            let stopped = try RawViewer(running.path)
            stopped.greet()
            // More than the system keeps for somebody who does not read, with what is in one snapshot.
            for number in 1...20_000 {
                try await running.tasks.add(
                    "a-name-of-some-length-\(number)",
                    options: .init(fields: [.init("path", "/orders/\(number)/items")])
                ) {
                    await gate.wait()
                }
            }
            let second = try RawViewer(running.path)
            second.greet()
            // Where adding takes long, the first is cut off before so much waits for it; the second has it all at once.
            while running.agent.peakBuffered <= running.agent.limits.bytes {
                try Task.checkCancellation()
                await Task.yield()
            }
            try await running.logged("has taken nothing for")
            #expect(running.agent.peakBuffered <= running.agent.limits.bytes + 1_048_576)

            let outside = EventRecorder(try running.attach())
            let event = try await outside.first { if case .snapshot = $0.kind { true } else { false } }
            guard case .snapshot(let snapshot) = event.kind else { return }
            let truth = running.tasks.snapshot()
            #expect(snapshot.totals == truth.totals)
            #expect(snapshot.live.map(\.task.id) == truth.live.map(\.task.id))
        }
    }

    @Test func `who takes nothing is cut off also where hardly anything is told`() async throws {
        var limits = AgentLimits.patient
        limits.stall = .milliseconds(300)
        // Until the system keeps no more of it.
        limits.heartbeat = .microseconds(100)
        try await RunningAgent.with(limits: limits) { running in
            let stopped = try RawViewer(running.path)
            stopped.greet()
            try await running.logged("has taken nothing for")
            _ = try await stopped.rest()
        }
    }

    @Test func `who is slow and takes all the same, bit by bit, is not cut off`() async throws {
        var limits = AgentLimits.patient
        limits.stall = .seconds(10)
        limits.bytes = 6 * 1_048_576
        try await RunningAgent.with(limits: limits, configuration: .init(maximumRunning: 1_000, processName: "test")) {
            running in
            let gate = Gate()
            defer { gate.open() }
            try await running.add(1_000, until: gate)
            let path = running.path
            let taken = Box<Result<Int, any Error>>()
            // On a thread of its own, so that it is as slow as it says and no slower. Until so little waits that more is told it takes
            // eleven seconds at the least.
            Thread.detachNewThread {
                taken.value = Result {
                    let viewer = try RawViewer(path)
                    viewer.greet()
                    var byteCount = 0
                    while byteCount < 7 * 1_048_576 {
                        byteCount += try viewer.read(16_384).count
                        usleep(40_000)
                    }
                    return byteCount
                }
            }
            while taken.value == nil {
                try Task.checkCancellation()
                await Task.yield()
            }
            #expect(try #require(taken.value).get() > 0)
            #expect(!running.log.entries.contains { "\($0.message)".contains("cut off") })
        }
    }

    @Test func `who asks and asks for what is refused, and takes no answer, costs no more`() async throws {
        try await RunningAgent.with(control: .readOnly) { running in
            let viewer = try RawViewer(running.path)
            viewer.greet()
            let command = TaskCommand.cancel((1...30_000).map { BackgroundTaskID(rawValue: $0) })
            for _ in 1...100 { viewer.send(FrameWriter.frame(command, by: Requester("x"))) }
            viewer.send(Attack.hugeLength.bytes)
            _ = try await viewer.rest()
            let lines = running.log.entries.map { "\($0.message)" }
            #expect(lines.count { $0.contains("Refused to a viewer") } == 1, "Nobody fills the log.")
            #expect(lines.contains("100 requests of a viewer were refused."))
            #expect(running.agent.peakBuffered > 0)
            #expect(running.agent.peakBuffered <= running.agent.limits.bytes + 1_048_576)
        }
    }

    @Test(arguments: [BackgroundWorkAgent.Control.readOnly, .allowed])
    func `whatever a viewer calls itself and says, the log has it in one line`(control: BackgroundWorkAgent.Control)
        async throws
    {
        try await RunningAgent.with(control: control) { running in
            let viewer = try RawViewer(running.path)
            viewer.greet()
            let attack = "evil\r\n\u{1B}]52;c;AAAA\u{7}\u{9B}31m\u{2028}all is well"
            viewer.send(FrameWriter.frame(.holdIntake, by: Requester(attack, user: attack)))
            viewer.send(FrameWriter.frame(refusal: attack))
            _ = try await viewer.rest()
            let harmless = "evil???]52;c;AAAA??31m?all is well"
            let lines = running.log.entries.flatMap { entry in ["\(entry.message)"] + entry.metadata.values.map { "\($0)" } }
            #expect(lines.contains("A viewer went away: \(harmless)"))
            #expect(lines.contains { $0.hasPrefix(harmless) } == (control == .allowed))
            let isInLine = { (scalar: Unicode.Scalar) in
                ![.control, .lineSeparator].contains(scalar.properties.generalCategory)
            }
            #expect(lines.allSatisfy { $0.unicodeScalars.allSatisfy(isInLine) })
        }
    }

    @Test func `more viewers than there may be are turned away, and whoever asks for the name takes nobody's place`()
        async throws
    {
        var limits = AgentLimits.patient
        limits.viewers = 2
        try await RunningAgent.with(limits: limits) { running in
            let viewers = [EventRecorder(try running.attach()), EventRecorder(try running.attach())]
            for viewer in viewers { try await viewer.first { if case .snapshot = $0.kind { true } else { false } } }
            let third = try RawViewer(running.path)
            third.greet()
            #expect(
                try await third.refusal() == "2 viewers are attached to this process, and it takes no more: close one of them."
            )
            #expect(running.log.entries.contains { "\($0.message)".contains("A viewer was turned away: 2 are attached.") })
            _ = try running.attach()
            withExtendedLifetime(viewers) {}
        }
    }

    @Test func `more connections than there may be are turned away, whoever they are`() async throws {
        var limits = AgentLimits.patient
        limits.connections = 1
        try await RunningAgent.with(limits: limits) { running in
            // Taken in the order in which they call.
            let (first, second) = (try RawViewer(running.path), try RawViewer(running.path))
            #expect(try await second.refusal() == "This process has 1 connections, and takes no more.")
            withExtendedLifetime(first) {}
        }
    }
}

import BackgroundWorkEvents
import Foundation
import TestSupport
import Testing

@testable import BackgroundWorkWire

/// A recorder writes by itself, and is in nobody's way.
struct RecorderTests {
    private let folder: TemporaryDirectory
    private let source = StagedSource()

    init() throws {
        self.folder = try TemporaryDirectory()
    }

    @Test func `what happened before it was stopped is in the file, and nothing else`() throws {
        let recorder = try self.recorder { Issue.record("It has failed: \($0)") }
        self.source.waitUntilRead()
        for number in UInt64(1)...1_000 { self.source.tell([.numbered(number)]) }
        #expect(recorder.stop(waitingAtMost: .seconds(300)))
        self.source.tell([.numbered(1_001)])
        var reader = try RecordingReader(self.folder.path("tape"))
        #expect(try reader.all().compactMap(\.number) == Array(1...1_000))
        #expect(self.source.readers == 0, "Nothing is kept for who does not read any more.")
    }

    @Test func `what happens is written without anybody having to ask`() throws {
        let recorder = try self.recorder { Issue.record("It has failed: \($0)") }
        self.source.waitUntilRead()
        // Who reads once more has written what he had read.
        for number in UInt64(1)...4 {
            self.source.tell([.numbered(number)])
            self.source.waitUntilRead()
            var reader = try RecordingReader(self.folder.path("tape"))
            #expect(try reader.all().compactMap(\.number).starts(with: 1..<number))
        }
        #expect(recorder.stop(waitingAtMost: .seconds(300)))
    }

    @Test func `that it can write no more is told once, in a sentence, and the process goes on`() async throws {
        let (sentences, continuation) = AsyncStream.makeStream(of: String.self)
        let recorder = try self.recorder { continuation.yield($0) }
        self.source.waitUntilRead()
        try FileManager.default.removeItem(atPath: self.folder.path("tape"))
        self.source.tell([.numbered(1)])
        var iterator = sentences.makeAsyncIterator()
        let sentence = await iterator.next()
        #expect(sentence == "The recording has ended. \(self.folder.path("tape")): It was removed.")
        self.source.tell([.numbered(2)])
        #expect(recorder.stop(waitingAtMost: .seconds(300)))
        #expect(self.source.readers == 0)
        continuation.finish()
        #expect(await iterator.next() == nil)
    }

    @Test func `to be stopped twice is to be stopped`() throws {
        let recorder = try self.recorder { Issue.record("It has failed: \($0)") }
        #expect(recorder.stop(waitingAtMost: .seconds(300)))
        #expect(recorder.stop(waitingAtMost: .seconds(300)))
    }

    @Test func `whoever stops it waits no longer than he wants to`() throws {
        let gate = DispatchSemaphore(value: 0)
        let recorder = try Recorder(StuckSource(gate: gate), to: self.folder.path("tape"), software: "test 1") { _ in }
        #expect(!recorder.stop(waitingAtMost: .zero))
        gate.signal()
        #expect(recorder.stop(waitingAtMost: .seconds(300)))
    }

    private func recorder(onFailure: @escaping @Sendable (String) -> Void) throws -> Recorder {
        try Recorder(self.source, to: self.folder.path("tape"), software: "test 1", onFailure: onFailure)
    }

    /// A source whose reading hangs, as a disk can.
    private struct StuckSource: TaskEventSource {
        let gate: DispatchSemaphore

        func subscribe(maximumBuffered: Int, onReady: @escaping @Sendable () -> Void) -> any TaskEventSubscription {
            Subscription(gate: self.gate)
        }

        private final class Subscription: TaskEventSubscription {
            private let gate: DispatchSemaphore

            init(gate: DispatchSemaphore) {
                self.gate = gate
            }

            func drain(into events: inout [TaskEvent]) {
                self.gate.wait()
                self.gate.signal()
            }

            func cancel() {}
        }
    }
}

import BGTopTeaching
import BackgroundWorkEvents
import Dispatch
import Foundation
import Synchronization
import Testing

@testable import BGTopDashboard

/// What the stage's thread does with a terminal, and with what runs.
@Suite(.timeLimit(.minutes(30)))
struct StageLoopTests {
    /// A performance that tells what the test has it tell, and is over when the test says so.
    private final class ScriptedPerformance: Performance {
        let script = ScriptedSource()
        private let curtain = AsyncStream<Void>.makeStream()
        private let hasBegun = DispatchSemaphore(value: 0)
        /// Whether it was asked to stop.
        private let cancelled = Mutex(false)

        var source: any TaskEventSource { self.script }
        var wasCancelled: Bool { self.cancelled.withLock(\.self) }

        func run() async {
            self.hasBegun.signal()
            for await _ in self.curtain.stream {}
            self.cancelled.withLock { $0 = Task.isCancelled }
        }

        func waitUntilBegun() { self.hasBegun.wait() }
        func tell(_ events: [TaskEvent]) { for event in events { self.script.tell(event) } }
        func end() { self.curtain.continuation.finish() }
    }

    /// Tells when a run is over, which it is some time after its performance has ended.
    private final class Ending: Sendable {
        private let isDue = Mutex(false)
        private let hasCome = DispatchSemaphore(value: 0)

        /// Called whenever there is something new.
        func wake() {
            if self.isDue.withLock(\.self) { self.hasCome.signal() }
        }

        func come(of performance: ScriptedPerformance) {
            self.isDue.withLock { $0 = true }
            performance.end()
            self.hasCome.wait()
        }
    }

    private struct Play: Sendable {
        /// What was noted of each run: whether it was predicted rightly.
        var notes: [Bool?] = []
        var frames: [Frame] = []
        var repaints = 0
        var suspensions = 0

        var text: String { self.frames.last?.text ?? "" }
    }

    /// A lesson whose runs are those, one after the other.
    private static func lesson(_ performances: ScriptedPerformance...) -> Lesson {
        let left = Mutex(performances[...])
        let example = Lesson.example.main
        let variant = Variant(
            change: "",
            prompt: example.prompt,
            listing: example.listing,
            questions: example.questions,
            why: example.why
        ) {
            left.withLock { $0.removeFirst() }
        }
        return Lesson(number: 3, name: "one-child-throws", title: "One child throws", main: variant, sources: [])
    }

    /// The loop goes through `steps` on a thread of its own, as the program's does.
    private func play(
        _ lesson: Lesson,
        _ steps: [ScriptedTerminal.Step],
        wake: @escaping @Sendable () -> Void = {}
    ) async -> Play {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                let terminal = ScriptedTerminal(at: Stage.moment(0), steps)
                var play = Play()
                var loop = StageLoop(
                    Stage([lesson], beginningWith: 0),
                    on: terminal,
                    theme: Theme(),
                    clock: MonotonicClock { terminal.now },
                    wake: wake,
                    note: { _, _, isRight in play.notes.append(isRight) }
                )
                loop.go()
                play.frames = terminal.frames.map(\.frame)
                (play.repaints, play.suspensions) = (terminal.repaints, terminal.suspensions)
                continuation.resume(returning: play)
            }
        }
    }

    private func press(_ keys: Key...) -> ScriptedTerminal.Step { .after(.zero, keys.map(TerminalInput.key)) }

    @Test func `what was predicted is run, compared and noted`() async {
        let (performance, ending) = (ScriptedPerformance(), Ending())
        let play = await self.play(
            Self.lesson(performance),
            [
                self.press(.left, .down, .right, .right, .enter),
                .then {
                    performance.waitUntilBegun()
                    performance.tell(Stage.run)
                    ending.come(of: performance)
                },
            ],
            wake: ending.wake
        )
        #expect(play.text.contains("COMPARE"))
        #expect(play.text.contains("as you said"))
        #expect(play.notes == [true])
    }

    @Test func `while it runs the lanes grow, though nothing is told`() async {
        let performance = ScriptedPerformance()
        let play = await self.play(
            Self.lesson(performance),
            [
                self.press("r"),
                .then {
                    performance.waitUntilBegun()
                    performance.tell(Array(Stage.run.prefix(3)))
                },
                .after(.milliseconds(150), []), .after(.milliseconds(50), []), .after(.milliseconds(50), []),
            ]
        )
        performance.end()
        let lengths = play.frames.suffix(3).map { frame in
            frame.text.split(separator: "\n").first { $0.hasPrefix("    ship") }?.count { $0 == "━" } ?? 0
        }
        #expect(lengths == lengths.sorted() && Set(lengths).count == 3, "\(lengths)")
    }

    @Test func `what was left is neither shown nor noted`() async {
        let performance = ScriptedPerformance()
        let play = await self.play(
            Self.lesson(performance),
            [
                self.press("r"),
                .then { performance.waitUntilBegun() },
                self.press("l"),
                .then {
                    performance.tell(Stage.run)
                    performance.end()
                },
                self.press(.enter),
            ]
        )
        #expect(play.text.contains("PREDICT"))
        #expect(play.notes.isEmpty)
    }

    @Test func `one runs at a time: what was left is asked to stop, and waited for`() async {
        let (first, second) = (ScriptedPerformance(), ScriptedPerformance())
        let wasCancelled = Mutex<Bool?>(nil)
        _ = await self.play(
            Self.lesson(first, second),
            [
                self.press("r"),
                .then { first.waitUntilBegun() },
                self.press("l", .enter, "r"),
                .then {
                    second.waitUntilBegun()
                    wasCancelled.withLock { $0 = first.wasCancelled }
                },
            ]
        )
        second.end()
        #expect(wasCancelled.withLock(\.self) == true)
    }

    @Test func `what is played goes on with the time, but for the time in which the process stood still`() async {
        let (performance, ending) = (ScriptedPerformance(), Ending())
        let play = await self.play(
            Self.lesson(performance),
            [
                self.press("r"),
                .then {
                    performance.waitUntilBegun()
                    performance.tell(Stage.run)
                    ending.come(of: performance)
                },
                self.press("s"), .after(.seconds(1), []), .after(.seconds(9), [.resumed]), .after(.seconds(1), []),
            ],
            wake: ending.wake
        )
        let moments = play.frames.suffix(3).map { $0.text.firstMatch(of: /RECORDED +(\d+) ms/)?.output.1 }
        #expect(moments == ["100", "100", "200"])
    }

    @Test func `a resize is drawn at the new size`() async {
        let size = Size(columns: 60, rows: 12)
        let play = await self.play(Self.lesson(), [.after(.zero, [.resized(size)])])
        #expect(play.frames.last?.size == size)
    }

    @Test func `repainting and suspending are the terminal's business, and q ends it`() async {
        let play = await self.play(Self.lesson(), [self.press(.control("l"), .control("z"), "q"), self.press("l")])
        #expect(play.repaints == 1 && play.suspensions == 1)
        #expect(play.frames.count == 1, "Nothing is drawn after that.")
    }
}

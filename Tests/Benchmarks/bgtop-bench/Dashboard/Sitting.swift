import BGTopDashboard
import BackgroundWorkEvents
import BenchmarkHarness
import Foundation
import Synchronization

/// The dashboard as it runs in production, its loop, model, pictures and curses, for as long as somebody has written down: at a
/// terminal that is none, in a time that stands still while it works, watching a server that is none.
final class Sitting: DashboardTerminal {
    enum Step {
        /// The next frame is due: what has happened is taken in and drawn.
        case tick
        /// Between two frames a key is pressed.
        case key(Key)
    }

    /// What the dashboard did between two waits.
    struct Work {
        let step: Step
        /// Processor time, in seconds.
        let seconds: Double
        /// What was sent to the terminal.
        let bytes: Int
    }

    let size: Size
    let colors = ColorSupport.full
    let isUTF8 = true
    /// Called when all steps are done, and the dashboard still is as they left it.
    var atEnd: () -> Void = {}
    /// What was done, step by step.
    private(set) var work: [Work] = []
    /// What was sent for frames that the terminal showed already.
    private(set) var bytesForNothing = 0

    private var traffic: Traffic
    private let exchangesPerSecond: Double
    private let sampled: Int
    private let source = Source()
    private var steps: ArraySlice<Step>
    private var screen: TerminalScreen
    private var bytes = 0
    private var current: (step: Step, since: Double)?
    private var now: TaskInstant

    private static let frameInterval: Duration = .milliseconds(100)
    private static let keyDelay: Duration = .milliseconds(30)
    private var sinceFrame: Duration = .zero

    /// - Parameter sampled: How many of the live tasks are sampled with each frame.
    init(_ traffic: Traffic, size: Size, exchangesPerSecond: Double, sampled: Int, steps: [Step]) throws {
        // Without it curses would not send what is not ASCII.
        guard unsafe setlocale(LC_CTYPE, "C.UTF-8") != nil else { throw Unavailable("there is no locale C.UTF-8") }
        self.traffic = traffic
        self.size = size
        self.exchangesPerSecond = exchangesPerSecond
        self.sampled = sampled
        self.steps = steps[...]
        self.now = traffic.now
        self.screen = try TerminalScreen(
            term: "xterm-256color",
            size: size,
            isUTF8: true,
            options: TerminalOptions(color: .always)
        )
        self.source.tell([traffic.snapshot])
    }

    /// Sits through all steps, on this thread.
    func run() throws {
        let count = self.steps.count
        let dashboard = Dashboard(source: self.source, control: self.source)
        _ = dashboard.run(on: self, clock: MonotonicClock { self.now }, wake: {})
        guard self.work.count == count else { throw Unsound("the dashboard ended after \(self.work.count) of \(count) steps") }
    }

    func show(_ frame: Frame) {
        self.bytes += self.screen.update(to: frame).count
        self.bytesForNothing += self.screen.update(to: frame).count
    }

    func repaint() {}

    func takeMouse(_ isTaken: Bool) {}

    func suspend() {}

    func giveBack() {}

    func wait(until deadline: ContinuousClock.Instant?) -> [TerminalInput] {
        if let current = self.current {
            self.work.append(Work(step: current.step, seconds: Stopwatch.threadTime - current.since, bytes: self.bytes))
        }
        self.bytes = 0
        // Leaving is no part of it.
        self.current = nil
        guard let step = self.steps.popFirst() else {
            self.atEnd()
            return [.hangUp]
        }
        var inputs: [TerminalInput] = []
        switch step {
        case .tick:
            self.pass(Self.frameInterval - self.sinceFrame)
            self.sinceFrame = .zero
            self.source.tell(
                self.traffic.advance(
                    by: Self.frameInterval,
                    exchangesPerSecond: self.exchangesPerSecond,
                    sampling: self.sampled
                )
            )
        case .key(let key):
            self.pass(Self.keyDelay)
            self.sinceFrame = Self.keyDelay
            inputs = [.key(key)]
        }
        self.current = (step, Stopwatch.threadTime)
        return inputs
    }

    private func pass(_ duration: Duration) {
        self.now = self.now + duration
    }

    private final class Source: TaskEventSource, TaskControl {
        private let pending = Mutex<[TaskEvent]>([])

        func tell(_ events: [TaskEvent]) {
            self.pending.withLock { $0 += events }
        }

        func perform(_ command: TaskCommand, by requester: Requester) {}

        func subscribe(maximumBuffered: Int, onReady: @escaping @Sendable () -> Void) -> any TaskEventSubscription {
            Subscription(source: self)
        }

        private final class Subscription: TaskEventSubscription {
            let source: Source

            init(source: Source) {
                self.source = source
            }

            func drain(into events: inout [TaskEvent]) {
                events += self.source.pending.withLock { pending in
                    defer { pending = [] }
                    return pending
                }
            }

            func cancel() {}
        }
    }
}

import BackgroundWorkEvents

/// What the dashboard's thread does where it speaks instead of drawing: wait, take in, tell.
struct NarrationLoop {
    /// Soon enough to be told at once, and no more work than that takes.
    static let interval: Duration = .milliseconds(250)

    let console: LineConsole
    let subscription: any TaskEventSubscription
    let control: any TaskControl
    let player: (any PlaybackControl)?
    let clock: MonotonicClock
    let recording: () -> RecordingState
    let isStopped: () -> Bool
    let isRestOver: () -> Bool
    var narrator: Narrator

    mutating func run() -> Dashboard.Ending {
        var next = self.clock.now
        while !self.isStopped() {
            if self.clock.now >= next {
                next = self.clock.now.advanced(by: Self.interval)
                if let ending = self.takeIn() { return ending }
                // Of a process that has ended nothing more comes, and here is nobody who could ask for what did, or leave.
                if self.console.hasEnded, self.narrator.interruption?.isRetrying == false { return .quit }
                // A recording that is behind tells more at once.
                if self.player?.status.isBehind == true { next = self.clock.now }
            }
            for line in self.console.wait(until: ContinuousClock.now + (next - self.clock.now)) {
                // The answer is to be true when it is given.
                if let ending = self.takeIn() ?? self.tell(self.narrator.answer(line)) { return ending }
            }
        }
        return .stopped
    }

    private mutating func takeIn() -> Dashboard.Ending? {
        var events: [TaskEvent] = []
        self.subscription.drain(into: &events)
        // Read after them: a process says it before it tells anything.
        self.narrator.take(isControlAllowed: self.control.isAllowed)
        return self.tell(self.narrator.take(events, at: self.subscription.instant(at: self.clock.now)))
            ?? self.tell(self.narrator.take(isRestOver: self.isRestOver()))
            ?? self.tell(self.narrator.take(self.recording()))
            ?? self.player.flatMap { self.tell(self.narrator.take($0.status)) }
    }

    /// Whoever does not take what is said does not listen any more.
    private func tell(_ telling: Narrator.Telling) -> Dashboard.Ending? {
        let isHeard = self.console.say(telling.lines)
        for effect in telling.effects {
            switch effect {
            case .perform(let command, let requester): self.control.perform(command, by: requester)
            case .leave(.quit): return .quit
            case .leave(.abandoned): return .left
            case .leave(.refused(let reason)): return .refused(reason)
            case .leave(.drained(let report)): return .drained(report: report, lastFrame: "")
            // What a screen is wanted for, which there is not.
            default: break
            }
        }
        return isHeard ? nil : .hangUp
    }
}

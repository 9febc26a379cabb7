import BackgroundWork
import Synchronization

extension Puzzle {
    /// Six kinds of long work, one of which does not end when it is asked to.
    static let blockedExit = Puzzle(
        question: "Which name's tasks will hold the exit?",
        charge: "does not end when it is asked to, and so holds the exit",
        pace: Pace(first: 0.2...1.5, interval: 16...24, duration: 30...45),
        perform: { job, workplace, step in
            try await tracked("read") { try await workplace.world.wait(.milliseconds(200)) }
            try await tracked("apply") { try await step(job, workplace) }
        },
        step: { job, workplace in
            for _ in 0..<slices(in: job.duration) { try await workplace.world.wait(slice) }
        },
        faults: [
            // Two that never end are enough to hold the exit; more would only fill the running places.
            Fault(
                name: "uncancelled-wait",
                explanation: "It hands every wait to a Task of its own, which no cancel reaches.",
                remedy: "Await the sleep itself, and let its CancellationError out.",
                lesson: 2,
                strikes: { $0.number <= 2 },
                step: { _, workplace in
                    for _ in 0..<slices(in: .seconds(7_200)) {
                        await Task { try? await workplace.world.wait(slice) }.value
                    }
                }
            ),
            Fault(
                name: "no-answer",
                explanation: "It awaits a continuation that nobody resumes.",
                remedy: "Resume it on every path, that of onCancel among them.",
                lesson: 15,
                strikes: { $0.number <= 2 },
                step: { _, _ in await UnclaimedMail.shared.wait() }
            ),
            Fault(
                name: "long-cleanup",
                explanation: "It cleans up when it is cancelled, for ten minutes that nothing cuts short.",
                remedy: "Give the clean-up a deadline of its own.",
                lesson: 10,
                step: { job, workplace in
                    do {
                        for _ in 0..<slices(in: job.duration) { try await workplace.world.wait(slice) }
                    } catch {
                        await Task { try? await workplace.world.wait(.seconds(600)) }.value
                        throw error
                    }
                }
            ),
        ],
        incriminating: { evidence in
            if let since = evidence.longestIgnored {
                "A task of its that was asked to stop \(since.inSentence) ago still runs."
            } else if let reaction = evidence.slowestReaction {
                "A task of its took \(reaction.inSentence) to end when it was asked to stop."
            } else {
                "None of its tasks has been asked to stop so far; cancel one, and see."
            }
        },
        exonerating: { evidence in
            if let reaction = evidence.slowestReaction {
                evidence.asked == 1
                    ? "The one task of its that was asked to stop ended after \(reaction.inSentence)."
                    : "All \(evidence.asked) tasks of its that were asked to stop ended, the slowest after \(reaction.inSentence)."
            } else {
                "None of its tasks has been asked to stop so far, and \(evidence.ended == 0 ? "none" : "\(evidence.ended)") ended by"
                    + " themselves; cancel one, and see how soon it ends."
            }
        }
    )

    private static let slice = Duration.milliseconds(500)

    private static func slices(in duration: Duration) -> Int { Int(duration / Self.slice) }
}

/// Letters for which nobody comes: who waits here waits for ever.
private final class UnclaimedMail: Sendable {
    static let shared = UnclaimedMail()

    // Kept, because the runtime complains of a continuation that is forgotten by everybody.
    private let waiting = Mutex<[CheckedContinuation<Void, Never>]>([])

    func wait() async {
        await withCheckedContinuation { continuation in self.waiting.withLock { $0.append(continuation) } }
    }
}

import BackgroundWork
import BackgroundWorkEvents
import Dispatch
import Foundation

extension Puzzle {
    /// Six kinds of work with as many parts as there are threads, one of which keeps the threads while it waits or computes.
    ///
    /// Too short to be told by name as soon as it happens: what stands out first are those that get no thread.
    static let blockedPool = Puzzle(
        question: "Which name's tasks block the threads?",
        charge: "keeps threads without a suspension, so that all others wait for one",
        pace: Pace(first: 0.2...3, interval: 2.4...3.6, duration: 0.35...0.65),
        perform: { job, workplace, step in
            try await tracked("load") { try await workplace.world.wait(.milliseconds(100)) }
            try await withThrowingTaskGroup { group in
                for _ in 0..<workplace.threads {
                    group.addTrackedTask("convert") { try await step(job, workplace) }
                }
                for try await _ in group {}
            }
        },
        step: { job, workplace in
            try await workplace.world.wait(job.duration)
            workplace.world.compute(.milliseconds(2))
        },
        faults: [
            Fault(
                name: "semaphore",
                explanation: "It waits for a semaphore, and a thread that waits for one runs nobody else.",
                remedy: "Await a continuation or a stream instead.",
                lesson: 13,
                step: { job, _ in waitForReply(after: job.duration) }
            ),
            Fault(
                name: "thread-sleep",
                explanation: "It sleeps with Thread.sleep, which keeps the thread.",
                remedy: "Sleep with try await Task.sleep, which gives it back.",
                lesson: 13,
                step: { job, _ in sleep(for: job.duration) }
            ),
            Fault(
                name: "long-computation",
                explanation: "It computes for half a second without a suspension.",
                remedy: "Compute in slices with await Task.yield() between them, or on a thread of its own.",
                lesson: 13,
                step: { job, workplace in workplace.world.compute(job.duration) }
            ),
        ],
        incriminating: { evidence in
            guard let longest = evidence.longestPoll else { return "None of its tasks has been seen on a thread so far." }
            return "Its longest time on a thread without a suspension is \(longest.inSentence), and \(evidence.longPolls) took"
                + " 100 ms or more."
        },
        exonerating: { evidence in
            guard let longest = evidence.longestPoll else { return "None of its tasks has been seen on a thread so far." }
            return "Its longest time on a thread without a suspension is \(longest.inSentence)."
        }
    )

    /// What a library does that makes a call with a completion handler look like one without.
    private static func waitForReply(after duration: Duration) {
        let reply = DispatchSemaphore(value: 0)
        DispatchQueue.global().asyncAfter(deadline: .now() + duration.inSeconds) { reply.signal() }
        reply.wait()
    }

    private static func sleep(for duration: Duration) {
        Thread.sleep(forTimeInterval: duration.inSeconds)
    }
}

import BackgroundWorkEvents

extension WarningRule {
    /// Of what was refused lately, whether the queue is full at this very moment or not.
    static let refusing = Self(
        name: "work refused",
        severity: .warning,
        advice: "Submit less, run more tasks at once, or allow for a longer queue; what must not be lost can wait in add."
    ) { store in
        // What a shutdown refuses is its purpose.
        guard store.drain?.phase == .accepting else { return nil }
        let seconds = store.thresholds.refusalSeconds
        let counts = Refusal.all.map { ($0, store.windows.refusals.count(of: $0.reason, inLast: seconds)) }
        let total = store.refusedLately
        guard total > 0, let (most, _) = counts.max(by: { $0.1 < $1.1 }) else { return nil }
        let perSecond = store.refusedPerSecond
        // What is over is told as such, although it is still spoken of.
        let goesOn = store.refused(inLast: Refusal.goesOnFor) > 0
        let what =
            goesOn && perSecond >= 1
            ? perSecond.proseRate + (perSecond.proseRate == "1" ? " submission a second is" : " submissions a second are")
                + " refused"
            : total.prose("submission was", "submissions were") + " refused in the last \(seconds) s"
        let start = store.now.advanced(by: .zero - store.thresholds.refusalsWithin)
        let crowd = most.reason == .full ? store.watch.crowd(after: start) : nil
        return Finding(
            // With the name in front: a narrow screen cuts the end.
            summary: "\(what)\(crowd.map { ": \($0.sentence)" } ?? ", \(most.cause)").",
            count: Int(clamping: total),
            name: crowd?.name,
            advice: most.reason == .held && store.capacity?.isIntakeHeld != true ? "Intake is open again." : most.advice
        )
    }
}

/// Why something is refused that is no doing of a shutdown's.
private struct Refusal {
    let reason: RejectionReason
    /// The end of a sentence.
    let cause: String
    /// What to do, where it is not what the rule says.
    let advice: String?

    /// For how many seconds refusing is told as something that goes on.
    static let goesOnFor: Int64 = 2

    /// Where two are as many, the earlier counts.
    static let all = [
        Self(reason: .full, cause: "for want of room", advice: nil),
        Self(reason: .held, cause: "with intake held", advice: "Resume intake as soon as you can, or let callers wait in add."),
        Self(
            reason: .cancelledWaiting,
            cause: "their callers having given up waiting",
            advice: "They would have had to wait in add for too long: submit less, or let more tasks run at once."
        ),
    ]
}

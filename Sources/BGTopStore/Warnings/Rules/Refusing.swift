import BackgroundWorkEvents

extension WarningRule {
    /// Of what was refused lately, whether the queue is full at this very moment or not.
    static let refusing = Self(
        name: "work refused",
        severity: .warning,
        advice: "Submit less, run more at once, or queue more; what must not be lost can wait in add."
    ) { store in
        // What a shutdown refuses is its purpose.
        guard store.drain?.phase == .accepting else { return nil }
        let seconds = store.thresholds.refusalSeconds
        guard let commonest = Refusal.commonest(inLast: seconds, of: store) else { return nil }
        // What goes on has a reason of its own, whatever else there was. An intake that is open again refuses nothing more.
        let isHeld = store.capacity?.isIntakeHeld == true
        let current = Refusal.commonest(inLast: Refusal.goesOnFor, of: store) { $0 != .held || isHeld }
        let perSecond = current.map { store.span(ofLast: seconds).perSecond($0.count(inLast: seconds, of: store)) } ?? 0
        let goesOn = perSecond >= 1
        let most = goesOn ? current ?? commonest : commonest
        let total = goesOn ? most.count(inLast: seconds, of: store) : store.refusedLately
        let what =
            goesOn
            ? perSecond.proseRate + (perSecond.proseRate == "1" ? " submission a second is" : " submissions a second are")
                + " refused"
            : total.prose("submission was", "submissions were") + " refused in the last \(seconds) s"
        let crowd = most.reason == .full ? store.crowdOfRefusals : nil
        return Finding(
            // With the name in front: a narrow screen cuts the end.
            summary: "\(what)\(crowd.map { ": \($0.sentence)" } ?? ", \(most.cause)").",
            count: Int(clamping: total),
            name: crowd?.name,
            advice: most.reason == .held && !isHeld ? "Intake is open again." : most.advice
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

    /// For how many seconds, beside the one that runs now, refusing is told as something that goes on.
    static let goesOnFor: Int64 = 1

    /// For what most was refused; nil where nothing was.
    static func commonest(
        inLast seconds: Int64,
        of store: TaskStore,
        among isMeant: (RejectionReason) -> Bool = { _ in true }
    ) -> Self? {
        let counts = Self.all.filter { isMeant($0.reason) }.map { ($0, $0.count(inLast: seconds, of: store)) }
        return counts.max { $0.1 < $1.1 }.flatMap { $0.1 > 0 ? $0.0 : nil }
    }

    func count(inLast seconds: Int64, of store: TaskStore) -> UInt64 {
        store.windows.refusals.count(of: self.reason, inLast: seconds)
    }

    private static let all = [
        Self(reason: .full, cause: "for want of room", advice: nil),
        Self(reason: .held, cause: "with intake held", advice: "Resume intake as soon as you can, or let callers wait in add."),
        Self(
            reason: .cancelledWaiting,
            cause: "their callers having given up waiting",
            advice: "Submit less, or let more tasks run at once: they would have had to wait in add for too long."
        ),
    ]
}

import BackgroundWorkEvents

/// A verdict before it is put into words, which only those get that are shown.
struct Assessment: Sendable {
    /// What it rests on.
    enum Grounds: Sendable {
        /// The task has ended.
        case ended
        /// It needs a thread of a pool that gives none; what it does, as part of a sentence.
        case starved(String)
        /// It was asked to stop so long ago, and was found to run on.
        case uncooperative(asked: Duration?)
        /// It was asked to stop so long ago; so many others of its name have been asked, and ended.
        case asked(Duration, others: UInt64)
        /// What it says of its progress.
        case progress(Double)
        /// So many runs of its name.
        case runs(UInt64)
        /// So many runs of its name, which are too few.
        case few(UInt64)
        /// So many runs took longer than it has so far, which are too few to tell how it goes on.
        case fewLonger(UInt64)
        /// It has taken longer than each of so many runs, and whether by so little that it may be chance.
        case longest(UInt64, mayBeChance: Bool)
        /// It is so many-th in the queue, and likely starts in so many nanoseconds; nil where nothing starts.
        case queue(position: Int, wait: Int64?)
    }

    let kind: Verdict.Kind
    let grounds: Grounds
    let expectation: Expectation?
    /// In how many nanoseconds its own timeout strikes, where that may well be what ends it in time.
    var timeoutIn: Int64?
}

extension Assessment {
    /// What it rests on as part of a sentence.
    var reason: String {
        let reason = self.grounds.reason(for: self.kind)
        guard let timeoutIn else { return reason }
        let timeout = "its timeout ends it in \(Duration.nanoseconds(timeoutIn).prose)"
        let condition = if case .finishes = self.kind { "if not, " } else { "" }
        return reason + (reason.isEmpty ? "" : "; ") + condition + timeout
    }
}

extension Assessment.Grounds {
    fileprivate func reason(for kind: Verdict.Kind) -> String {
        switch self {
        case .ended: ""
        case .starved(let wait): wait
        case .uncooperative(let asked):
            asked.map { "asked to stop \($0.prose) ago, and runs on" } ?? "was asked to stop, and runs on"
        case .asked(let asked, let others):
            "asked to stop \(asked.prose) ago" + (others > 0 ? "; \(others.prose) before it did when asked" : "")
        case .fewLonger(let runs):
            "only \(runs.prose("run", "runs")) took longer than this"
        case .progress(let fraction):
            "\(fraction.prosePercentage) done, judged by its own pace"
        case .runs(let runs):
            kind == .willNotFinish
                ? "of \(runs.prose("run", "runs")) seen, hardly one that took this long ended in time" : ""
        case .few(let runs):
            runs == 0 ? "no run seen yet" : "only \(runs.prose("run", "runs")) seen"
        case .longest(let runs, let mayBeChance):
            "longer than all \(runs.prose) runs seen" + (mayBeChance ? ", which may be chance" : "")
        case .queue(let position, let wait):
            if let wait {
                "number \(position.prose) in the queue, starts in about \(Duration.nanoseconds(wait).prose)"
            } else {
                "number \(position.prose) in the queue, and nothing has started for a minute"
            }
        }
    }
}

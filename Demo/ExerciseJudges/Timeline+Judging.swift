import BGTopTeaching
import BackgroundWorkEvents

extension Timeline {
    enum CallEnding {
        case returned
        case threw(String)
        /// Not by itself, at any rate.
        case hung
    }

    private var call: Lane? { self.lane(Scene.call) }

    /// How the learner's function ended.
    var callEnding: CallEnding {
        guard let call, let end = call.endedAt, end < Scene.limit else { return .hung }
        return call.outcome == .succeeded ? .returned : .threw(call.errorText ?? "an error")
    }

    /// When the request to stop had reached the learner's function; nil if none did while it ran.
    var cancelledAt: Duration? {
        guard let moment = self.call?.deliveredAt, moment < Scene.limit else { return nil }
        return moment
    }

    /// What the learner's function was given and has called. What else it may give a name to is nobody's concern.
    var parts: [Lane] { self.lanes.filter { $0.depth > 0 && $0.location.fileID.hasPrefix("ExerciseJudges/") } }

    /// The first of that name.
    func part(_ name: String) -> Lane? { self.parts.first { $0.name == name } }

    /// What the learner's function left behind, by name.
    var leftParts: [String] {
        guard let end = self.call?.endedAt else { return [] }
        return self.parts.filter { $0.endedAt.map { $0 > end } ?? true }.map(\.name).sorted()
    }

    /// How many parts run at that moment, with what begins then and without what ends.
    func count(at moment: Duration) -> Int {
        self.parts.count { $0.submittedAt <= moment && ($0.endedAt.map { $0 > moment } ?? true) }
    }

    /// How many parts ran at the same time, at most.
    var mostAtOnce: Int { self.parts.map { self.count(at: $0.submittedAt) }.max() ?? 0 }

    /// How long after `moment` a part still ran that was to stop then; nil if it stopped, or never began.
    ///
    /// - Parameter patience: How long stopping may take. Less than what was left of the work then.
    func overrun(of name: String, after moment: Duration, patience: Duration) -> String? {
        guard let lane = self.part(name) else { return nil }
        guard let end = lane.endedAt else { return "it went on when the call had ended" }
        let isOverrun = lane.outcome == .succeeded ? end > moment : end - moment > patience
        return isOverrun ? "it ran on for \((end - moment).milliseconds)" : nil
    }
}

extension Duration {
    /// Such as "200 ms". The last digit would say no more than how busy the machine is.
    var milliseconds: String { "\(Int((self / .milliseconds(10)).rounded()) * 10) ms" }
}

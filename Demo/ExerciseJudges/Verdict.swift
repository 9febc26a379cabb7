package import BGTopTeaching

/// What came of an exercise.
package struct Verdict: Sendable {
    /// Whether something that is demanded holds.
    package struct Finding: Hashable, Sendable {
        /// Such as "ship must stop when pay fails: it ran on for 200 ms".
        package let sentence: String
        package let holds: Bool
    }

    /// What came of one of its scenes.
    package struct Trial: Sendable {
        package let title: String
        package let timeline: Timeline
        package let findings: [Finding]
    }

    package let trials: [Trial]

    package var holds: Bool { self.faults.isEmpty }

    /// What does not hold.
    package var faults: [String] {
        self.trials.flatMap(\.findings).filter { !$0.holds }.map(\.sentence)
    }

    /// What happened in each of the scenes, and what of that holds.
    package var lines: [String] {
        self.trials.flatMap { trial in
            ["", "When \(trial.title):", ""] + LessonText.lanes(of: trial.timeline) + [""]
                + trial.findings.map { ($0.holds ? "  yes  " : "  NO   ") + $0.sentence }
        }
    }
}

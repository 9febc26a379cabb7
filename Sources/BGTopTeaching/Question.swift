public import BackgroundWorkEvents

/// What is to be predicted of one lane, or of one thing that the code says.
public struct Question: Sendable {
    public struct Choice: Sendable {
        /// What tells that it came so.
        public enum Sign: Hashable, Sendable {
            /// The lane ends like this: when the lane of that name does, or, without one, about so long after the beginning.
            case ends(TaskOutcome, after: Duration, with: String?)
            /// The lane is still open when the run is over.
            case neverEnds
            /// The task of that name is refused.
            case isRefused
            /// There is no lane of that name: whoever watches does not see it.
            case isUnseen
            /// The code says this, as an annotation whose key is the question's subject.
            case says(String)
        }

        /// Such as "when pay throws".
        public let words: String
        public let sign: Sign
        /// The text of the error that the lane ends with; nil where any will do.
        public let errorText: String?

        /// When, as the code has it; nil where it names no moment.
        var moment: Duration? {
            guard case .ends(_, let moment, _) = self.sign else { return nil }
            return moment
        }

        init(words: String, sign: Sign, errorText: String? = nil) {
            self.words = words
            self.sign = sign
            self.errorText = errorText
        }

        /// - Parameters:
        ///   - milliseconds: When, as the code has it. Where the prediction is drawn.
        ///   - lane: The lane that ends by itself at the same moment, if one does. On a busy machine it is late as well.
        ///   - errorText: What it throws, where another choice differs in nothing else.
        public static func ends(
            _ words: String,
            _ outcome: TaskOutcome,
            after milliseconds: Int,
            with lane: String? = nil,
            throwing errorText: String? = nil
        ) -> Self {
            Self(words: words, sign: .ends(outcome, after: .milliseconds(milliseconds), with: lane), errorText: errorText)
        }

        public static func neverEnds(_ words: String) -> Self {
            Self(words: words, sign: .neverEnds)
        }

        public static func isRefused(_ words: String) -> Self {
            Self(words: words, sign: .isRefused)
        }

        public static func isUnseen(_ words: String) -> Self {
            Self(words: words, sign: .isUnseen)
        }

        public static func says(_ words: String, _ value: String) -> Self {
            Self(words: words, sign: .says(value))
        }
    }

    /// The name of the lane, or the key of what is said.
    public let subject: String
    public let choices: [Choice]
    /// Which of ``choices`` comes true. A claim: a test holds it to what happens.
    public let truth: Int

    public init(_ subject: String, _ choices: [Choice], truth: Int) {
        precondition(choices.indices.contains(truth), "\(subject): there is no choice \(truth)")
        self.subject = subject
        self.choices = choices
        self.truth = truth
    }

    /// Which of ``choices`` came true, going by what was recorded; nil if none did.
    public func answer(in timeline: Timeline) -> Int? {
        if let said = timeline.said[self.subject] {
            return self.choices.firstIndex { $0.sign == .says(said) }
        }
        guard let lane = timeline.lane(self.subject) else {
            let isRefused = timeline.refusals.contains { $0.name == self.subject }
            return self.choices.firstIndex { $0.sign == (isRefused ? .isRefused : .isUnseen) }
        }
        guard lane.endedAt != nil else { return self.choices.firstIndex { $0.sign == .neverEnds } }
        // Of several moments at which it could end like that, the nearest.
        let distances = self.choices.enumerated().compactMap { index, choice in
            self.distance(from: choice, in: timeline).map { (index: index, distance: $0) }
        }
        return distances.min { $0.distance < $1.distance }?.index
    }

    /// How far from the moment that `choice` names the lane ended; nil if the choice names none, or another end.
    package func distance(from choice: Choice, in timeline: Timeline) -> Duration? {
        guard case .ends(let outcome, let moment, let other) = choice.sign else { return nil }
        guard let lane = timeline.lane(self.subject), let end = lane.endedAt, lane.outcome == outcome else { return nil }
        guard choice.errorText == nil || choice.errorText == lane.errorText else { return nil }
        let expected = other.flatMap { timeline.lane($0)?.ownEnd } ?? moment
        return max(end - expected, expected - end)
    }
}

extension Timeline.Lane {
    /// When it ended by itself; nil if it was made to.
    fileprivate var ownEnd: Duration? {
        switch self.outcome {
        case .succeeded, .failed: self.endedAt
        case .cancelled, .timedOut, .discarded, nil: nil
        }
    }
}

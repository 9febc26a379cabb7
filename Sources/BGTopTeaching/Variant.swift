/// One piece of code of a lesson, what is asked about it, and why it does what it does.
public struct Variant: Sendable {
    /// What is different from the lesson's own code, in the words of the code; empty for that itself.
    public let change: String
    /// What the learner is asked in words, in two sentences or so, before anything has run.
    public let prompt: String
    public let listing: CodeListing
    /// What is to be predicted.
    public let questions: [Question]
    /// Why it does what it did, in two sentences.
    public let why: String
    /// Prepares a run of the code. Each can be run once.
    public let perform: @Sendable () -> any Performance

    /// How long a run is expected to take: until the last moment that any choice names, and a little longer, since nothing is on time
    /// to the millisecond. Zero where no choice names one.
    public var expectedLength: Duration {
        let moments = self.questions.flatMap(\.choices).compactMap(\.moment)
        return moments.max().map { $0 + $0 / 20 } ?? .zero
    }

    public init(
        change: String,
        prompt: String,
        listing: CodeListing,
        questions: [Question],
        why: String,
        perform: @escaping @Sendable () -> any Performance
    ) {
        self.change = change
        self.prompt = prompt
        self.listing = listing
        self.questions = questions
        self.why = why
        self.perform = perform
    }
}

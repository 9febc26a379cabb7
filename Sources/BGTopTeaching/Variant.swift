/// One piece of code of a lesson, what is asked about it, and why it does what it does.
public struct Variant: Sendable {
    /// What is different from the lesson's own code, in the words of the code; empty for that itself.
    public let change: String
    public let listing: CodeListing
    /// What is to be predicted.
    public let questions: [Question]
    /// Why it does what it did, in two sentences.
    public let why: String
    /// Prepares a run of the code. Each can be run once.
    public let perform: @Sendable () -> any Performance

    public init(
        change: String,
        listing: CodeListing,
        questions: [Question],
        why: String,
        perform: @escaping @Sendable () -> any Performance
    ) {
        self.change = change
        self.listing = listing
        self.questions = questions
        self.why = why
        self.perform = perform
    }
}

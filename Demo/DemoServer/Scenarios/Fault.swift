/// What is wrong with the culprit's work.
struct Fault: Sendable {
    /// For a program: `no-answer`.
    let name: String
    /// What the culprit does, as a sentence that begins with "It".
    let explanation: String
    /// What to do about it in code, as a sentence.
    let remedy: String
    /// The number of the lesson that shows it.
    let lesson: Int
    /// Which of the culprit's jobs have it.
    var strikes: @Sendable (Job) -> Bool = { _ in true }
    /// How often a job that has it is submitted.
    var copies: @Sendable (Job, Workplace) -> Int = { _, _ in 1 }
    /// What such a job does in the place of ``Puzzle/step``; nil: the same.
    var step: Job.Step?

    /// Where it can be learned.
    var reference: String { "bgtop learn \(self.lesson) shows it." }
}

/// Code whose behaviour people get wrong: to be predicted, run, and understood.
public struct Lesson: Sendable, Identifiable {
    /// Counts from 1, in the order in which lessons build on one another.
    public let number: Int
    /// What it is called on the command line, such as `one-child-throws`.
    public let name: String
    public let title: String
    /// What people get wrong.
    public let main: Variant
    /// The same with one thing changed each.
    public let variants: [Variant]
    /// What is to be achieved in the exercise of the same number; nil where there is none.
    public let exercise: String?
    /// Where the behaviour is specified, such as `SE-0304`.
    public let sources: [String]

    public var id: Int { self.number }

    /// Everything that can be predicted and run, in order.
    public var all: [Variant] { [self.main] + self.variants }

    public init(
        number: Int,
        name: String,
        title: String,
        main: Variant,
        variants: [Variant] = [],
        exercise: String? = nil,
        sources: [String]
    ) {
        self.number = number
        self.name = name
        self.title = title
        self.main = main
        self.variants = variants
        self.exercise = exercise
        self.sources = sources
    }
}

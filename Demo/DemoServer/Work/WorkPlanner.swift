import Synchronization

/// Makes the work that requests ask for.
///
/// Every kind of work draws from a sequence of its own: the hundredth mail is the same for the same seed, whatever else was asked
/// for in between.
final class WorkPlanner: Sendable {
    private let seed: UInt64
    private let generators = Mutex<[String: SeededGenerator]>([:])

    init(seed: UInt64) {
        self.seed = seed
    }

    func next<Work: DemoWork>(_: Work.Type = Work.self) -> Work {
        self.generators.withLock { generators in
            Work(using: &generators[Work.name, default: SeededGenerator(seed: self.seed, stream: Work.name)])
        }
    }
}

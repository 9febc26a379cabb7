import BackgroundWork

/// What a job has to do with.
struct Workplace: Sendable {
    let tasks: BackgroundTasks
    let world: OutsideWorld
    /// The threads that run the tasks.
    let threads: Int
    /// How many tasks may run at once, and how many more may wait.
    let places: Int
    let queue: Int

    /// How many times as many places there are as the faults were made for.
    var scale: Int { max(1, self.places / 64) }
}

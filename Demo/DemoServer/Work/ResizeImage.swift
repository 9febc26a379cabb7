import BackgroundWork
import BackgroundWorkEvents
import Synchronization

/// A picture in three sizes: three children in a group, each of which computes in slices, with the disk in between.
struct ResizeImage: DemoWork {
    static let name = "resize-image"
    static let latency = Latency(median: .milliseconds(60), ninetyNinthPercentile: .milliseconds(170))
    /// The pixels of a side, and in how many slices the work is done.
    static let sizes = [(side: 256, slices: 1), (side: 512, slices: 2), (side: 1024, slices: 3)]
    /// Short enough to keep no thread from others, and to keep the demo's share of a processor small.
    static let slice = Duration.microseconds(800)

    let bytes: Int
    let waits: [[Duration]]

    init(using generator: inout SeededGenerator) {
        self.bytes = Int.random(in: 300_000...6_000_000, using: &generator)
        self.waits = Self.sizes.map { size in
            (0..<size.slices).map { _ in Self.latency.sample(using: &generator) }
        }
    }

    var fields: [TaskDescription.Field] {
        [TaskDescription.Field("image.bytes", String(self.bytes))]
    }

    func run(in world: OutsideWorld) async throws {
        let context = BackgroundTaskContext.current
        let total = self.waits.reduce(0) { $0 + $1.count }
        let done = Atomic(0)
        try await withThrowingTaskGroup { group in
            for waits in self.waits {
                group.addTask {
                    for wait in waits {
                        try await world.wait(wait)
                        world.compute(Self.slice)
                        let count = done.add(1, ordering: .relaxed).newValue
                        context?.report(progress: Double(count) / Double(total))
                    }
                }
            }
            // The first error of a size gives up the others, so they are awaited one by one.
            for try await _ in group {}
        }
    }
}

import BackgroundWork
import BackgroundWorkEvents

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
        let total = self.waits.reduce(0) { $0 + $1.count }
        try await withThrowingTaskGroup(of: Int.self) { group in
            for (size, waits) in zip(Self.sizes, self.waits) {
                group.addTrackedTask("\(size.side)px") {
                    for wait in waits {
                        try await world.wait(wait)
                        world.compute(Self.slice)
                    }
                    return waits.count
                }
            }
            var done = 0
            for try await slices in group {
                done += slices
                BackgroundTaskContext.current?.report(progress: Double(done) / Double(total))
            }
        }
    }
}

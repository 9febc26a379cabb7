import BackgroundWork
import BackgroundWorkEvents

/// A report: seconds of work, with a long tail. These are what a shutdown waits for.
///
/// Two of three know how far they are and say so. The third does not, and one in seven is large.
struct ExportReport: DemoWork {
    static let name = "export-report"
    static let steps = 20

    let duration: Duration
    let reportsProgress: Bool
    let rows: Int

    init(using generator: inout SeededGenerator) {
        let isLarge = generator.happens(withProbability: 1 / 7)
        let seconds = Double.random(in: isLarge ? 10...24 : 2...6, using: &generator)
        self.duration = .seconds(seconds)
        self.reportsProgress = generator.happens(withProbability: 2 / 3)
        self.rows = Int(seconds * Double.random(in: 9_000...11_000, using: &generator))
    }

    var fields: [TaskDescription.Field] {
        [TaskDescription.Field("rows", String(self.rows))]
    }

    func run(in world: OutsideWorld) async throws {
        try await tracked("query") { try await self.work(on: 1..<Self.steps / 4, in: world) }
        try await tracked("upload") { try await self.work(on: Self.steps / 4..<Self.steps + 1, in: world) }
    }

    private func work(on steps: Range<Int>, in world: OutsideWorld) async throws {
        for step in steps {
            try await world.wait(self.duration / Self.steps)
            if self.reportsProgress {
                BackgroundTaskContext.current?.report(progress: Double(step) / Double(Self.steps))
            }
        }
    }
}

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
        let context = BackgroundTaskContext.current
        for step in 1...Self.steps {
            if step == 1 { context?.annotate("phase", "query") }
            if step == Self.steps / 4 { context?.annotate("phase", "upload") }
            try await world.wait(self.duration / Self.steps)
            if self.reportsProgress { context?.report(progress: Double(step) / Double(Self.steps)) }
        }
    }
}

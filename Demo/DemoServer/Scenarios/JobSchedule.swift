import BackgroundWorkEvents

/// When which job comes, for ever. The same seed gives the same schedule.
struct JobSchedule: Sequence, IteratorProtocol, Sendable {
    struct Arrival: Equatable, Sendable {
        /// Counted from the beginning.
        let at: Duration
        let job: Job
    }

    /// The jobs of one name.
    private struct Line {
        let name: String
        var generator: SeededGenerator
        var number = 1
        var at: Double
    }

    private let pace: Puzzle.Pace
    private var lines: [Line]

    /// - Parameter names: At least one.
    init(_ names: [String], pace: Puzzle.Pace, seed: UInt64) {
        self.pace = pace
        self.lines = names.map { name in
            var generator = SeededGenerator(seed: seed, stream: "jobs \(name)")
            let first = Double.random(in: pace.first, using: &generator)
            return Line(name: name, generator: generator, at: first)
        }
    }

    mutating func next() -> Arrival? {
        guard let next = self.lines.indices.min(by: { self.lines[$0].at < self.lines[$1].at }) else { return nil }
        var line = self.lines[next]
        let seconds = Double.random(in: self.pace.duration, using: &line.generator)
        let job = Job(name: line.name, number: line.number, duration: .seconds(seconds))
        let arrival = Arrival(at: .seconds(line.at), job: job)
        line.number += 1
        line.at += Double.random(in: self.pace.interval, using: &line.generator)
        self.lines[next] = line
        return arrival
    }
}

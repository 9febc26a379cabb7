import ArgumentParser
import BenchmarkHarness
import Dispatch
import Foundation
import Synchronization

/// Measures what the library and the dashboard cost, and says whether that is within the budgets.
@main
struct BGTopBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bgtop-bench",
        abstract: "Measure what background tasks and their dashboard cost, against budgets.",
        discussion: """
            Figures judged by their ratio hold on a busy or slow machine: value and baseline are measured in turns, and the ratio \
            is the median over the pairs. Absolute ones are of this machine at this moment, so measure them while it is quiet.

            The exit code is 1 if a budget was missed, or if something went wrong that makes a figure meaningless.
            """
    )

    @Flag(help: "Print one JSON object a line.")
    var json = false

    @Option(help: "Run only the benchmarks whose names contain a match of this regular expression.")
    var filter: String?

    @Option(help: "How many pairs, or runs, a median is taken of. With fewer than 9 the figures are a first impression.")
    var pairs = 9

    @Flag(help: "List the benchmarks and run none.")
    var list = false

    @Option(help: "The Python in which asgi-background is installed.")
    var python = "python3"

    @Option(help: "Run one path again and again on the main thread alone, for valgrind; see Tests/Benchmarks/instructions.")
    var callgrind: InstructionPath?

    @Option(help: "How often the path is run with --callgrind.")
    var repetitions = 10_000

    @Flag(help: .hidden)
    var dashboardMemory = false

    @Option(help: .hidden)
    var viewer: String?

    @Option(help: .hidden)
    var viewerCount = Int.max

    @Option(
        help: """
            Run so many short tasks through one process, a multiple of a million, and see whether memory stays flat and the \
            accounting is exact.
            """
    )
    var soak: Int?

    func validate() throws {
        guard self.pairs >= 1 else { throw ValidationError("A median takes at least 1 pair, not \(self.pairs).") }
        guard self.repetitions >= 1 else {
            throw ValidationError("A path is run at least once, not \(self.repetitions) times.")
        }
        if let soak, soak < 2 * Self.soakInterval || !soak.isMultiple(of: Self.soakInterval) {
            throw ValidationError("A soak takes a whole number of millions of tasks, and at least two to compare; not \(soak).")
        }
    }

    func run() throws {
        if let path = self.callgrind { return path.run(repetitions: self.repetitions) }
        if self.dashboardMemory { return Self.say(try DashboardMemory.measure()) }
        if let viewer { return try SocketViewer(path: viewer, count: self.viewerCount).run(say: Self.say) }
        if let soak { return try Self.run(Soak(count: soak, interval: Self.soakInterval, rest: .milliseconds(1_500))) }
        let selected = try self.selected
        if self.list { return self.print(selected) }
        guard !selected.isEmpty else { throw ValidationError("No benchmark's name matches.") }
        // The command is not an asynchronous one, because what valgrind runs must not touch Swift's concurrency runtime.
        let rows = Self.blocking { await self.measure(selected) }
        if rows.contains(where: \.isFailure) { throw ExitCode.failure }
    }

    var selected: [Benchmark] {
        get throws {
            let all = Benchmark.all(python: self.python)
            guard let filter else { return all }
            do {
                let expression = try Regex(filter)
                return all.filter { $0.name.contains(expression) }
            } catch {
                throw ValidationError("\"\(filter)\" is no regular expression: \(error)")
            }
        }
    }

    /// After how many tasks of a soak memory is read.
    private static let soakInterval = 1_000_000

    private static func run(_ soak: Soak) throws {
        let result: Result<Soak.Findings, any Error> = Self.blocking {
            do { return .success(try await soak.run(say: Self.say)) } catch { return .failure(error) }
        }
        let findings = try result.get()
        for line in findings.summary { Self.say(line) }
        if !findings.isSound { throw ExitCode.failure }
    }

    private func print(_ benchmarks: [Benchmark]) {
        for line in Self.listing(of: benchmarks) { Self.say(line) }
    }

    static func listing(of benchmarks: [Benchmark]) -> [String] {
        let width = benchmarks.map(\.name.count).max() ?? 0
        return benchmarks.map { benchmark in
            benchmark.name + String(repeating: " ", count: width - benchmark.name.count + 2) + benchmark.summary
        }
    }

    private func measure(_ benchmarks: [Benchmark]) async -> [Row] {
        if let load = MachineLoad.lastMinute, load >= 1 {
            let rounded = (load * 10).rounded() / 10
            let warning = "The load was \(rounded) over the last minute: times mean little, and ratios less than they could.\n"
            FileHandle.standardError.write(Data(warning.utf8))
        }
        if !self.json { Self.say(Row.heading) }
        var rows: [Row] = []
        for benchmark in benchmarks {
            let row = await benchmark.run(count: self.pairs)
            Self.say(self.json ? row.json : row.text)
            rows.append(row)
        }
        return rows
    }

    /// Written at once, so that whoever reads along sees each row when it is there.
    @Sendable private static func say(_ line: String) {
        FileHandle.standardOutput.write(Data((line + "\n").utf8))
    }

    private static func blocking<Result: Sendable>(_ body: @escaping @Sendable () async -> Result) -> Result {
        let result = Mutex<Result?>(nil)
        let done = DispatchSemaphore(value: 0)
        Task(priority: .medium) {
            let value = await body()
            result.withLock { $0 = value }
            done.signal()
        }
        done.wait()
        guard let value = result.withLock({ $0 }) else { preconditionFailure("a measurement ended without rows") }
        return value
    }
}

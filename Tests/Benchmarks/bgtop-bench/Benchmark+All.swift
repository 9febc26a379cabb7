import BenchmarkHarness

extension Benchmark {
    /// Every benchmark, in the order in which they run.
    static func all(python: String) -> [Benchmark] {
        TaskCost.benchmarks
            + YieldCost.benchmarks
            + PythonCost.benchmarks(python: python)
            + HTTPThroughput.benchmarks
            + SocketCost.benchmarks
            + SocketLoad.benchmarks
            + SocketCrowd.benchmarks
            + TaskMemory.benchmarks
            + SnapshotStall.benchmarks
            + FoldRate.benchmarks
            + RowMemory.benchmarks
            + FrameTime.benchmarks
            + DashboardLoad.benchmarks
            + DashboardMemory.benchmarks
            + TerminalTraffic.benchmarks
    }
}

/// One of many short pieces of work that arrive all at once.
struct ImportRow: DemoWork {
    static let name = "import-row"

    let wait: Duration

    init(using generator: inout SeededGenerator) {
        self.wait = .milliseconds(Int.random(in: 200...900, using: &generator))
    }

    func run(in world: OutsideWorld) async throws {
        try await world.wait(self.wait)
    }
}

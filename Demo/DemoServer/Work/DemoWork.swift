import BackgroundWork
import BackgroundWorkEvents

/// One piece of background work. All that is left to chance is decided when it is made, so a seed decides it.
protocol DemoWork: Sendable {
    static var name: String { get }
    /// How long it may run before it is asked to stop.
    static var timeout: Duration? { get }
    /// What a person would like to know of it, apart from its name.
    var fields: [TaskDescription.Field] { get }

    init(using generator: inout SeededGenerator)

    func run(in world: OutsideWorld) async throws
}

extension DemoWork {
    static var timeout: Duration? { nil }
    var fields: [TaskDescription.Field] { [] }

    /// The options with which it is submitted.
    func options(origin: String, request: String) -> BackgroundTaskOptions {
        BackgroundTaskOptions(
            timeout: Self.timeout,
            origin: origin,
            fields: [TaskDescription.Field("request", request)] + self.fields
        )
    }
}

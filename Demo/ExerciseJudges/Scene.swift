import BGTopLessons
import BGTopTeaching
import BackgroundWork

/// One run of the learner's function: what happens around it, and what is demanded of it then.
struct Scene: Sendable {
    /// What the lane of the function is called.
    static let call = "the call"
    /// How long the function may take. One that has not ended then is taken for one that never ends. Less than two
    /// seconds, so that its scale ends there.
    static let limit = Duration.milliseconds(1_980)
    /// What happens, such as "pay fails after 100 ms".
    let title: String
    let requirements: [Requirement]
    private let perform: @Sendable () -> any Performance

    /// - Parameters:
    ///   - delay: How long after it has given its cue the function is cancelled.
    ///   - call: Calls the learner's function.
    init(
        _ title: String,
        _ requirements: [Requirement],
        cancelling delay: Duration = .milliseconds(100),
        call: @escaping @Sendable (Cue) async throws -> Void
    ) {
        self.title = title
        self.requirements = requirements
        self.perform = {
            LivePerformance(configuration: .init(shutdownGracePeriod: .zero, uncooperativeAfter: .zero)) { tasks in
                let cue = Cue()
                guard let handle = try? await tasks.add(Self.call, operation: { try await call(cue) }) else { return }
                await withTaskGroup { group in
                    group.addTask {
                        guard await cue.isGiven(), (try? await Task.sleep(for: delay)) != nil else { return }
                        handle.cancel()
                    }
                    await tasks.waitUntilIdle(atMost: Self.limit)
                    group.cancelAll()
                }
            }
        }
    }

    func judge() async -> Verdict.Trial {
        let timeline = Timeline(await self.perform().record())
        return Verdict.Trial(
            title: self.title,
            timeline: timeline,
            findings: self.requirements.map { $0.finding(in: timeline) }
        )
    }
}

import BGTopTeaching

/// Photos to be made smaller, by a machine that has memory for three at once.
package struct Gallery: Sendable {
    package let photos = (1...9).map { "photo \($0)" }

    /// So that whoever shares them out beforehand, be it in threes or every third to one, has some wait for others.
    private static let large: Set = ["photo 1", "photo 2", "photo 5"]

    /// Makes a photo smaller. Needs 400 ms for the three large ones, and 100 for the others.
    package func resize(_ photo: String) async {
        // There is nobody who would cancel it.
        try? await Work.run(photo, for: .milliseconds(Self.large.contains(photo) ? 400 : 100))
    }
}

extension Exercise {
    /// The eleventh: discarding and bounded groups.
    package static func boundedResizing(_ resizeAll: @escaping @Sendable (Gallery) async throws -> Void) -> Exercise {
        Exercise(
            number: 11,
            goal: "three at once, and never fewer",
            scenes: [
                Scene(
                    "there are nine photos",
                    [
                        Self.atMostThree,
                        Self.noneIdle,
                        .areDone("all nine must be resized", Gallery().photos),
                        .callReturns,
                        .nothingIsLeft,
                    ]
                ) { _ in
                    try await resizeAll(Gallery())
                }
            ]
        )
    }

    private static let width = 3

    private static let atMostThree = Requirement("there must be no more than three at once") { timeline in
        let most = timeline.mostAtOnce
        return most > Self.width ? "there were \(most)" : nil
    }

    private static let noneIdle = Requirement("a photo must begin as soon as there is room for it") { timeline in
        let beginnings = timeline.parts.map(\.submittedAt).sorted()
        // Room that is there when the last one begins is nobody's loss.
        guard let last = beginnings.last else { return nil }
        let moments = (beginnings + timeline.parts.compactMap(\.endedAt)).filter { $0 <= last }.sorted()
        var (idle, longest) = (Duration.zero, Duration.zero)
        for (moment, next) in zip(moments, moments.dropFirst()) {
            idle = timeline.count(at: moment) < Self.width ? idle + (next - moment) : .zero
            longest = max(longest, idle)
        }
        // Far less than the 300 ms for which the quick ones of three would wait for the slow one.
        return longest > .milliseconds(200) ? "there was room for \(longest.milliseconds)" : nil
    }
}

import BGTopTeaching

/// Photos to be shown.
package struct Album: Sendable {
    package let photos = ["beach", "city", "forest"]
    let cue: Cue?

    /// Makes a photo smaller. Needs 400 ms, and stops when it is cancelled.
    package func resize(_ photo: String) async throws {
        self.cue?.give()
        try await Work.run(photo, for: .milliseconds(400))
    }

    /// Makes the table of contents. Needs 200 ms, and stops when it is cancelled.
    package func index() async throws {
        try await Work.run("index", for: .milliseconds(200))
    }
}

extension Exercise {
    /// The seventh: `Task {}` leaves the tree.
    package static func publishAlbum(_ publish: @escaping @Sendable (Album) async throws -> Void) -> Exercise {
        Exercise(
            number: 7,
            goal: "no photo may outlive the call",
            scenes: [
                Scene(
                    "nobody cancels the call",
                    [
                        .areDone("the photos must be resized, and the index made", Self.photos + ["index"]),
                        .overlap("the photos must be resized at the same time", Self.photos),
                        .callReturns,
                        .nothingIsLeft,
                    ]
                ) { _ in
                    try await publish(Album(cue: nil))
                },
                Scene(
                    "the call is cancelled after 100 ms",
                    [Self.photosStop, .callIsCancelled, .nothingIsLeft]
                ) { cue in
                    try await publish(Album(cue: cue))
                },
                // The index is made by then, unless it waits for the photos.
                Scene(
                    "the call is cancelled after 300 ms",
                    [.callIsCancelled, .nothingIsLeft],
                    cancelling: .milliseconds(300)
                ) { cue in
                    try await publish(Album(cue: cue))
                },
            ]
        )
    }

    private static let photos = ["beach", "city", "forest"]

    private static let photosStop = Requirement("every photo must stop when the call is cancelled") { timeline in
        guard let cancelledAt = timeline.cancelledAt else { return "the call had ended before" }
        for photo in Self.photos {
            if let overrun = timeline.overrun(of: photo, after: cancelledAt, patience: .milliseconds(200)) {
                return "\(photo) did not, \(overrun)"
            }
        }
        return nil
    }
}

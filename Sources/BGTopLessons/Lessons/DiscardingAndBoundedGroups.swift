import BGTopTeaching
import BackgroundWork
import BackgroundWorkEvents
import Synchronization

/// A shop's pictures of one thing, and how many thumbnails of them are kept in memory.
private final class Gallery: Sendable {
    let photos = ["front", "back", "side", "top"]
    private let number = Atomic<Int>(0)

    /// "front" needs 300 ms, each of the others 100.
    func resize(_ photo: String) async -> Thumbnail {
        try? await Task.sleep(for: .milliseconds(photo == "front" ? 300 : 100))
        return Thumbnail(in: self)
    }

    /// Shows below the lanes how many thumbnails are kept.
    func showThumbnails() {
        BackgroundTaskContext.current?.annotate("thumbnails", "\(self.number.load(ordering: .relaxed))")
    }

    fileprivate func count(_ difference: Int) {
        self.number.add(difference, ordering: .relaxed)
    }
}

private final class Thumbnail: Sendable {
    private let gallery: Gallery

    init(in gallery: Gallery) {
        self.gallery = gallery
        gallery.count(1)
    }

    deinit { self.gallery.count(-1) }
}

extension Lesson {
    static let discardingAndBoundedGroups = Lesson(
        number: 11,
        name: "discarding-and-bounded-groups",
        title: "How many at once, and what is kept of them",
        main: Variant(
            prompt: """
                Four photos are resized, in the order front, back, side, top: front needs 300 ms, each of the others 100. When is \
                the last of them, top, done?
                """,
            listing: """
                let gallery = Gallery()
                await withTaskGroup(of: Thumbnail.self) { group in
                    for (index, photo) in gallery.photos.enumerated() {
                        if index >= 2 { _ = await group.next() }
                        group.addTrackedTask(photo) { await gallery.resize(photo) }
                    }
                }
                """,
            questions: [Question("top", Self.topEnds, truth: 1)],
            why: """
                next() returns as soon as any child has ended, and one is added for each that has: two run at every moment. \
                back, side and top follow one another while front still runs.
                """,
            line: #line
        ) {
            let gallery = Gallery()
            await withTaskGroup(of: Thumbnail.self) { group in
                for (index, photo) in gallery.photos.enumerated() {
                    if index >= 2 { _ = await group.next() }
                    group.addTrackedTask(photo) { await gallery.resize(photo) }
                }
            }
        },
        variants: [
            Variant(
                "waitForAll() in place of next()",
                prompt: "From the third photo on, the loop awaits waitForAll() before it adds one. When is top done?",
                listing: """
                    let gallery = Gallery()
                    await withTaskGroup(of: Thumbnail.self) { group in
                        for (index, photo) in gallery.photos.enumerated() {
                            if index >= 2 { await group.waitForAll() }
                            group.addTrackedTask(photo) { await gallery.resize(photo) }
                        }
                    }
                    """,
                questions: [Question("top", Self.topEnds, truth: 2)],
                why: """
                    waitForAll() returns when every child has ended, so that back's place stays empty until front is done. From \
                    then on there is one at a time: top waits for side.
                    """,
                line: #line
            ) {
                let gallery = Gallery()
                await withTaskGroup(of: Thumbnail.self) { group in
                    for (index, photo) in gallery.photos.enumerated() {
                        if index >= 2 { await group.waitForAll() }
                        group.addTrackedTask(photo) { await gallery.resize(photo) }
                    }
                }
            },
            Variant(
                "no next()",
                prompt: """
                    The loop adds all four photos, and nobody asks for a result. When is top done, and how many thumbnails are in \
                    memory at 500 ms?
                    """,
                listing: """
                    let gallery = Gallery()
                    await withTaskGroup(of: Thumbnail.self) { group in
                        for photo in gallery.photos {
                            group.addTrackedTask(photo) { await gallery.resize(photo) }
                        }
                        try? await Task.sleep(for: .milliseconds(500))
                        gallery.showThumbnails()  // all four have ended by now
                    }
                    """,
                questions: [
                    Question("top", Self.topEnds, truth: 0),
                    Question("thumbnails", Self.areKept, truth: 1),
                ],
                why: """
                    Nothing bounds them, so that all four begin at once. The group keeps each result until next() takes it or \
                    the group ends: a server's group, which never ends, grows by one for every request.
                    """,
                line: #line
            ) {
                let gallery = Gallery()
                await withTaskGroup(of: Thumbnail.self) { group in
                    for photo in gallery.photos {
                        group.addTrackedTask(photo) { await gallery.resize(photo) }
                    }
                    try? await Task.sleep(for: .milliseconds(500))
                    gallery.showThumbnails()  // all four have ended by now
                }
            },
            Variant(
                "a discarding group",
                prompt: """
                    A discarding group resizes all four photos. When is top done, and how many thumbnails are in memory at 500 ms?
                    """,
                listing: """
                    let gallery = Gallery()
                    await withDiscardingTaskGroup { group in
                        for photo in gallery.photos {
                            group.addTrackedTask(photo) { _ = await gallery.resize(photo) }
                        }
                        try? await Task.sleep(for: .milliseconds(500))
                        gallery.showThumbnails()  // all four have ended by now
                    }
                    """,
                questions: [
                    Question("top", Self.topEnds, truth: 0),
                    Question("thumbnails", Self.areKept, truth: 0),
                ],
                why: """
                    A discarding group has no results, and forgets a child when it has ended: it can run for as long as the \
                    server does. It has no next() either, so that the bound has to come from elsewhere.
                    """,
                line: #line
            ) {
                let gallery = Gallery()
                await withDiscardingTaskGroup { group in
                    for photo in gallery.photos {
                        group.addTrackedTask(photo) { _ = await gallery.resize(photo) }
                    }
                    try? await Task.sleep(for: .milliseconds(500))
                    gallery.showThumbnails()  // all four have ended by now
                }
            },
            Variant(
                "tasks.add, and maximumRunning: 2",
                configuration: .init(maximumRunning: 2),
                prompt: "Each photo is a background task of its own, and two of them may run at once. When is top done?",
                listing: """
                    // maximumRunning: 2
                    let gallery = Gallery()
                    for photo in gallery.photos {
                        try await tasks.add(photo) { _ = await gallery.resize(photo) }
                    }
                    """,
                questions: [Question("top", Self.topEnds, truth: 1)],
                why: """
                    BackgroundTasks is a discarding group with a bound: what finds no place waits in a queue (q), and begins \
                    when one of the two has ended. What has ended is counted and let go; a result stays only as long as its \
                    handle.
                    """,
                line: #line
            ) { tasks in
                // maximumRunning: 2
                let gallery = Gallery()
                for photo in gallery.photos {
                    try await tasks.add(photo) { _ = await gallery.resize(photo) }
                }
            },
        ],
        exercise: "three at once, and never fewer",
        sources: ["SE-0304", "SE-0381"]
    )

    private static let topEnds: [Question.Choice] = [
        .ends("at 100 ms", .succeeded, after: 100, with: "back"),
        .ends("at 300 ms", .succeeded, after: 300, with: "front"),
        .ends("at 500 ms", .succeeded, after: 500),
    ]
    private static let areKept: [Question.Choice] = [
        .says("none is in memory at 500 ms", "0"),
        .says("all four are in memory at 500 ms", "4"),
    ]
}

import ExerciseJudges
import TestSupport

extension Answers {
    static let publishAlbum = Answers(
        number: 7,
        shipped: [
            "the photos must be resized, and the index made: beach was not",
            "all work must be over when the call has ended: beach, city, forest went on",
            "every photo must stop when the call is cancelled: beach did not, it went on when the call had ended",
            "all work must be over when the call has ended: beach, city, forest went on",
            Self.returns,
            "all work must be over when the call has ended: beach, city, forest went on",
        ],
        right: [
            Named(
                "children of a group",
                .publishAlbum { album in
                    try await withThrowingTaskGroup(of: Void.self) { group in
                        for photo in album.photos {
                            group.addTask { try await album.resize(photo) }
                        }
                        try await album.index()
                        try await group.waitForAll()
                    }
                }
            ),
            Named(
                "a discarding group, the index in it",
                .publishAlbum { album in
                    try await withThrowingDiscardingTaskGroup { group in
                        for photo in album.photos {
                            group.addTask { try await album.resize(photo) }
                        }
                        group.addTask { try await album.index() }
                    }
                }
            ),
        ],
        wrong: [
            Wrong(
                "children that nobody asks how they ended",
                .publishAlbum { album in
                    try await withThrowingTaskGroup(of: Void.self) { group in
                        for photo in album.photos {
                            group.addTask { try await album.resize(photo) }
                        }
                        try await album.index()
                    }
                },
                faults: [Self.returns]
            ),
            Wrong(
                "await what the tasks return",
                .publishAlbum { album in
                    let tasks = album.photos.map { photo in Task { try await album.resize(photo) } }
                    for task in tasks { try await task.value }
                    try await album.index()
                },
                faults: ["every photo must stop when the call is cancelled: beach did not, it ran on for N ms"]
            ),
            Wrong(
                "await what the tasks return, after the index",
                .publishAlbum { album in
                    let tasks = album.photos.map { photo in Task { try await album.resize(photo) } }
                    try await album.index()
                    for task in tasks { try await task.value }
                },
                faults: [
                    "every photo must stop when the call is cancelled: beach did not, it went on when the call had ended",
                    "all work must be over when the call has ended: beach, city, forest went on",
                    Self.returns,
                ]
            ),
            Wrong(
                "one after the other",
                .publishAlbum { album in
                    for photo in album.photos { try await album.resize(photo) }
                    try await album.index()
                },
                faults: ["the photos must be resized at the same time: city was begun when another had ended"]
            ),
            Wrong(
                "keep the errors",
                .publishAlbum { album in
                    await withDiscardingTaskGroup { group in
                        for photo in album.photos {
                            group.addTask { try? await album.resize(photo) }
                        }
                        group.addTask { try? await album.index() }
                    }
                },
                faults: [Self.returns, Self.returns]
            ),
        ]
    )

    private static let returns = "the call must throw when it is cancelled: it returned, as if all had been done"
}

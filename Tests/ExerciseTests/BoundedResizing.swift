import ExerciseJudges
import TestSupport

extension Answers {
    static let boundedResizing = Answers(
        number: 11,
        shipped: ["there must be no more than three at once: there were 9"],
        right: [
            Named("begin three, and one for each that has ended", .boundedResizing { await Self.resize($0, atOnce: 3) }),
            Named(
                "three that take what is next",
                .boundedResizing { gallery in
                    let waiting = WaitingPhotos(gallery.photos)
                    await withDiscardingTaskGroup { group in
                        for _ in 1...3 {
                            group.addTask {
                                while let photo = await waiting.next() { await gallery.resize(photo) }
                            }
                        }
                    }
                }
            ),
        ],
        wrong: [
            Wrong(
                "three, and then the next three",
                .boundedResizing { gallery in
                    for start in stride(from: 0, to: gallery.photos.count, by: 3) {
                        await withDiscardingTaskGroup { group in
                            for photo in gallery.photos[start..<start + 3] {
                                group.addTask { await gallery.resize(photo) }
                            }
                        }
                    }
                },
                faults: [Self.idle]
            ),
            Wrong(
                "a third for each of three",
                .boundedResizing { gallery in
                    await withDiscardingTaskGroup { group in
                        for start in stride(from: 0, to: gallery.photos.count, by: 3) {
                            group.addTask {
                                for photo in gallery.photos[start..<start + 3] { await gallery.resize(photo) }
                            }
                        }
                    }
                },
                faults: [Self.idle]
            ),
            Wrong(
                "every third to each of three",
                .boundedResizing { gallery in
                    await withDiscardingTaskGroup { group in
                        for first in 0..<3 {
                            group.addTask {
                                for index in stride(from: first, to: gallery.photos.count, by: 3) {
                                    await gallery.resize(gallery.photos[index])
                                }
                            }
                        }
                    }
                },
                faults: [Self.idle]
            ),
            Wrong("two at once", .boundedResizing { await Self.resize($0, atOnce: 2) }, faults: [Self.idle]),
            Wrong(
                "four at once",
                .boundedResizing { await Self.resize($0, atOnce: 4) },
                faults: ["there must be no more than three at once: there were 4"]
            ),
            Wrong(
                "one after the other",
                .boundedResizing { gallery in
                    for photo in gallery.photos { await gallery.resize(photo) }
                },
                faults: [Self.idle]
            ),
            Wrong(
                "the first three, and one for each of them",
                .boundedResizing { gallery in
                    await withTaskGroup(of: Void.self) { group in
                        for photo in gallery.photos.prefix(3) { group.addTask { await gallery.resize(photo) } }
                        for photo in gallery.photos.dropFirst(3).prefix(3) {
                            await group.next()
                            group.addTask { await gallery.resize(photo) }
                        }
                    }
                },
                faults: ["all nine must be resized: photo 7 was not begun"]
            ),
        ]
    )

    private static let idle = "a photo must begin as soon as there is room for it: there was room for N ms"

    private static func resize(_ gallery: Gallery, atOnce width: Int) async {
        await withTaskGroup(of: Void.self) { group in
            for (index, photo) in gallery.photos.enumerated() {
                if index >= width { await group.next() }
                group.addTask { await gallery.resize(photo) }
            }
        }
    }
}

private actor WaitingPhotos {
    private var photos: IndexingIterator<[String]>

    init(_ photos: [String]) {
        self.photos = photos.makeIterator()
    }

    func next() -> String? { self.photos.next() }
}

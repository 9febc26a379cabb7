import ExerciseJudges

/// Exercise 11: discarding and bounded groups. Run it: `swift run bgtop-exercises 11`
///
/// Makes nine photos smaller. `gallery.resize` needs 400 ms for three of them, and 100 ms for the others; the machine has
/// memory for three at once.
///
/// **Goal.** There must never be more than three photos at once, and never fewer while one waits: each begins as soon as
/// another has ended.
func resizeAll(of gallery: Gallery) async throws {
    await withTaskGroup(of: Void.self) { group in
        for photo in gallery.photos {
            group.addTask { await gallery.resize(photo) }
        }
    }
}

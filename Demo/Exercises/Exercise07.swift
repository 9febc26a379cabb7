import ExerciseJudges

/// Exercise 7: `Task {}` leaves the tree. Run it: `swift run bgtop-exercises 7`
///
/// Publishes an album: makes its photos smaller, and its table of contents. `album.resize` needs 400 ms for a photo,
/// `album.index` 200 ms for the table. Both stop when they are cancelled.
///
/// **Goal.** All of it must be done when the call returns. When the call is cancelled, every photo must stop, and the call
/// must throw.
///
/// The photos have to be resized at the same time, as they are now.
func publish(_ album: Album) async throws {
    for photo in album.photos {
        Task { try await album.resize(photo) }
    }
    try await album.index()
}

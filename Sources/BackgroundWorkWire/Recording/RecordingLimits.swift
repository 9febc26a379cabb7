/// How much a recording may take.
package struct RecordingLimits: Hashable, Sendable {
    /// In bytes. A file that has come so far is full; it ends with what is written at that moment, which a ``Recorder``'s buffer
    /// bounds. One whose beginning, a snapshot of very many tasks, takes more than half of it becomes twice as large as that. And one
    /// goes on for as long as the process refuses to tell how the next would begin, which is asked for again with each tenth more.
    package let maximumFileSize: Int
    /// How many files there are in all, the one that is being written included.
    package let maximumFiles: Int

    package init(maximumFileSize: Int = 67_108_864, maximumFiles: Int = 4) {
        self.maximumFileSize = max(1, maximumFileSize)
        self.maximumFiles = max(1, maximumFiles)
    }
}

/// What has become of a recording that is made of what is seen.
enum RecordingState: Hashable, Sendable {
    case none
    case running
    /// No more is recorded, for a reason that is a sentence or two.
    case failed(String)
}

/// What a stage shows, and so what its keys are about.
enum StagePlace: Hashable, Sendable, CaseIterable {
    case list
    case predicting
    case running
    case comparing
    case help

    /// Where a lesson is open.
    static let lesson: Set<Self> = [.predicting, .running, .comparing]
}

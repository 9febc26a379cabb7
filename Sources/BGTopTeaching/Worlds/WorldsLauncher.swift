/// What can be shown of two worlds before they run, and how they are started.
public struct WorldsLauncher: Sendable {
    public let structured: WorldCode
    public let unstructured: WorldCode
    /// Starts both, with work that follows from the number: the same for both, and every time. Throws an error whose description is
    /// a sentence for a person; nothing runs then.
    public let start: @Sendable (_ seed: UInt64) throws -> any RunningWorlds

    public init(
        structured: WorldCode,
        unstructured: WorldCode,
        start: @escaping @Sendable (_ seed: UInt64) throws -> any RunningWorlds
    ) {
        self.structured = structured
        self.unstructured = unstructured
        self.start = start
    }
}

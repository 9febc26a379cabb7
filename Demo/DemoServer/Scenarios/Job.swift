/// A piece of work that comes by itself, as what a server does every few minutes.
struct Job: Equatable, Sendable {
    let name: String
    /// Counts the jobs of the name, from 1.
    let number: Int
    /// How long it takes where nothing is wrong with it.
    let duration: Duration

    /// The part of a job in which a fault may be. It has no named parts of its own: by where those stand in the source one would
    /// know which job has the fault.
    typealias Step = @Sendable (Job, Workplace) async throws -> Void
}

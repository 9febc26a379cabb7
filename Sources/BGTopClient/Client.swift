/// What this side says of itself.
enum Client {
    /// The program's, for people.
    static let version = "0.1.0"
}

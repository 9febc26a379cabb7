/// What this package says of itself where people read it: in what both sides tell each other first, in recordings, and at
/// `bgtop --version`.
package enum Software {
    package static let version = "0.1.0"
}

package import BackgroundWorkEvents

/// What a server tells a viewer, as it comes out of a frame.
package enum WireMessage: Sendable {
    case hello(Hello)
    /// Events in their order. A snapshot that came in parts is here when all of them have come.
    case events([TaskEvent])
    /// Why nothing more will come, as a sentence.
    case refusal(String)
}

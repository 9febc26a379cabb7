package import BackgroundWorkEvents

/// What a viewer tells a server, as it comes out of a frame.
package enum RequestMessage: Sendable {
    case hello(Hello)
    case request(TaskCommand, by: Requester)
    /// Why it goes away, as a sentence.
    case refusal(String)
    /// Something that this version does not know, or nothing.
    case unknown
}

/// What reads bytes that others have sent. Whatever they are, it comes to an end: with what they say, or with an error.
package enum FuzzedDecoder: UInt8, CaseIterable, Sendable {
    /// The agent's side, which reads what a viewer sends.
    case agent
    /// The client's side, which reads what a server sends, and the store that takes it in.
    case client
    /// What reads a recording, and makes a trace of it.
    case recording

    /// What came of reading one input.
    package struct Outcome: Sendable {
        /// How many messages were understood.
        package var messages = 0
        /// Whether it ended with an error.
        package var isRefused = false
        /// The trace, where one was made.
        package var trace: String?
    }

    /// With how many of the inputs that is done which takes longer than to decode them: with one of so many.
    package struct Shares: Sendable {
        /// To take it into a store, or to make a trace of it.
        let folded: UInt8
        /// To print it, to tell it on and to draw it, besides.
        let drawn: UInt8

        package static let quick = Shares(folded: 8, drawn: 128)
        package static let thorough = Shares(folded: 1, drawn: 8)
    }

    /// Reads the bytes as this decoder would. Ends the process if what was understood contradicts itself.
    package func read(_ bytes: [UInt8], _ shares: Shares) -> Outcome {
        switch self {
        case .agent: AgentSide.read(bytes)
        case .client: ClientSide.read(bytes, shares)
        case .recording: RecordingSide.read(bytes, shares)
        }
    }
}

extension [UInt8] {
    /// The bytes as they may come out of a socket: in one piece, or in several.
    var pieces: [ArraySlice<UInt8>] {
        let size = self.count.isMultiple(of: 2) ? self.count : 1 + Int(self.last ?? 0)
        return stride(from: 0, to: self.count, by: Swift.max(1, size)).map { self[$0..<Swift.min($0 + size, self.count)] }
    }

    /// Whether this is the one of so many inputs. The numbers divide each other: what is one of 128 is one of 8 as well.
    func isOne(of count: UInt8) -> Bool { self.reduce(0, &+).isMultiple(of: count) }
}

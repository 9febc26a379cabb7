import BGTopTeaching

/// Where a newsletter is sent from. It takes one letter at a time.
package struct PostOffice: Sendable {
    package let readers = Self.everybody
    static let everybody = ["ada", "ben", "cora", "dan", "eva", "finn"]
    let bouncing: String?
    /// The reader with whose letter the cue is given.
    let last: String?
    let cue: Cue

    /// Sends one letter, which takes 200 ms. One that is on its way cannot be called back: this does not look whether it is
    /// cancelled.
    ///
    /// - Throws: ``Bounced`` if the reader has no mailbox any more.
    package func send(to reader: String) async throws {
        if reader == self.last { self.cue.give() }
        try await Work.runToItsEnd(reader, for: .milliseconds(200)) {
            if reader == self.bouncing { throw Bounced() }
        }
    }
}

extension Exercise {
    /// The second: cancelling sets a flag.
    package static func newsletter(_ sendNewsletter: @escaping @Sendable (PostOffice) async throws -> Void) -> Exercise {
        Exercise(
            number: 2,
            goal: "a cancel must stop the newsletter",
            scenes: [
                Scene(
                    "the call is cancelled while the letter to ben is on its way",
                    [Self.noFurtherLetter, .callIsCancelled, .nothingIsLeft]
                ) { cue in
                    try await sendNewsletter(PostOffice(bouncing: nil, last: "ben", cue: cue))
                },
                Scene(
                    "the call is cancelled while a letter is on its way that bounces",
                    [Self.noFurtherLetter, .callIsCancelled, .nothingIsLeft]
                ) { cue in
                    try await sendNewsletter(PostOffice(bouncing: "ben", last: "ben", cue: cue))
                },
                Scene("the letter to ben bounces", [Self.allAreTried, Self.oneAtATime, .callReturns, .nothingIsLeft]) { cue in
                    try await sendNewsletter(PostOffice(bouncing: "ben", last: nil, cue: cue))
                },
            ]
        )
    }

    private static let noFurtherLetter = Requirement("no further letter must be sent after the cancel") { timeline in
        guard let cancelledAt = timeline.cancelledAt else { return "the call had ended before the cancel" }
        // One that begins although another has ended since: then there was something that could have looked.
        let late = timeline.parts.filter { letter in
            timeline.parts.contains { $0.endedAt.map { $0 >= cancelledAt && $0 <= letter.submittedAt } == true }
        }
        return late.isEmpty ? nil : late.count == 1 ? "one was" : "\(late.count) were"
    }

    private static let allAreTried = Requirement("every reader must get a letter, although one bounces") { timeline in
        let missing = PostOffice.everybody.filter { reader in !timeline.parts.contains { $0.name == reader } }
        return missing.isEmpty ? nil : "\(missing.joined(separator: ", ")) got none"
    }

    private static let oneAtATime = Requirement("there must be one letter at a time") { timeline in
        let most = timeline.mostAtOnce
        return most > 1 ? "there were \(most)" : nil
    }
}

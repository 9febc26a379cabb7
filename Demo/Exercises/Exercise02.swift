import ExerciseJudges

/// Exercise 2: cancelling sets a flag. Run it: `swift run bgtop-exercises 2`
///
/// Sends a newsletter to everybody on a list. `office.send` needs 200 ms for a letter. It throws `Bounced` where a reader has
/// no mailbox any more; and it does not look whether it is cancelled: what is on its way arrives.
///
/// **Goal.** The newsletter must stop soon after it is cancelled, and whoever called it must see that by an error.
///
/// A letter that bounces keeps nobody else from theirs, and the office takes one letter at a time: both are so now, and must
/// stay so.
func sendNewsletter(from office: PostOffice) async throws {
    for reader in office.readers {
        try? await office.send(to: reader)
    }
}

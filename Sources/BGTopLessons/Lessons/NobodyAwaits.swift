import BGTopTeaching
import BackgroundWork
import BackgroundWorkEvents
import Dispatch

private struct Bounced: Error {}

private struct Customer {
    let wantsMail = true
}

private let customer = Customer()

/// Needs 500 ms.
private func mail() async throws {
    try await Task.sleep(for: .milliseconds(500))
}

/// Throws after 100 ms.
private func mailToNobody() async throws {
    try await Task.sleep(for: .milliseconds(100))
    throw Bounced()
}

/// Waits 500 ms for a callback, and does not look whether it was asked to stop.
private func mailByCallback() async {
    await withCheckedContinuation { continuation in
        DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(500)) { continuation.resume() }
    }
}

/// Needs 200 ms.
private func answer() async throws {
    try await Task.sleep(for: .milliseconds(200))
}

extension Lesson {
    static let nobodyAwaits = Lesson(
        number: 5,
        name: "nobody-awaits",
        title: "An async let that nobody awaits",
        main: Variant(
            prompt: """
                A mail needs 500 ms, the answer to the customer 200. The mail is started with async let, and nobody awaits it. \
                When does the call return, and what becomes of the mail?
                """,
            listing: """
                async let _ = tracked("mail") { try await mail() }
                try await tracked("answer") { try await answer() }
                """,
            questions: [
                Question("the call", Self.callEnds, truth: 0),
                Question("mail", Self.mailEnds, truth: 0),
            ],
            why: """
                At the end of the scope an async let that was not awaited is cancelled, and then waited for. A group would have \
                let the child work to its end; this mail is never sent.
                """,
            line: #line
        ) {
            async let _ = tracked("mail") { try await mail() }
            try await tracked("answer") { try await answer() }
        },
        variants: [
            Variant(
                "try await sent as the last line",
                prompt: """
                    The last line awaits the mail, which needs 500 ms. When does the call return, and what becomes of the mail?
                    """,
                listing: """
                    async let sent: Void = tracked("mail") { try await mail() }
                    try await tracked("answer") { try await answer() }
                    try await sent
                    """,
                questions: [
                    Question("the call", Self.callEnds, truth: 1),
                    Question("mail", Self.mailEnds, truth: 1),
                ],
                why: """
                    An async let that has been awaited is over when the scope ends: nothing is left to cancel. The two run side \
                    by side, and the call takes as long as the longer of them.
                    """,
                line: #line
            ) {
                async let sent: Void = tracked("mail") { try await mail() }
                try await tracked("answer") { try await answer() }
                try await sent
            },
            Variant(
                "async let inside an if",
                prompt: """
                    The mail is started inside the braces of an if, and the answer comes after them. What becomes of the mail, and \
                    when?
                    """,
                listing: """
                    if customer.wantsMail {  // true
                        async let _ = tracked("mail") { try await mail() }
                    }
                    try await tracked("answer") { try await answer() }
                    """,
                questions: [
                    Question(
                        "mail",
                        [
                            .ends("cancelled at once, before answer begins", .cancelled, after: 0),
                            .ends("cancelled when answer has ended", .cancelled, after: 200, with: "answer"),
                            .ends("runs to its own end", .succeeded, after: 500),
                        ],
                        truth: 0
                    )
                ],
                why: """
                    Each pair of braces is a scope, and this one ends as soon as the mail was started. There it is cancelled and \
                    waited for, and only then the answer begins.
                    """,
                line: #line
            ) {
                if customer.wantsMail {  // true
                    async let _ = tracked("mail") { try await mail() }
                }
                try await tracked("answer") { try await answer() }
            },
            Variant(
                "a mail that awaits a callback",
                prompt: """
                    The mail waits 500 ms for a callback, and nobody awaits the mail. When does the call return, and what becomes \
                    of the mail?
                    """,
                listing: """
                    async let _ = tracked("mail") { await mailByCallback() }  // 500 ms
                    try await tracked("answer") { try await answer() }
                    """,
                questions: [
                    Question("the call", Self.callEnds, truth: 1),
                    Question("mail", Self.mailEnds, truth: 1),
                ],
                why: """
                    The mail is cancelled when the answer is out, and does not notice: a callback comes when it comes. The scope \
                    waits for it all the same, and the call takes 500 ms.
                    """,
                line: #line
            ) {
                async let _ = tracked("mail") { await mailByCallback() }  // 500 ms
                try await tracked("answer") { try await answer() }
            },
            Variant(
                "the mail throws after 100 ms",
                prompt: """
                    The mail throws after 100 ms, while the answer needs 200, and nobody awaits the mail. When and how does the \
                    call end?
                    """,
                listing: """
                    async let _ = tracked("mail") { try await mailToNobody() }
                    try await tracked("answer") { try await answer() }
                    """,
                questions: [
                    Question(
                        "the call",
                        [
                            .ends("throws when mail does", .failed, after: 100, with: "mail"),
                            .ends("throws when answer has ended", .failed, after: 200, with: "answer"),
                            .ends("returns when answer has ended", .succeeded, after: 200, with: "answer"),
                        ],
                        truth: 2
                    )
                ],
                why: """
                    The error of an async let comes out where that is awaited, and nowhere else. Nobody awaits this one, so that \
                    nobody hears that the mail has bounced.
                    """,
                line: #line
            ) {
                async let _ = tracked("mail") { try await mailToNobody() }
                try await tracked("answer") { try await answer() }
            },
        ],
        sources: ["SE-0317"]
    )

    private static let callEnds: [Question.Choice] = [
        .ends("returns when answer has ended", .succeeded, after: 200, with: "answer"),
        .ends("returns when mail has ended", .succeeded, after: 500, with: "mail"),
    ]
    private static let mailEnds: [Question.Choice] = [
        .ends("cancelled when answer has ended", .cancelled, after: 200, with: "answer"),
        .ends("runs to its own end", .succeeded, after: 500),
        .neverEnds("is still at work when the call returns"),
    ]
}

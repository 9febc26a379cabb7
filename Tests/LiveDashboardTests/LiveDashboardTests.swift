import TestSupport
import Testing

/// The library, the store and the dashboard at work together in one process. Where everything is built with ThreadSanitizer, a race
/// among them ends the process with a status of its own.
@Suite(.timeLimit(.minutes(30))) struct `The dashboard of a process at work` {
    /// Everything that a person may do who only looks, and what cancels a task.
    private static let keys = [
        "\u{1B}[A", "\u{1B}[B", "\u{1B}[5~", "\u{1B}[6~", "g", "G", "\r", "\u{1B}", "1", "2", "3", "4", "5", "t", "+", "*", "<",
        ">", "I",
        "/kind\r", "\\kind-1\r", "\\\u{15}\r", "n", " ", "U", "f", "F", "w", "z", "z", "?", "\u{1B}", "x", "y",
    ]

    @Test func `is used while tasks of every kind come and go, until a drain ends both`() async throws {
        try await onThreadOfItsOwn {
            let person = try Person(at: "live-dashboard")
            try person.see("ACCEPTING")
            // For some seconds, by its own clock: at least thirty times what the tasks did is read, while they do it.
            for round in 0... {
                for key in Self.keys {
                    // What is drawn anew is an answer to wait for, whether the key changed anything or not.
                    try person.type(key + "\u{C}")
                }
                if person.hasSeen(/up (0:0[3-9]|0:[1-5]\d|[1-9])/) { break }
                person.resize(rows: UInt16(12 + round % 9 * 5), columns: UInt16(60 + round % 7 * 20))
            }
            try person.type("\u{3}")
            let status = person.watchToTheEnd()
            #expect(status == 0, "\(person.shown.suffix(8_000))")
            #expect(person.shown.contains("submitted "))
        }
    }
}

import TestSupport
import Testing

@Suite(.timeLimit(.minutes(30))) struct `The playground` {
    @Test func `shows its tasks, and lets them end before it does`() async throws {
        try await onThreadOfItsOwn {
            let person = try Person(at: "bgtop-playground")
            try person.see("ACCEPTING")
            try person.type("\u{3}")
            #expect(person.watchToTheEnd() == 0, "\(person.shown.suffix(8_000))")
            #expect(person.shown.contains("submitted "))
        }
    }
}

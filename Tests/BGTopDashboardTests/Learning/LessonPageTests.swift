import BGTopTeaching
import Testing

@testable import BGTopDashboard

/// What is seen of a lesson where there is not room for all of it, and how the rest is come by.
@Suite struct LessonPageTests {
    private static let sizes = [(40, 10), (60, 12), (80, 16), (80, 24)].map { Size(columns: $0, rows: $1) }

    private static func text(_ stage: Stage) -> String {
        StageView(stage: stage, size: stage.size, theme: Theme()).frame.text
    }

    @Test(arguments: Self.sizes)
    func `what the keys are about is on the screen, whatever is chosen`(size: Size) {
        var stage = Stage([.long], beginningWith: 0)
        stage.size = size
        for key: Key in [.right, .right, .right, .right, .down, .right, .right, .left, .up, .up] {
            _ = stage.press(key)
            let lines = Self.text(stage).split(separator: "\n")
            let focus = stage.sitting?.focus ?? 0
            #expect(lines.contains { $0.hasPrefix(" > ") }, "\(focus)")
            guard let chosen = stage.sitting?.predictions[focus] else { continue }
            let words = stage.sitting?.variant.questions[focus].choices[chosen].words ?? "?"
            #expect(lines.contains { $0.contains("(x) \(words.prefix(24))") }, "\(words)")
        }
    }

    @Test(arguments: Self.sizes, [[], ["r"]] as [[Key]])
    func `everything can be reached by turning pages, and what is missing is said`(size: Size, keys: [Key]) {
        var stage = Stage([.long], beginningWith: 0)
        stage.size = size
        for key in keys { stage.pressAndRun(key) }
        var seen = Self.text(stage)
        // The code and the question alone are not too much for the last size.
        #expect(seen.contains("PgDn") || seen.contains("PgUp") || (keys.isEmpty && size == Shot.small))
        for key in Array(repeating: Key.pageUp, count: 9) + Array(repeating: .pageDown, count: 12) {
            _ = stage.press(key)
            seen += Self.text(stage)
        }
        #expect(!Self.text(stage).contains("PgDn"), "There is no more.")
        for line in stage.sitting?.variant.listing.lines ?? [] { #expect(seen.contains(line.prefix(30)), "\(line)") }
        #expect(seen.contains("The question of a long lesson"))
        for question in stage.sitting?.variant.questions ?? [] { #expect(seen.contains(question.subject)) }
        if !keys.isEmpty {
            #expect(seen.contains("Why"))
            #expect(seen.contains("SE-0304"))
        }
    }

    @Test func `turning further than there is anything says so, and a key that is about something leads back to it`() {
        var stage = Stage([.long], beginningWith: 0)
        stage.size = Self.sizes[0]
        stage.pressAndRun("r")
        let before = Self.text(stage)
        for _ in 1...20 { _ = stage.press(.pageDown) }
        #expect(stage.message != nil)
        _ = stage.press("e")
        #expect(Self.text(stage) == before)
    }

    @Test func `what is chosen next is not cut off without a sign`() {
        // Two wrong predictions, and twelve lines of code.
        var stage = Stage([.long], beginningWith: 0)
        stage.size = Shot.small
        for key: Key in [.right, .down, .left, .enter] { stage.pressAndRun(key) }
        let text = Self.text(stage)
        #expect(text.contains("you said"))
        #expect(text.contains("PgDn"))
        #expect(!text.contains("SE-0304"))
        _ = stage.press(.pageDown)
        #expect(Self.text(stage).contains("SE-0304"))
    }

    @Test func `the code that is about the moment that is shown is beside it, however little room there is`() {
        var stage = Stage([.long], beginningWith: 0)
        stage.size = Shot.small
        for key: Key in ["r", ".", "."] { stage.pressAndRun(key) }
        #expect(Self.text(stage).split(separator: "\n").contains { $0.hasPrefix(" > ") && $0.contains("\"ship\"") })
    }

    @Test func `where there is room for all nothing is turned`() {
        var stage = Stage.after(at: 0)
        _ = stage.press(.pageDown)
        #expect(stage.sitting?.top == nil)
        #expect(stage.message != nil)
    }
}

import BGTopTeaching
import BackgroundWorkEvents
import Testing

@testable import BGTopDashboard

/// Predict, run, compare, and play again.
@Suite struct StageTests {
    @Test func `nothing runs before it was predicted, unless somebody wants it to`() {
        var stage = Stage.after(.right, at: 0)
        #expect(stage.press(.enter).isEmpty)
        #expect(stage.sitting?.phase == .predicting)
        #expect(stage.sitting?.focus == 1, "What is missing is gone to.")
        #expect(stage.message != nil)
        _ = stage.press(.left)
        guard case .run(let variant)? = stage.press(.enter).first else { return #expect(Bool(false), "Nothing runs.") }
        #expect(variant.change.isEmpty)
        #expect(stage.sitting?.phase == .running)

        var impatient = Stage(Stage.lessons, beginningWith: 0)
        guard case .run? = impatient.press("r").first else { return #expect(Bool(false), "Nothing runs.") }
    }

    @Test func `what came true is told by what was recorded`() {
        // The second of two, and the second of three.
        let right = Stage.after(.left, .down, .right, .right, .enter, at: 0)
        #expect(right.sitting?.answers == [1, 1])
        #expect(right.sitting?.isRight == true)
        #expect(right.progress.wasRight(Lesson.example.main, of: .example))
        let wrong = Stage.after(.right, .down, .left, .enter, at: 0)
        #expect(wrong.sitting?.answers == [1, 1])
        #expect(wrong.sitting?.predictions == [0, 2])
        #expect(!wrong.progress.wasRight(Lesson.example.main, of: .example))
        #expect(wrong.progress.hasSeen(Lesson.example.main, of: .example))
    }

    @Test func `what was run without a prediction is not learned`() {
        let stage = Stage.after("r", at: 0)
        #expect(stage.sitting?.phase == .comparing)
        #expect(stage.progress.countRight(in: .example) == 0)
    }

    @Test func `what is to be noted is the run, whatever else is known`() {
        var stage = Stage.after(.left, .down, .right, .right, at: 0)
        _ = stage.press(.enter)
        stage.take(Stage.run, at: Stage.moment(300))
        guard case .note(let variant, let lesson, let isRight)? = stage.end().first else {
            return #expect(Bool(false), "Nothing is noted.")
        }
        #expect(variant.change.isEmpty && lesson.name == Lesson.example.name && isRight == true)
    }

    @Test func `what was once predicted rightly stays so when it is only run again`() {
        var stage = Stage.after(.left, .down, .right, .right, .enter, at: 0)
        stage.pressAndRun("0")
        stage.pressAndRun("r")
        #expect(stage.sitting?.isPredicted == false)
        #expect(stage.progress.wasRight(Lesson.example.main, of: .example))
    }

    @Test func `that it is recorded is seen, however long the heading`() {
        var stage = Stage.after("1", "r", ".", at: 0)
        for columns in [40, 60, 80] {
            let text = StageView(stage: stage, size: Size(columns: columns, rows: 24), theme: Theme()).frame.text
            #expect(text.contains("RECORDED"))
        }
        _ = stage.press("e")
        #expect(stage.frame.text.contains("COMPARE"))
    }

    @Test func `Ctrl-Z and Ctrl-L do what they do elsewhere`() {
        var stage = Stage(Stage.lessons)
        guard case .suspend? = stage.press(.control("z")).first else { return #expect(Bool(false)) }
        guard case .repaint? = stage.press(.control("l")).first else { return #expect(Bool(false)) }
    }

    @Test func `a choice goes round`() {
        var stage = Stage(Stage.lessons, beginningWith: 0)
        let chosen = [Key.right, .right, .right, .left].map { key in
            _ = stage.press(key)
            return stage.sitting?.predictions[0]
        }
        #expect(chosen == [0, 1, 0, 1])
    }

    @Test func `a step goes to where something happened, and says that it is recorded`() {
        var stage = Stage.after("r", at: 0)
        #expect(stage.frame.text.contains("RECORDED") == false)
        let moments = (1...4).map { _ in
            _ = stage.press(".")
            return stage.sitting?.playhead
        }
        #expect(moments == [.zero, .milliseconds(100), .milliseconds(300), nil])
        _ = stage.press(",")
        #expect(stage.sitting?.playhead == .milliseconds(300))
        _ = stage.press(",")
        #expect(stage.frame.text.contains("RECORDED"))
        #expect(stage.sitting?.timeline.lane("pay")?.outcome == .failed)
        #expect(stage.sitting?.timeline.lane("ship")?.endedAt == nil)
        _ = stage.press("e")
        #expect(stage.sitting?.playhead == nil)
    }

    @Test func `slowly is a tenth of the speed, and ends where the run did`() {
        var stage = Stage.after("r", at: 0)
        _ = stage.press("s")
        stage.pass(.seconds(1))
        #expect(stage.sitting?.playhead == .milliseconds(100))
        _ = stage.press("s")
        stage.pass(.seconds(1))
        #expect(stage.sitting?.playhead == .milliseconds(100), "It was stopped.")
        _ = stage.press("s")
        stage.pass(.seconds(2))
        #expect(stage.sitting?.playhead == nil)
        #expect(stage.sitting?.isPlaying == false)
    }

    @Test func `what is known is a timeline of its events, however often it is looked at`() {
        let stage = Stage.after("r", at: 0)
        #expect(stage.sitting?.recorded == Timeline(Stage.run))
        #expect(stage.sitting?.timeline == Timeline(Stage.run))
    }

    @Test func `while it runs what is open goes on, on a scale that was known before`() {
        let lane = { (stage: Stage, name: String) in
            stage.frame.text.split(separator: "\n").first { $0.hasPrefix(name) }.map { $0.count { $0 == "━" } } ?? 0
        }
        let (early, late) = (Stage.running(until: 150), Stage.running(until: 250))
        #expect(lane(early, "    ship") > lane(early, "    pay"))
        #expect(lane(late, "    ship") > lane(early, "    ship"))
        #expect(lane(late, "    pay") == lane(early, "    pay"), "It has ended.")
        #expect(early.sitting?.scaleLength == late.sitting?.scaleLength)
        #expect(Stage.after("r", at: 0).sitting?.scaleLength == late.sitting?.scaleLength)
    }

    @Test func `lines are marked where the events say that they are`() {
        var stage = Stage.after("r", ".", ".", at: 0)
        let marked = { (stage: Stage) in stage.frame.text.split(separator: "\n").filter { $0.hasPrefix(" > ") } }
        #expect(marked(stage).count == 1)
        #expect(marked(stage).first?.contains("\"ship\"") == true, "pay has just thrown.")
        _ = stage.press("e")
        #expect(marked(stage).isEmpty, "Nothing was predicted that did not come.")
    }

    @Test func `a variant is predicted anew, and whatever ran is over`() {
        var stage = Stage.after("r", at: 0)
        guard case .stop? = stage.press("1").first else { return #expect(Bool(false), "It runs on.") }
        #expect(stage.sitting?.index == 1)
        #expect(stage.sitting?.phase == .predicting)
        _ = stage.press("v")
        #expect(stage.sitting?.index == 1, "There is no third.")
        #expect(stage.message != nil)
        _ = stage.press("n")
        #expect(stage.sitting?.lesson.id == Lesson.other.id)
        _ = stage.press("n")
        #expect(stage.message != nil)
        _ = stage.press(.escape)
        #expect(stage.sitting == nil)
    }

    @Test func `what is told after one has left is of no interest`() {
        var stage = Stage.after(at: 0)
        _ = stage.press("r")
        _ = stage.press("l")
        stage.take(Stage.run, at: Stage.moment(300))
        #expect(stage.end().isEmpty)
        _ = stage.press(.enter)
        stage.take(Stage.run, at: Stage.moment(300))
        #expect(stage.sitting?.events.isEmpty == true)
    }

    @Test func `the list begins with the first lesson that was not predicted rightly`() {
        var progress = LessonProgress()
        for variant in Lesson.example.all { progress.note(variant, of: .example, isRight: true) }
        #expect(Stage(Stage.lessons, progress: progress).selected == 1)
        #expect(Stage(Stage.lessons).selected == 0)
        progress.note(Lesson.example.main, of: .example, isRight: false)
        #expect(Stage(Stage.lessons, progress: progress).selected == 0, "The last time counts.")
    }

    @Test(
        arguments: [.after(), .after(at: 0), .after("r", at: 0), .after("r", ",", at: 0), .running(until: 150), .after("?")]
            as [Stage],
        Self.sizes
    )
    func `it can be drawn at every size`(stage: Stage, size: Size) {
        let frame = StageView(stage: stage, size: size, theme: Theme()).frame
        #expect(frame.cells.count == size.columns * size.rows)
        #expect(frame.splitGlyphs == 0)
    }

    private static let sizes = [(1, 1), (20, 5), (39, 9), (40, 10), (60, 12), (80, 24), (120, 36), (200, 50), (300, 100)]
        .map { Size(columns: $0, rows: $1) }
}

extension Stage {
    fileprivate var frame: Frame { StageView(stage: self, size: Shot.small, theme: Theme()).frame }
}

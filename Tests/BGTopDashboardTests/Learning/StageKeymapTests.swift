import BGTopTeaching
import Testing

@testable import BGTopDashboard

/// The table of a stage's keys, and the help that is made of it.
@Suite struct StageKeymapTests {
    private static let stages: [Stage] = [
        .after(), .after(.down), .after(at: 0), .after(.down, .right, at: 0), .running(until: 100), .after("r", at: 0),
        .after("r", ".", at: 0), .after("?"), .after("?", .end),
    ]

    @Test func `no key means two things in one place`() {
        for place in StagePlace.allCases {
            var seen: Set<Key> = []
            for binding in StageKeymap.bindings where binding.places.contains(place) {
                for key in binding.keys { #expect(seen.insert(key).inserted, "\(key.label) in \(place)") }
            }
        }
    }

    @Test func `every key that does something somewhere does it, and all others say that they do nothing`() {
        for place in StagePlace.allCases {
            let stages = Self.stages.filter { $0.place == place }.map { (stage: $0, frame: $0.frame) }
            #expect(!stages.isEmpty)
            for key in KeymapTests.keyboard {
                let isBound = StageKeymap.binding(for: key, at: place) != nil
                let isSeen = stages.contains { stage, frame in
                    var after = stage
                    return !after.press(key).isEmpty || after.frame != frame
                }
                #expect(isSeen, "\(key.label) in \(place)")
                var after = stages[0].stage
                _ = after.press(key)
                #expect((after.message?.contains("does nothing here") ?? false) != isBound, "\(key.label) in \(place)")
            }
        }
    }

    @Test func `the help lists every key, what the mouse does, and what the lanes show`() {
        let words = { (text: String) in text.split { $0 == " " || $0 == "\n" }.joined(separator: " ") }
        let help = words(StageHelp(width: 80).lines.map(\.plain).joined(separator: "\n"))
        for binding in StageKeymap.bindings { #expect(help.contains(words(binding.help)), "\(binding.help)") }
        for term in TimelineTerm.allCases {
            #expect(help.contains(words("\(term.term(line: "━")) \(term.meaning)")), "\(term)")
        }
        #expect(help.contains("mouse"))
    }

    @Test func `the help is gone through with keys, and left for where one was`() {
        var stage = Stage.after(.right, at: 0)
        let before = stage
        _ = stage.press("?")
        #expect(stage.frame.text.contains("In the list of lessons"))
        #expect(!stage.frame.text.contains("grace period"))
        _ = stage.press(.end)
        #expect(stage.frame.text.contains("grace period"))
        _ = stage.press(.escape)
        #expect(stage.frame == before.frame)
    }

    @Test(arguments: [40, 60, 80, 120])
    func `the last line names whole keys only, and those without which nobody gets on`(columns: Int) {
        for stage in Self.stages {
            let frame = StageView(stage: stage, size: Size(columns: columns, rows: 24), theme: Theme()).frame
            let last = frame.text.split(separator: "\n", omittingEmptySubsequences: false).last ?? ""
            #expect(!last.contains("…"), "\(last)")
            #expect(last.hasSuffix("q quit"), "\(last)")
        }
    }
}

extension Stage {
    fileprivate var frame: Frame { StageView(stage: self, size: Shot.small, theme: Theme()).frame }
}

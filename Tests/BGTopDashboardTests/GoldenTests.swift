import Foundation
import Testing

@testable import BGTopDashboard

/// Pictures of every view, compared with those that were found right.
@Suite struct GoldenTests {
    private static let sizes = [Shot.small, Shot.large, Shot.huge]
    /// Every view, and what is typed into it.
    private static let pictures =
        Shot.all + [
            Shot(view: "prompt-limit", scene: .wrong, keys: ["a", "l"] + "2000000".map(Key.character) + [.enter]),
            Shot(view: "prompt-filter", scene: .wrong, keys: ["\\"]),
            Shot(view: "prompt-filter-open", scene: .wrong, keys: ["\\"] + "name~mail state=".map(Key.character)),
            Shot(
                view: "prompt-filter-refused",
                scene: .wrong,
                keys: ["\\"] + "name~mail age>soon".map(Key.character) + [.enter]
            ),
            Shot(view: "prompt-find", scene: .wrong, keys: ["/"] + "card".map(Key.character)),
            Shot(
                view: "filter-taken",
                scene: .wrong,
                keys: ["\\"] + "state=waiting,ready age>1s".map(Key.character) + [.enter, "T"]
            ),
            Shot(view: "filter-log", scene: .wrong, keys: ["5", "\\"] + "level>=warning".map(Key.character) + [.enter]),
        ]
    private static let smallest = Shot.all.filter { ["main-wrong", "drain-draining", "detail", "tree"].contains($0.view) }
    private static let tooSmall = [Size(columns: 39, rows: 9), Size(columns: 20, rows: 5), Size(columns: 5, rows: 2)]

    private static func golden(_ name: some StringProtocol, _ size: Size) -> Golden {
        Golden(name: "\(name)-\(size.columns)x\(size.rows)")
    }

    @Test(arguments: Self.pictures, Self.sizes)
    func `each view looks as it did, in colour, without, and in ASCII`(shot: Shot, size: Size) throws {
        let model = shot.model(size: size)
        try Self.golden(shot.view, size).check(Looks { render(model, size: size, theme: $0) }.text)
    }

    @Test(arguments: Self.smallest)
    func `the smallest screen looks as it did`(shot: Shot) throws {
        let size = ScreenLayout.minimum
        try Self.golden(shot.view, size).check(Looks { shot.frame(size: size, theme: $0) }.text)
    }

    @Test(arguments: [StartView.Page.choice, .instrument])
    func `the start screen looks as it did`(page: StartView.Page) throws {
        try Self.golden("start-\(page)", Shot.small).check(
            Looks {
                StartView(.init(places: ["/run/user/1000/bgtop: nobody there", "/tmp/bgtop-1000: not there"]), page: page)
                    .frame(
                        size: Shot.small,
                        theme: $0
                    )
            }.text
        )
    }

    /// The stage, and how it came to that.
    private static let stages: [(view: String, stage: Stage)] = [
        ("stage-list", .after("r", .escape, at: 0)),
        ("stage-predict", .after(.right, .down, at: 0)),
        ("stage-right", .after(.left, .down, .right, .right, .enter, at: 0)),
        ("stage-wrong", .after(.right, .down, .left, .enter, at: 0)),
        ("stage-played", .after("r", ".", ".", at: 0)),
        ("stage-running", .running(until: 180)),
        ("stage-help", .after("?")),
    ]
    private static let smallestStages = Self.stages.filter { ["stage-predict", "stage-wrong"].contains($0.view) }

    @Test(arguments: Self.stages.indices, Self.sizes)
    func `the stage looks as it did`(index: Int, size: Size) throws {
        let (view, stage) = Self.stages[index]
        try Self.golden(view, size).check(Looks { StageView(stage: stage, size: size, theme: $0).frame }.text)
    }

    @Test(arguments: Self.smallestStages.indices)
    func `the stage on the smallest screen looks as it did`(index: Int) throws {
        let (view, stage) = Self.smallestStages[index]
        let size = ScreenLayout.minimum
        try Self.golden(view, size).check(Looks { StageView(stage: stage, size: size, theme: $0).frame }.text)
    }

    @Test(arguments: WorldsSitting.moments.indices, Self.sizes)
    func `the two worlds look as they did`(index: Int, size: Size) throws {
        let (view, sitting) = WorldsSitting.moments[index]
        try Self.golden(view, size).check(Looks { sitting.frame(size: size, theme: $0) }.text)
    }

    @Test(arguments: Self.tooSmall)
    func `a terminal that is too small is told what it lacks`(size: Size) throws {
        try Self.golden("too-small", size).check(Shot.all[0].frame(size: size).text)
    }

    @Test(arguments: Shot.all)
    func `colour and glyphs change no letter`(shot: Shot) {
        let size = Shot.large
        let model = shot.model(size: size)
        let coloured = render(model, size: size, theme: Theme())
        for (_, theme) in Looks.themes {
            #expect(render(model, size: size, theme: theme).text == coloured.text)
        }
        let plain = render(model, size: size, theme: Theme(hasColor: false))
        #expect(plain.cells.allSatisfy { $0.style.foreground == .standard && $0.style.background == .standard })
        let ascii = render(model, size: size, theme: Looks.ascii).text
        #expect(ascii.allSatisfy { $0.isASCII })
        let letters = { (text: String) in text.filter { $0.isLetter || $0.isNumber } }
        // Only what is cut may differ, and nothing is cut more in one than in the other.
        #expect(letters(ascii) == letters(coloured.text))
    }

    @Test func `every golden is compared with something`() throws {
        var goldens = Self.pictures.flatMap { shot in Self.sizes.map { Self.golden(shot.view, $0) } }
        goldens += Self.smallest.map { Self.golden($0.view, ScreenLayout.minimum) }
        goldens += ["start-choice", "start-instrument"].map { Self.golden($0, Shot.small) }
        goldens += Self.stages.flatMap { stage in Self.sizes.map { Self.golden(stage.view, $0) } }
        goldens += Self.smallestStages.map { Self.golden($0.view, ScreenLayout.minimum) }
        goldens += WorldsSitting.moments.flatMap { moment in Self.sizes.map { Self.golden(moment.view, $0) } }
        goldens += Self.tooSmall.map { Self.golden("too-small", $0) }
        goldens.append(Golden(name: "narration"))
        let files = try FileManager.default.contentsOfDirectory(atPath: Golden.goldens.path)
        #expect(Set(files).symmetricDifference(goldens.map(\.file)) == [])
    }
}

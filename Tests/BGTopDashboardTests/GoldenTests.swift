import Foundation
import Testing

@testable import BGTopDashboard

/// Pictures of every view, compared with those that were found right.
@Suite struct GoldenTests {
    private static let sizes = [Shot.small, Shot.large]
    private static let unusual = [Size(columns: 40, rows: 10), Size(columns: 200, rows: 50)]
    private static let tooSmall = [Size(columns: 39, rows: 9), Size(columns: 20, rows: 5), Size(columns: 5, rows: 2)]
    private static let ascii = Theme(hasColor: false, glyphs: .ascii)

    @Test(arguments: Shot.all, Self.sizes)
    func `each view looks as it did`(shot: Shot, size: Size) throws {
        try Golden(name: "\(shot.view)-\(size.columns)x\(size.rows)").check(shot.frame(size: size).text)
    }

    @Test(arguments: Shot.all.filter { Self.alsoUnusual.contains($0.view) }, Self.unusual)
    func `a very small and a very large screen look as they did`(shot: Shot, size: Size) throws {
        try Golden(name: "\(shot.view)-\(size.columns)x\(size.rows)").check(shot.frame(size: size).text)
    }

    @Test(arguments: Shot.all)
    func `each view looks as it did in ASCII`(shot: Shot) throws {
        try Golden(name: "\(shot.view)-80x24-ascii").check(shot.frame(size: Shot.small, theme: Self.ascii).text)
    }

    @Test(arguments: Shot.all)
    func `each view is coloured as it was`(shot: Shot) throws {
        try Golden(name: "\(shot.view)-80x24-colours").check(shot.frame(size: Shot.small).styleMap)
    }

    @Test(arguments: Shot.all.filter { Self.alsoUnusual.contains($0.view) })
    func `without colour there are attributes alone, as there were`(shot: Shot) throws {
        let frame = shot.frame(size: Shot.small, theme: Theme(hasColor: false))
        #expect(frame.cells.allSatisfy { $0.style.foreground == .standard && $0.style.background == .standard })
        try Golden(name: "\(shot.view)-80x24-no-colour").check(frame.styleMap)
    }

    @Test(arguments: [StartView.Page.choice, .instrument])
    func `the start screen looks as it did`(page: StartView.Page) throws {
        let frame = StartView(page: page).frame(size: Shot.small, theme: Theme())
        try Golden(name: "start-\(page)-80x24").check(frame.text)
    }

    @Test(arguments: Self.prompts)
    func `what is typed can be read, and what there is to say of it`(shot: Shot) throws {
        try Golden(name: "\(shot.view)-80x24").check(shot.frame(size: Shot.small).text)
    }

    @Test(arguments: Self.tooSmall)
    func `a terminal that is too small is told what it lacks`(size: Size) throws {
        try Golden(name: "too-small-\(size.columns)x\(size.rows)").check(Shot.all[0].frame(size: size).text)
    }

    @Test(arguments: Shot.all, Self.sizes)
    func `colour and glyphs change no letter`(shot: Shot, size: Size) {
        let model = shot.model(size: size)
        let coloured = render(model, size: size, theme: Theme())
        #expect(coloured.text == render(model, size: size, theme: Theme(hasColor: false)).text)
        let ascii = render(model, size: size, theme: Self.ascii).text
        #expect(ascii.allSatisfy { $0.isASCII })
        let letters = { (text: String) in text.filter { $0.isLetter || $0.isNumber } }
        // Only what is cut may differ, and nothing is cut more in one than in the other.
        #expect(letters(ascii) == letters(coloured.text))
    }

    @Test func `every golden is compared with something`() throws {
        var names: Set<String> = ["start-choice-80x24", "start-instrument-80x24"]
        names.formUnion(Self.prompts.map { "\($0.view)-80x24" })
        names.formUnion(Self.tooSmall.map { "too-small-\($0.columns)x\($0.rows)" })
        for shot in Shot.all {
            let sizes = Self.sizes + (Self.alsoUnusual.contains(shot.view) ? Self.unusual : [])
            names.formUnion(sizes.map { "\(shot.view)-\($0.columns)x\($0.rows)" })
            names.formUnion(["ascii", "colours"].map { "\(shot.view)-80x24-\($0)" })
            if Self.alsoUnusual.contains(shot.view) { names.insert("\(shot.view)-80x24-no-colour") }
        }
        let files = try FileManager.default.contentsOfDirectory(atPath: Golden.goldens.path)
        #expect(Set(files).symmetricDifference(names.map { $0 + ".txt" }) == [])
    }

    private static let prompts = [
        Shot(view: "prompt-limit", scene: .wrong, keys: ["a", "l"] + "2000000".map(Key.character) + [.enter]),
        Shot(view: "prompt-filter", scene: .wrong, keys: ["\\"]),
        Shot(view: "prompt-filter-open", scene: .wrong, keys: ["\\"] + "name~mail state=".map(Key.character)),
        Shot(view: "prompt-filter-refused", scene: .wrong, keys: ["\\"] + "name~mail age>soon".map(Key.character) + [.enter]),
        Shot(view: "prompt-find", scene: .wrong, keys: ["/"] + "card".map(Key.character)),
        Shot(
            view: "filter-taken",
            scene: .wrong,
            keys: ["\\"] + "state=waiting,ready age>1s".map(Key.character) + [.enter, "T"]
        ),
        Shot(view: "filter-log", scene: .wrong, keys: ["5", "\\"] + "level>=warning".map(Key.character) + [.enter]),
    ]

    /// What is looked at closely in more than the two usual ways.
    private static let alsoUnusual: Set<String> = [
        "main-wrong", "drain-draining", "drain-cancelling", "detail", "detail-parts", "names", "tree",
    ]
}

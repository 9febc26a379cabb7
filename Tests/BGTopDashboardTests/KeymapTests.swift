import BackgroundWorkEvents
import TestSupport
import Testing

@testable import BGTopDashboard

/// The table of keys, the help that is made of it, and that no key leaves a person alone.
@Suite struct KeymapTests {
    /// Every key that is on a keyboard.
    static let keyboard: [Key] =
        (0x20...0x7E).map { Key.character(Character(Unicode.Scalar(UInt8($0)))) }
        + (0x61...0x7A).map { Key.control(Character(Unicode.Scalar(UInt8($0)))) }
        + (1...12).map(Key.function)
        + [.enter, .escape, .tab, .backTab, .backspace, .delete, .insert]
        + [.up, .down, .left, .right, .pageUp, .pageDown, .home, .end]

    /// One of each kind of key that a place may have nothing to do for.
    private static let examples: Set<Key> = ["e", "E", "7", "%", .control("e"), .function(7), .insert]

    @Test func `no key means two things in one place`() {
        for place in Place.allCases {
            var seen: Set<Key> = []
            for binding in Keymap.bindings where binding.places.contains(place) {
                for key in binding.keys { #expect(seen.insert(key).inserted, "\(key.label) in \(place)") }
            }
        }
    }

    @Test func `the help lists every binding`() {
        var sitting = Sitting(size: Size(columns: 80, rows: 1_000))
        sitting.press("?")
        let words = { (text: String) in text.split { $0 == " " || $0 == "\n" }.map(String.init) }
        let help = words(sitting.screen).joined(separator: " ")
        for binding in Keymap.bindings {
            let entry = (binding.keys.map(\.label) + words(binding.help)).joined(separator: " ")
            #expect(help.contains(entry), "\(entry)")
        }
        for column in TaskColumns.all { #expect(help.contains(words(column.explanation).joined(separator: " "))) }
        for column in NameColumns.all { #expect(help.contains(words(column.explanation).joined(separator: " "))) }
    }

    @Test func `every function key has a twin that every keyboard has`() {
        for binding in Keymap.bindings where binding.keys.contains(where: { if case .function = $0 { true } else { false } }) {
            #expect(binding.keys.contains { if case .character = $0 { true } else { false } }, "\(binding.help)")
        }
    }

    @Test(arguments: Shot.all)
    func `every key does something that is seen, or says why it does not`(shot: Shot) {
        let model = shot.model(size: Shot.small)
        let before = render(model, size: Shot.small, theme: Theme())
        for key in Self.keyboard {
            var after = model
            let effects = after.update(.key(key))
            let binding = model.binding(for: key)
            // A key's twins do what it does; and of all the keys that are bound to nothing the same is said: to see it said of some of
            // each kind is enough.
            guard binding?.keys[0] == key || Self.examples.contains(key) else { continue }
            // Where it leads to may be where one is, which is plain to see.
            let isThere = binding?.intent.leadsSomewhere ?? false
            // Drawing is what takes long.
            guard effects.isEmpty, !isThere else { continue }
            #expect(render(after, size: Shot.small, theme: Theme()) != before, "\(key.label) in \(shot.view)")
        }
    }

    @Test(arguments: ["d" as Key, .control("d")])
    func `what is next to the key that drains drains nothing, and says so`(key: Key) {
        var sitting = Sitting()
        sitting.press(key)
        #expect(sitting.takeEffects().isEmpty)
        #expect(sitting.model.overlay == nil)
        #expect(sitting.message.contains("bound to nothing"))
    }

    @Test func `a slip of somebody used to htop only moves`() {
        for key: Key in ["k", "h"] {
            var sitting = Sitting()
            sitting.run("a")
            sitting.press(key)
            #expect(sitting.takeEffects().isEmpty)
            #expect(sitting.model.overlay == nil)
        }
    }

    @Test func `Esc never leaves`() {
        for shot in Shot.all {
            var model = shot.model(size: Shot.small)
            for _ in 0..<10 { #expect(model.update(.key(.escape)).isEmpty) }
            #expect(model.overlay == nil && model.detail == nil && model.tab == .tasks)
        }
    }

    @Test func `a kilobyte of pasted text triggers nothing`() {
        var random = SeededGenerator(seed: 1)
        let text = String((0..<1_000).map { _ in Character(Unicode.Scalar(UInt8(0x20 + random.next() % 0x5F))) }) + "\nDy\ny\nq"
        for shot in Shot.all where shot.model(size: Shot.small).place != .prompt {
            let before = shot.model(size: Shot.small)
            var model = before
            #expect(model.update(.paste(text)).isEmpty)
            #expect(model.overlay == before.overlay && model.tab == before.tab && model.detail?.id == before.detail?.id)
        }
    }

    @Test func `the first tag says what Space does here and what freezes`() {
        var sitting = Sitting()
        sitting.run("a")
        sitting.run("b")
        sitting.wait(.milliseconds(100))
        sitting.press(" ")
        #expect(sitting.message.contains("Tagged a 1") && sitting.message.contains("press z"))
        sitting.press(" ")
        #expect(!sitting.message.contains("press z"))
        #expect(sitting.model.tasks.tags == [1, 2])
        sitting.press("U")
        #expect(sitting.model.tasks.tags.isEmpty)
    }
}

extension Intent {
    /// Whether it asks to be at a place, at which one can be already.
    fileprivate var leadsSomewhere: Bool {
        switch self {
        case .move, .show, .deleteWord, .deleteAll: true
        default: false
        }
    }
}

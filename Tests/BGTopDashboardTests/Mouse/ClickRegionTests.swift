import TestSupport
import Testing

@testable import BGTopDashboard

/// What can be clicked is what is seen, in every view and at every size.
@Suite struct ClickRegionTests {
    /// So many sizes of each view.
    private static let sizes = 6

    private static func model(_ shot: Shot, _ size: Size) -> Model {
        var model = shot.model(size: Shot.small)
        _ = model.update(.resize(size))
        return model
    }

    private static func sizes(seed: UInt64) -> [Size] {
        var random = SeededGenerator(seed: seed)
        let usual = [ScreenLayout.minimum, Shot.small, Shot.large]
        return usual
            + (usual.count..<Self.sizes).map { _ in
                Size(columns: .random(in: 40...220, using: &random), rows: .random(in: 10...60, using: &random))
            }
    }

    /// Where `text` stands in a line of the screen.
    private static func columns(of text: String, in line: String) -> Range<Int>? {
        line.firstRange(of: text).map {
            let start = line.distance(from: line.startIndex, to: $0.lowerBound)
            return start..<(start + text.count)
        }
    }

    @Test(arguments: Shot.all)
    func `no region leaves the screen`(shot: Shot) {
        for size in Self.sizes(seed: 3) + [Size(columns: 1, rows: 1), Size(columns: 39, rows: 9)] {
            let regions = Rendering(Self.model(shot, size), size: size, theme: Theme()).regions
            let isInside = regions.allSatisfy { region in
                region.area.row >= 0 && region.area.column >= 0 && region.area.endRow <= size.rows
                    && region.area.endColumn <= size.columns && region.area.rows > 0 && region.area.columns > 0
            }
            #expect(isInside, "\(size)")
            #expect(size.isEnough || regions.isEmpty)
        }
    }

    @Test(arguments: Shot.all)
    func `every hint in the last line can be clicked: each of its keys presses itself, its words the first`(shot: Shot) {
        var count = 0
        for size in Self.sizes(seed: 4) {
            let model = Self.model(shot, size)
            let rendering = Rendering(model, size: size, theme: Theme())
            let footer = rendering.frame.text(row: size.rows - 1)
            let key = { (column: Int) in rendering.region(row: size.rows - 1, column: column)?.target }
            for binding in Keymap.bindings where binding.places.contains(model.place) {
                guard let hint = binding.hint else { continue }
                let keys = hint.keys ?? [binding.keys[0]]
                let labels = keys.map(\.label).joined(separator: " ")
                guard let place = Self.columns(of: " \(labels) \(hint.text)", in: footer) else { continue }
                var column = place.lowerBound + 1
                for named in keys {
                    // The blank behind it, too: between a key and its word there is no hole.
                    for column in column...(column + named.label.count) {
                        #expect(key(column) == .key(named), "\(named.label) at \(size)")
                    }
                    column += named.label.count + 1
                }
                for column in column..<place.upperBound {
                    #expect(key(column) == .key(binding.keys[0]), "\(hint.text) at \(size)")
                }
                count += 1
            }
            if let place = Self.columns(of: "Ctrl-C \(model.nextInterrupt.hint)", in: footer) {
                for column in place { #expect(key(column) == .key(.control("c")), "Ctrl-C at \(size)") }
            }
        }
        #expect(count > 0 || shot.model(size: Shot.small).place == .prompt)
    }

    @Test(arguments: Shot.all)
    func `every tab can be clicked, but under what lies on top`(shot: Shot) {
        for size in Self.sizes(seed: 5) {
            let model = Self.model(shot, size)
            let layout = model.layout(model.viewPlace)
            guard layout.tabs.rows > 0, model.viewPlace != .drain, model.viewPlace != .detail else { continue }
            let rendering = Rendering(model, size: size, theme: Theme())
            let line = rendering.frame.text(row: layout.tabs.row)
            for tab in model.tabs {
                guard let place = Self.columns(of: "\(tab.rawValue) \(tab.title)", in: line) else { continue }
                let targets = Set(place.map { rendering.region(row: layout.tabs.row, column: $0)?.target })
                let key = ClickTarget.key(.character(Character("\(tab.rawValue)")))
                #expect(targets == [model.overlay == nil ? key : nil], "\(tab.title) at \(size)")
            }
        }
    }

    @Test(arguments: Shot.all)
    func `a click on what names a key does what the key does, but that Ctrl-C asks where it ends the process`(shot: Shot) {
        let size = Shot.small
        let model = Self.model(shot, size)
        let rendering = Rendering(model, size: size, theme: Theme())
        // Of a click nothing is known but what it hit, wherever that stands.
        for target in Set(rendering.regions.map(\.target)) {
            guard case .key(let key) = target else { continue }
            var pressed = model
            let wanted = pressed.update(.key(key))
            var clicked = model
            let effects = clicked.update(.click(Click(target: target, place: rendering.place)))
            if key == .control("c"), model.viewer.place == .inProcess {
                #expect(effects.isEmpty && clicked.place == .dialog)
                continue
            }
            #expect(effects == wanted, "\(key.label)")
            #expect(
                render(clicked, size: size, theme: Theme()) == render(pressed, size: size, theme: Theme()),
                "\(key.label)"
            )
        }
    }

    @Test(
        arguments: Shot.all.filter {
            [.tasks, .names, .tree, .warnings, .log, .drain].contains($0.model(size: Shot.small).place)
        }
    )
    func `a click selects the row that is under it`(shot: Shot) {
        for size in [ScreenLayout.minimum, Shot.large] {
            let model = Self.model(shot, size)
            let rendering = Rendering(model, size: size, theme: Theme())
            for region in rendering.regions {
                guard case .row = region.target else { continue }
                var clicked = model
                _ = clicked.update(.click(Click(target: region.target, place: rendering.place)))
                let row = render(clicked, size: size, theme: Theme()).text(row: region.area.row)
                #expect(row.dropFirst().first == ">", "\(size): \(row)")
            }
        }
    }

    @Test(arguments: [Viewer.Place.attached, .inProcess], Shot.all)
    func `where nothing may be changed no click changes anything, nor does a click on Yes after it`(
        place: Viewer.Place,
        shot: Shot
    ) {
        var watched = shot
        watched.viewer = Viewer(place: place, isReadOnly: true, user: "ann")
        let model = watched.model(size: Shot.small)
        let rendering = Rendering(model, size: Shot.small, theme: Theme())
        for target in Set(rendering.regions.map(\.target)) {
            // Who has the terminal of a process may end it.
            if place == .inProcess, [.key("q"), .key(.control("c"))].contains(target) { continue }
            var after = model
            var effects = after.update(.click(Click(target: target, place: rendering.place)))
            if after.place == .dialog { effects += after.update(.click(Click(target: .key("y"), place: .dialog))) }
            let changes = effects.contains { if case .perform = $0 { true } else { false } }
            #expect(!changes, "\(target)")
        }
    }
}

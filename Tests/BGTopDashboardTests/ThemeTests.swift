import TestSupport
import Testing

@testable import BGTopDashboard

@Suite struct `A theme` {
    /// Those that bring colours of their own.
    static let own = ThemeName.allCases.filter { $0 != .standard }
    static let colorBlind = [ThemeName.colorBlind, .colorBlindLight]
    /// What tells one state, severity or verdict from another.
    static let meanings: [Role] = [.good, .caution, .bad, .waiting, .stopping]

    /// The backgrounds at both ends of what a theme is meant for.
    static func backgrounds(of theme: ThemeName) -> [LinearColor] {
        (theme.isForLight ? ["#ffffff", "#f0f0f0"] : ["#000000", "#1e1e1e"]).map(LinearColor.init(hexadecimal:))
    }

    @Test func `is asked for by its name`() {
        #expect(ThemeName.allCases.map(\.rawValue) == ["default", "dark", "light", "colour-blind", "colour-blind-light"])
        #expect(ThemeName.choice == "default, dark, light, colour-blind or colour-blind-light")
        #expect(ThemeName(rawValue: "solarized") == nil)
    }

    @Test(arguments: ThemeName.allCases, [ColorSupport.none, .eight, .full])
    func `keeps the terminal's background, and its colour for plain text`(name: ThemeName, colors: ColorSupport) {
        let theme = Theme(name, colors: colors)
        for role in Role.allCases { #expect(theme.style(role).background == .standard, "\(role)") }
        for role in [Role.plain, .strong, .heading, .cursor] {
            #expect(theme.style(role).foreground == .standard, "\(role)")
        }
    }

    @Test(arguments: Self.own)
    func `reads on its background: every colour has a contrast of 4.5 to 1 at least`(name: ThemeName) throws {
        for role in Role.allCases {
            let style = Theme(name).style(role)
            guard style.foreground != .standard else { continue }
            // Dimmed it would have less.
            #expect(!style.attributes.contains(.dim), "\(role)")
            let color = try #require(style.foreground.light, "\(role) has a colour that is the same in every terminal.")
            for background in Self.backgrounds(of: name) {
                #expect(color.contrast(to: background) >= 4.5, "\(role)")
            }
        }
    }

    @Test(arguments: [Named("dark", FrameSVG.Palette.dark), Named("light", .light)])
    func `reads in a picture as well, where the terminal's own colours are the picture's`(standard: Named<FrameSVG.Palette>) {
        let palette = standard.value
        for role in Role.allCases where !Theme().style(role).attributes.contains(.reverse) {
            let colors = palette.colors(of: Theme().style(role))
            let (text, background) = (LinearColor(hexadecimal: colors.foreground), LinearColor(hexadecimal: colors.background))
            #expect(text.contrast(to: background) >= 4.5, "\(role)")
        }
    }

    @Test(arguments: ThemeName.allCases)
    func `gives no two meanings one look`(name: ThemeName) {
        let styles = Self.meanings.map(Theme(name).style)
        #expect(Set(styles).count == styles.count)
    }

    @Test(arguments: Self.colorBlind, ColorVision.allCases)
    func `for the colour-blind differs in every meaning for whoever lacks a kind of cones`(
        name: ThemeName,
        eye: ColorVision
    ) throws {
        let colors = try Self.meanings.map { role in
            eye.sees(try #require(Theme(name).style(role).foreground.light, "\(role)"))
        }
        for (index, color) in colors.enumerated() {
            for other in colors.indices where other < index {
                #expect(color.distance(to: colors[other]) >= 15, "\(Self.meanings[other]) and \(Self.meanings[index])")
            }
        }
    }

    @Test func `would not pass for colour-blind with the usual red and green`() throws {
        // What is measured must be able to fail.
        let (good, bad) = (Theme(.light).style(.good), Theme(.light).style(.bad))
        let (green, red) = (try #require(good.foreground.light), try #require(bad.foreground.light))
        #expect(green.distance(to: red) > 50)
        let eye = ColorVision.withoutGreen
        #expect(eye.sees(green).distance(to: eye.sees(red)) < 25)
    }

    @Test(arguments: ThemeName.allCases)
    func `asks a terminal of eight colours for those eight alone, and for none that is lost on its background`(
        name: ThemeName
    ) {
        // Black and white are somebody's background; yellow and cyan are lost on white, blue on black.
        let readable: Set<UInt8> =
            switch name {
            case .standard: [1, 2, 4, 5]
            case .light, .colorBlindLight: [1, 2, 4, 5]
            case .dark, .colorBlind: [1, 2, 3, 5, 6]
            }
        let theme = Theme(name, colors: .eight)
        for role in Role.allCases where role != .meter {
            guard case .palette(let index) = theme.style(role).foreground else { continue }
            #expect(readable.contains(index), "\(role)")
        }
        let signals = [Role.good, .caution, .bad].map(theme.style)
        #expect(Set(signals).count == signals.count)
    }

    @Test(arguments: Self.colorBlind)
    func `for the colour-blind never has red and green, nor red and magenta, of eight`(name: ThemeName) {
        let colors = Set(Role.allCases.map { Theme(name, colors: .eight).style($0).foreground })
        #expect(colors.contains(.palette(1)))
        #expect(colors.isDisjoint(with: [.palette(2), .palette(5)]))
    }

    @Test(arguments: ThemeName.allCases)
    func `has attributes alone where there is no colour, and they tell what matters most`(name: ThemeName) {
        let theme = Theme(name, colors: .none)
        for role in Role.allCases { #expect(theme.style(role).foreground == .standard, "\(role)") }
        #expect(theme.style(.bad) != theme.style(.plain))
        #expect(theme.style(.muted) != theme.style(.plain))
        #expect(theme.style(.cursor) != theme.style(.plain))
    }

    @Test(arguments: Shot.all)
    func `changes no letter and no place of any view`(shot: Shot) {
        let text = shot.frame(size: Shot.small).text
        for name in Self.own {
            for colors in [ColorSupport.full, .eight, .none] {
                #expect(shot.frame(size: Shot.small, theme: Theme(name, colors: colors)).text == text)
            }
        }
    }
}

extension Style.Color {
    /// What is seen of it; nil where that is up to the person's terminal.
    fileprivate var light: LinearColor? {
        guard case .palette(let index) = self, index >= 16 else { return nil }
        return LinearColor(palette: index)
    }
}

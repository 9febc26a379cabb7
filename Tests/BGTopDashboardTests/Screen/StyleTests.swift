import Testing

@testable import BGTopDashboard

@Suite struct `A style on a terminal with fewer colours` {
    @Test func `is itself where there are all, and keeps its attributes where there are none`() {
        let style = Style(foreground: .palette(196), background: .palette(20), attributes: [.bold, .reverse])
        #expect(style.reduced(to: .full) == style)
        #expect(style.reduced(to: .none) == Style(attributes: [.bold, .reverse]))
    }

    @Test(
        arguments: [
            (1, 1, false), (9, 1, true), (14, 6, true), (196, 1, false), (46, 2, false), (21, 4, false), (226, 3, false),
            (51, 6, false),
            (208, 1, false), (231, 7, false), (255, 7, false), (250, 7, false),
        ] as [(UInt8, UInt8, Bool)]
    )
    func `has the nearest of the eight, and is bold where it was bright`(index: UInt8, nearest: UInt8, isBold: Bool) {
        let style = Style(foreground: .palette(index)).reduced(to: .eight)
        #expect(style == Style(foreground: .palette(nearest), attributes: isBold ? .bold : []))
    }

    @Test(arguments: [8, 232, 240, 244] as [UInt8])
    func `is dim where it was grey, so that it does not vanish on black`(index: UInt8) {
        #expect(Style(foreground: .palette(index)).reduced(to: .eight) == Style(attributes: .dim))
    }

    @Test func `never makes text the colour of its own background`() {
        for foreground in UInt8.min...UInt8.max {
            for background in UInt8.min...UInt8.max where foreground != background {
                let style = Style(foreground: .palette(foreground), background: .palette(background)).reduced(to: .eight)
                #expect(style.foreground != style.background)
            }
        }
    }

    @Test func `uses only what there is`() {
        for index in UInt8.min...UInt8.max {
            let style = Style(foreground: .palette(index), background: .palette(index)).reduced(to: .eight)
            for case .palette(let index) in [style.foreground, style.background] { #expect(index < 8) }
        }
    }
}

@Suite struct `Colours` {
    @Test(
        arguments: [
            (256, .automatic, nil, .full), (256, .automatic, "", .full), (256, .automatic, "1", .none),
            (256, .always, "1", .full),
            (256, .never, nil, .none), (8, .automatic, nil, .eight), (16, .always, nil, .eight), (88, .automatic, nil, .eight),
            (0, .always, nil, .none),
            (0, .automatic, nil, .none),
        ] as [(Int, TerminalOptions.Color, String?, ColorSupport)]
    )
    func `are those that the terminal has, unless somebody wants none`(
        count: Int,
        wanted: TerminalOptions.Color,
        noColor: String?,
        colors: ColorSupport
    ) {
        #expect(ColorSupport(count: count, wanted: wanted, noColor: noColor) == colors)
    }
}

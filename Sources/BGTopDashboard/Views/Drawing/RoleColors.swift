/// The colours that a theme has for what means something. What is not here never has one.
///
/// ``Style/Color/standard`` stands for no colour of its own: the attribute, the word or the sign has to do.
struct RoleColors: Hashable, Sendable {
    var muted = Style.Color.standard
    let key: Style.Color
    let good: Style.Color
    let caution: Style.Color
    let bad: Style.Color
    let waiting: Style.Color
    let stopping: Style.Color
    let meter: Style.Color
}

extension RoleColors {
    /// - Parameter colors: With eight, a theme that was made of more falls back to those of them that read on its background.
    init(_ theme: ThemeName, colors: ColorSupport) {
        let isRich = colors == .full
        self =
            switch theme {
            case .standard: .palette
            case .dark: isRich ? .dark : .brightPalette
            case .light: isRich ? .light : .palette
            case .colorBlind: isRich ? .colorBlind : .colorBlindPalette
            case .colorBlindLight: isRich ? .colorBlindLight : .colorBlindLightPalette
            }
    }

    // MARK: - Of the first eight, which are what the person has made of them

    /// White and black are never asked for, nor are yellow and cyan for text, which few can read on white.
    private static let palette = RoleColors(
        key: .palette(4),
        good: .palette(2),
        caution: .palette(5),
        bad: .palette(1),
        waiting: .palette(4),
        stopping: .palette(5),
        meter: .palette(6)
    )

    /// Blue, which few can read on black, is never asked for.
    private static let brightPalette = RoleColors(
        key: .palette(6),
        good: .palette(2),
        caution: .palette(3),
        bad: .palette(1),
        waiting: .palette(6),
        stopping: .palette(5),
        meter: .palette(6)
    )

    private static let colorBlindPalette = RoleColors(
        key: .palette(6),
        good: .palette(6),
        caution: .palette(3),
        bad: .palette(1),
        waiting: .standard,
        stopping: .palette(3),
        meter: .palette(6)
    )

    /// Of the eight only blue and red read on white and differ for everybody; caution is bold alone.
    private static let colorBlindLightPalette = RoleColors(
        key: .palette(4),
        good: .palette(4),
        caution: .standard,
        bad: .palette(1),
        waiting: .standard,
        stopping: .standard,
        meter: .palette(4)
    )

    // MARK: - Of the 240 that are the same everywhere

    private static let dark = RoleColors(
        muted: .palette(247),
        key: .palette(117),
        good: .palette(114),
        caution: .palette(221),
        bad: .palette(203),
        waiting: .palette(111),
        stopping: .palette(176),
        meter: .palette(74)
    )

    private static let light = RoleColors(
        muted: .palette(241),
        key: .palette(25),
        good: .palette(22),
        caution: .palette(94),
        bad: .palette(124),
        waiting: .palette(26),
        stopping: .palette(90),
        meter: .palette(24)
    )

    /// Sky blue is good, yellow is caution and orange is bad.
    private static let colorBlind = RoleColors(
        muted: .palette(247),
        key: .palette(117),
        good: .palette(45),
        caution: .palette(220),
        bad: .palette(202),
        waiting: .palette(105),
        stopping: .palette(169),
        meter: .palette(74)
    )

    /// Blue is good, ochre is caution and a dark red is bad.
    private static let colorBlindLight = RoleColors(
        muted: .palette(241),
        key: .palette(25),
        good: .palette(25),
        caution: .palette(94),
        bad: .palette(88),
        waiting: .palette(93),
        stopping: .palette(125),
        meter: .palette(24)
    )
}

/// How roles look, and what pictures are made of.
///
/// Colours are those of the terminal's own palette and the background is the terminal's, so a frame reads on light and on dark.
/// White and black are never asked for, nor is yellow, which few can read on white. Every state, severity and verdict is also a
/// word or a sign: without colour nothing is lost.
struct Theme: Hashable, Sendable {
    let hasColor: Bool
    let glyphs: Glyphs

    init(hasColor: Bool = true, glyphs: Glyphs = .unicode) {
        self.hasColor = hasColor
        self.glyphs = glyphs
    }

    func style(_ role: Role) -> Style {
        let style = Self.style(of: role)
        return self.hasColor ? style : Style(attributes: style.attributes)
    }

    private static func style(of role: Role) -> Style {
        switch role {
        case .plain: .plain
        case .muted: Style(attributes: .dim)
        case .strong: Style(attributes: .bold)
        case .heading: Style(attributes: [.bold, .underline])
        case .key: Style(foreground: Self.blue, attributes: .bold)
        case .good: Style(foreground: Self.green)
        case .caution: Style(foreground: Self.magenta, attributes: .bold)
        case .bad: Style(foreground: Self.red, attributes: .bold)
        case .goodBadge: Style(foreground: Self.green, attributes: [.bold, .reverse])
        case .cautionBadge: Style(foreground: Self.magenta, attributes: [.bold, .reverse])
        case .badBadge: Style(foreground: Self.red, attributes: [.bold, .reverse])
        case .waiting: Style(foreground: Self.blue)
        case .stopping: Style(foreground: Self.magenta)
        case .cursor: Style(attributes: .reverse)
        case .meter: Style(foreground: Self.cyan)
        }
    }

    private static let red = Style.Color.palette(1)
    private static let green = Style.Color.palette(2)
    private static let blue = Style.Color.palette(4)
    private static let magenta = Style.Color.palette(5)
    private static let cyan = Style.Color.palette(6)
}

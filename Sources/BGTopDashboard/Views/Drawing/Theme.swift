/// How roles look, and what pictures are made of.
///
/// The background is the terminal's in every theme, and so is the colour of plain text. Every state, severity and verdict is also
/// a word or a sign: without colour nothing is lost.
struct Theme: Hashable, Sendable {
    let name: ThemeName
    let glyphs: Glyphs
    /// Nil where there is no colour.
    private let colors: RoleColors?

    init(_ name: ThemeName = .standard, colors: ColorSupport = .full, glyphs: Glyphs = .unicode) {
        self.name = name
        self.glyphs = glyphs
        self.colors = colors == .none ? nil : RoleColors(name, colors: colors)
    }

    init(hasColor: Bool, glyphs: Glyphs = .unicode) {
        self.init(colors: hasColor ? .full : .none, glyphs: glyphs)
    }

    func style(_ role: Role) -> Style {
        let color = self.colors.map { $0[role] } ?? .standard
        // Grey by a colour of its own where there is one: not every terminal dims, and some dim beyond reading.
        guard role == .muted, color != .standard else { return Style(foreground: color, attributes: role.attributes) }
        return Style(foreground: color)
    }
}

extension RoleColors {
    fileprivate subscript(role: Role) -> Style.Color {
        switch role {
        case .plain, .strong, .heading, .cursor: .standard
        case .muted: self.muted
        case .key: self.key
        case .good, .goodBadge: self.good
        case .caution, .cautionBadge: self.caution
        case .bad, .badBadge: self.bad
        case .waiting: self.waiting
        case .stopping: self.stopping
        case .meter: self.meter
        }
    }
}

extension Role {
    /// What sets it apart where there is no colour, or nobody sees it.
    fileprivate var attributes: Style.Attributes {
        switch self {
        case .plain, .good, .waiting, .stopping, .meter: []
        case .muted: .dim
        case .strong, .key, .caution, .bad: .bold
        case .heading: [.bold, .underline]
        case .goodBadge, .cautionBadge, .badBadge: [.bold, .reverse]
        case .cursor: .reverse
        }
    }
}

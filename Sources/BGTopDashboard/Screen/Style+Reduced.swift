extension Style {
    /// The style as a terminal with fewer colours shows it, such that text stays readable: it never gets the colour of its own
    /// background, and grey becomes dim instead of black.
    package func reduced(to colors: ColorSupport) -> Style {
        switch colors {
        case .full: self
        case .none: Style(attributes: self.attributes)
        case .eight: self.reducedToEight
        }
    }

    private var reducedToEight: Style {
        var style = self
        if case .palette(let index) = self.background { style.background = .palette(Self.nearestOfEight(to: index)) }
        guard case .palette(let index) = self.foreground else { return style }
        style.foreground = .palette(Self.nearestOfEight(to: index))
        switch index {
        case 8, 232..<248:
            style.foreground = .standard
            style.attributes.insert(.dim)
        case 9..<16: style.attributes.insert(.bold)
        default: break
        }
        if case .palette(let background) = style.background, style.foreground == style.background,
            self.foreground != self.background
        {
            // Green, yellow, cyan and white are light.
            style.foreground = [2, 3, 6, 7].contains(background) ? .palette(0) : .palette(7)
        }
        return style
    }

    /// The place in the basic palette of black, red, green, yellow, blue, magenta, cyan and white for any index.
    private static func nearestOfEight(to index: UInt8) -> UInt8 {
        switch index {
        case 0..<8: return index
        case 8..<16: return index - 8
        case 16..<232:
            let (red, green, blue) = ((index - 16) / 36, (index - 16) / 6 % 6, (index - 16) % 6)
            let brightest = max(red, green, blue)
            guard brightest > 1 else { return 0 }
            // A part counts if it is more than half as bright as the brightest.
            return (red * 2 > brightest ? 1 : 0) | (green * 2 > brightest ? 2 : 0) | (blue * 2 > brightest ? 4 : 0)
        default: return index < 244 ? 0 : 7
        }
    }
}

extension FrameSVG {
    /// What the terminal's own colours are in a picture, as `#rrggbb`.
    package struct Palette: Sendable {
        package var foreground: String
        package var background: String
        /// Black, red, green, yellow, blue, magenta, cyan, white, and then the same brighter.
        package var basic: [String]

        package static let dark = Palette(
            foreground: "#d6dae0",
            background: "#14171c",
            basic: [
                "#2a2f37", "#f0716f", "#7fc97a", "#e3b65b", "#6fa8ec", "#c792dd", "#5fc2c4", "#d6dae0",
                "#868e99", "#ff9b94", "#a4e39d", "#f7d488", "#9cc7fb", "#deb4ef", "#8fe0e0", "#ffffff",
            ]
        )
        package static let light = Palette(
            foreground: "#24292f",
            background: "#ffffff",
            basic: [
                "#24292f", "#b3261e", "#1a6e2e", "#825400", "#0b57b0", "#7d34a0", "#0a6a70", "#5b636d",
                "#5b636d", "#c4342b", "#1f7a35", "#8f5d00", "#1765c4", "#8b3fb0", "#0d757c", "#24292f",
            ]
        )

        /// The colours that `style` is seen in, with reversed ones in their places.
        func colors(of style: Style) -> (foreground: String, background: String) {
            let foreground = self.color(style.foreground) ?? self.foreground
            let background = self.color(style.background) ?? self.background
            return style.attributes.contains(.reverse) ? (background, foreground) : (foreground, background)
        }

        private func color(_ color: Style.Color) -> String? {
            guard case .palette(let index) = color else { return nil }
            switch Int(index) {
            case let index where index < self.basic.count: return self.basic[index]
            case let index where index < 232:
                let cube = index - 16
                return Self.hexadecimal([cube / 36, cube / 6 % 6, cube % 6].map { $0 == 0 ? 0 : 55 + 40 * $0 })
            case let index: return Self.hexadecimal(Array(repeating: 8 + 10 * (index - 232), count: 3))
            }
        }

        private static func hexadecimal(_ parts: [Int]) -> String {
            "#" + parts.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        }
    }
}

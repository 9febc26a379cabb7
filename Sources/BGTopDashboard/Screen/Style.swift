/// How a cell looks.
public struct Style: Hashable, Sendable {
    /// A colour of the terminal's own palette, so that a person's colour scheme is respected.
    public enum Color: Hashable, Sendable {
        /// Whatever the terminal uses when nobody asks for a colour.
        case standard
        /// An index into the terminal's palette; 0 to 15 exist wherever there is colour.
        case palette(UInt8)
    }

    public struct Attributes: OptionSet, Hashable, Sendable {
        public let rawValue: UInt8

        public init(rawValue: UInt8) {
            self.rawValue = rawValue
        }

        public static let bold = Attributes(rawValue: 1)
        public static let dim = Attributes(rawValue: 2)
        public static let underline = Attributes(rawValue: 4)
        public static let reverse = Attributes(rawValue: 8)
    }

    public var foreground: Color
    public var background: Color
    public var attributes: Attributes

    public init(foreground: Color = .standard, background: Color = .standard, attributes: Attributes = []) {
        self.foreground = foreground
        self.background = background
        self.attributes = attributes
    }

    public static let plain = Style()
}

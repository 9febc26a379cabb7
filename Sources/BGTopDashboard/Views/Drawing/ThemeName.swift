/// The themes that there are. The raw value is the name by which a person asks for one, on the command line or in a file.
public enum ThemeName: String, CaseIterable, Hashable, Sendable {
    /// The terminal's own palette, as the person has set it up: reads on dark and on light.
    case standard = "default"
    /// For a background from black to #1e1e1e.
    case dark
    /// For a background from white to #f0f0f0.
    case light
    /// As ``dark``, and whatever differs in meaning differs for those too who see no red, no green or no blue.
    case colorBlind = "colour-blind"
    /// As ``colorBlind``, for the backgrounds of ``light``.
    case colorBlindLight = "colour-blind-light"

    /// All names, as the end of a sentence: `default, dark or light`.
    public static let choice: String = {
        let names = Self.allCases.map(\.rawValue)
        return names.dropLast().joined(separator: ", ") + " or " + names[names.count - 1]
    }()

    /// Whether it is meant for a light background.
    var isForLight: Bool { self == .light || self == .colorBlindLight }
}

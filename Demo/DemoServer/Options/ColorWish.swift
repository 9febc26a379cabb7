public import ArgumentParser

/// Whether the dashboard uses colour.
public enum ColorWish: String, ExpressibleByArgument, CaseIterable, Sendable {
    /// If the terminal has colours and `NO_COLOR` is not set.
    case auto
    case always
    case never
}

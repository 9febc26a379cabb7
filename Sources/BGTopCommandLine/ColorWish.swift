import ArgumentParser

/// Whether the dashboard uses colour.
package enum ColorWish: String, ExpressibleByArgument, CaseIterable, Sendable {
    /// If the terminal has colours and `NO_COLOR` is not set.
    case auto
    case always
    case never
}

import ArgumentParser

/// How the report at the end is written.
package enum ReportFormat: String, ExpressibleByArgument, CaseIterable, Sendable {
    /// For a person: the last picture of the shutdown, the report, and what to try next.
    case text
    /// For a program: one line of JSON on standard output, everything else on standard error.
    case json
}

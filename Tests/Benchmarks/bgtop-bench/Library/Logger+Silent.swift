import Logging

extension Logger {
    /// What is measured is not how fast lines are written.
    static let silent = Logger(label: "bgtop-bench", factory: { _ in SwiftLogNoOpLogHandler() })
}

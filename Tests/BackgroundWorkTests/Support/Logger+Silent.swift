import Logging

extension Logger {
    /// A logger that writes nowhere.
    static var silent: Logger { Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }) }
}

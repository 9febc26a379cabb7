import Logging
import NIOCore
import Synchronization

/// What is logged of viewers: so many lines in a minute and no more, so that nobody fills the log by connecting again and again.
///
/// Safe to use from any thread.
final class ViewerLog: Sendable {
    private let logger: Logger
    private let allowance: Mutex<Allowance>

    init(_ logger: Logger, linesPerMinute limit: Int) {
        self.logger = logger
        self.allowance = Mutex(Allowance(limit, per: .minutes(1)))
    }

    /// - Parameter now: When it is, which only a test has to say.
    func write(
        _ level: Logger.Level,
        _ message: Logger.Message,
        metadata: Logger.Metadata = [:],
        at now: NIODeadline = .now()
    ) {
        // What is not written takes no place from what is.
        guard level >= self.logger.logLevel else { return }
        let (isAllowed, isFirstRefused) = self.allowance.withLock { allowance in
            (allowance.take(at: now), allowance.asked == allowance.limit + 1)
        }
        if isAllowed {
            self.logger.log(level: level, message, metadata: metadata)
        } else if isFirstRefused {
            self.logger.warning("Viewers give so much to log that the rest of this minute is left out.")
        }
    }
}

import BackgroundWorkEvents

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

extension Interruption {
    /// Why nothing more comes of a process whose connection has ended, as far as that can be known.
    ///
    /// - Parameters:
    ///   - hasReport: Whether the process has told what its shutdown came to.
    ///   - isNumberKnown: Whether this system knows it by the number that it states.
    init(of process: ProcessDescription, hasReport: Bool, isNumberKnown: Bool) {
        if hasReport {
            self.init(reason: "The process has ended, and its report is the last that it told.", isRetrying: false)
            return
        }
        // Another machine's processes have numbers of their own, and so have those of another container.
        let isHere = process.host == ProcessDescription.ownHost
        let isGone = isHere && isNumberKnown && kill(process.processID, 0) != 0 && errno == ESRCH
        if isGone {
            // Short enough for the line in which its successor is told of.
            let reason = "The process is gone without a report: killed, crashed, or ended without waiting."
            self.init(reason: reason, isRetrying: false)
        } else {
            self.init(reason: "The connection to \(process.nameInReason) was cut.", isRetrying: true)
        }
    }

    /// Why nothing comes of a process whose connection stands: nobody knows, and it may go on.
    init(ofSilent process: ProcessDescription, for silence: Duration) {
        self.init(
            reason: "\(process.nameInReason) has said nothing for \(silence.components.seconds) s: it may be stopped.",
            isRetrying: true
        )
    }
}

extension ProcessDescription {
    fileprivate var nameInReason: String { "\(self.name), pid \(self.processID)," }
}

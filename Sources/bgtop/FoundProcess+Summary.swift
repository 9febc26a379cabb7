import BGTopClient
import BackgroundWorkEvents
import Foundation

extension FoundProcess {
    /// The process in one line, as far as a person wants to know which it is.
    var summary: String {
        let since = Duration.seconds(Date.now.timeIntervalSince1970 - Double(self.startedSince1970) / 1e9)
        let rights = self.allowsControl ? "" : ", look only"
        return "\(self.process.name)  pid \(self.process.processID)  \(self.process.user)  up \(UpTime.text(since))\(rights)"
    }
}

/// For how long a process has run, in the two largest units.
enum UpTime {
    static func text(_ time: Duration) -> String {
        let seconds = max(0, time.components.seconds)
        switch seconds {
        case ..<60: return "\(seconds) s"
        case ..<3_600: return "\(seconds / 60) min"
        case ..<86_400: return "\(seconds / 3_600) h \(seconds % 3_600 / 60) min"
        default: return "\(seconds / 86_400) d \(seconds % 86_400 / 3_600) h"
        }
    }
}

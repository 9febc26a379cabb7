import BGTopStore
import BackgroundWorkEvents

extension Model {
    /// Says what is wrong with the settings, and puts it into the log, where it can be read again.
    mutating func complain(_ sentences: [String]) {
        guard let first = sentences.first else { return }
        for sentence in sentences {
            self.store.fold(TaskEvent(at: self.store.now, .log(LogLine(level: .warning, label: "bgtop", message: sentence))))
        }
        let others = sentences.count - 1
        self.say(first + (others == 0 ? "" : " And \(others) more: 5 has \(others == 1 ? "both" : "all")."), .refused)
    }
}

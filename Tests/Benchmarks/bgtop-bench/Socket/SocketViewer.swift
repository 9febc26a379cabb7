import BGTopClient
import BGTopStore
import BackgroundWorkEvents
import Dispatch
import Foundation

/// What a viewer does, in a process of its own: it attaches, and folds all that it is told into a store.
///
/// It prints two lines: when it has the snapshot, after how many milliseconds that was and how much memory is resident; at the end, how
/// many tasks it has seen end and how many events it has lost.
struct SocketViewer {
    let path: String
    /// After how many tasks have ended it is over.
    let count: Int

    func run(say: (String) -> Void) throws {
        let start = Stopwatch.now
        let process = AttachedProcess(try Discovery.process(at: self.path), successor: .samePath)
        let isReady = DispatchSemaphore(value: 0)
        let subscription = process.subscribe(maximumBuffered: 65_536) { isReady.signal() }
        defer { subscription.cancel() }
        var store = TaskStore()
        var (finished, hasSnapshot, isOver) = (0, false, false)
        while !isOver {
            isReady.wait()
            var events: [TaskEvent] = []
            subscription.drain(into: &events)
            for event in events {
                store.fold(event)
                switch event.kind {
                case .finished: finished += 1
                case .interrupted: isOver = true
                default: break
                }
            }
            if !hasSnapshot, store.process != nil {
                hasSnapshot = true
                say("\((Stopwatch.now - start) * 1e3) \(try MemoryReading.now.resident)")
            }
            if finished >= self.count || store.eventsLost > 0 { isOver = true }
        }
        say("\(finished) \(store.eventsLost)")
    }
}

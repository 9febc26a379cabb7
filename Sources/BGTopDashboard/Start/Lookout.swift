import BackgroundWorkEvents
import Dispatch
import Synchronization

/// Finds out every second what can be watched, on a thread of its own: whoever does not answer makes a look last.
final class Lookout: Sendable {
    private let news = Mutex<StartScreen.Offer?>(nil)
    private let isOver = ThreadSignal()

    init(_ look: @escaping @Sendable () -> StartScreen.Offer, waker: TerminalWaker) {
        DispatchQueue(label: "bgtop.lookout").async {
            while !self.isOver.wait(atMost: .seconds(1)) {
                let offer = look()
                self.news.withLock { $0 = offer }
                waker.wake()
            }
        }
    }

    /// What was found last, once.
    func takeNews() -> StartScreen.Offer? {
        self.news.withLock { $0.take() }
    }

    /// No look begins from here on.
    func end() {
        self.isOver.signal()
    }
}

import BackgroundWorkEvents
import BackgroundWorkWire
import Dispatch
import NIOCore
import NIOPosix
import Synchronization

/// The connection of one subscription, made anew whenever it breaks.
///
/// Safe to use from any thread.
final class ServerLink: Sendable {
    private struct State {
        /// The process that was last heard of.
        var process: ProcessDescription
        /// Whether this system knows it by the number that it states.
        var isNumberKnown: Bool
        /// Whether who answered last does what viewers ask, as it says of itself.
        var allowsControl: Bool
        /// Who is at the other end of the connection.
        var peer: Peer?
        var channel: (any Channel)?
        var backoff = Backoff()
        /// Whether anything has been told: whoever was let in once has something to wait for.
        var hasTold = false
        /// Whether the process has told what its shutdown came to.
        var hasReport = false
        /// What the viewer has been told of why nothing comes; nil while something does.
        var interruption: Interruption?
        var isCancelled = false
    }

    /// Where successors are looked for: whoever is asked may take a second, and what comes meanwhile must not wait for that.
    private static let lookout = DispatchQueue(label: "bgtop.lookout", attributes: .concurrent)

    private let whereabouts: Whereabouts
    private let successor: AttachedProcess.Successor
    /// Says where to look.
    private let environment: [String: String]
    /// After how long without a word from the process it is said that none comes.
    private let silence: Duration
    private let inbox: EventInbox
    private let thread: ClientThread
    private let loop: any EventLoop
    private let state: Mutex<State>

    init(
        to found: FoundProcess,
        at whereabouts: Whereabouts,
        successor: AttachedProcess.Successor,
        environment: [String: String],
        silence: Duration,
        inbox: EventInbox,
        thread: ClientThread
    ) {
        self.whereabouts = whereabouts
        self.successor = successor
        self.environment = environment
        self.silence = silence
        self.inbox = inbox
        self.thread = thread
        self.loop = thread.loop
        self.state = Mutex(
            State(process: found.process, isNumberKnown: found.isNumberKnown, allowsControl: found.allowsControl)
        )
    }

    var allowsControl: Bool { self.state.withLock(\.allowsControl) }

    func connect() {
        guard !self.state.withLock(\.isCancelled) else { return }
        let connection = ClientBootstrap(group: self.loop)
            .connectTimeout(.seconds(5))
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let silence = TimeAmount.nanoseconds(self.silence.clampedNanoseconds)
                    try channel.pipeline.syncOperations.addHandler(ServerHandler(link: self, silence: silence))
                }
            }
            .connect(unixDomainSocketPath: self.whereabouts.path)
        connection.whenFailure { _ in self.interrupt(isUnreachable: true) }
    }

    /// The connection stands. Told before the server is greeted: a viewer that has heard of the process can ask it for something.
    func connected(_ channel: any Channel) {
        let operations = channel.pipeline.syncOperations
        let peer = try? operations.withUnsafeTransportIfAvailable(of: NIOBSDSocket.Handle.self, Peer.init(ofSocket:))
        let isCancelled = self.state.withLock { state in
            state.channel = channel
            state.peer = peer ?? nil
            return state.isCancelled
        }
        if isCancelled { channel.close(promise: nil) }
    }

    func cancel() {
        let channel = self.state.withLock { state in
            state.isCancelled = true
            return state.channel.take()
        }
        channel?.close(promise: nil)
    }

    func send(_ command: TaskCommand, by requester: Requester) {
        // Nothing is asked of a process that may be stopped: it would do it whenever it goes on.
        guard let channel = self.state.withLock({ $0.interruption == nil ? $0.channel : nil }) else { return }
        channel.writeAndFlush(channel.allocator.buffer(bytes: FrameWriter.frame(command, by: requester)), promise: nil)
    }

    // MARK: - What comes

    /// The server has said who it is, before it tells anything: who hears of the process can know what may be asked of it.
    func greeted(by hello: Hello) {
        self.state.withLock { $0.allowsControl = hello.allowsControl }
    }

    /// - Parameter onRoom: As of ``EventInbox/add(_:at:onRoom:)``.
    /// - Returns: Whether more may come at once.
    func take(_ events: [TaskEvent], onRoom: @escaping @Sendable () -> Void) -> Bool {
        self.state.withLock { state in
            for event in events {
                switch event.kind {
                case .snapshot(let snapshot):
                    state.process = snapshot.process
                    state.isNumberKnown = state.peer?.processID == snapshot.process.processID
                    state.hasTold = true
                    state.hasReport = snapshot.report != nil
                    state.interruption = nil
                    state.backoff.reset()
                case .stopped: state.hasReport = true
                default: break
                }
            }
        }
        return self.inbox.add(events, at: .monotonicNow, onRoom: onRoom)
    }

    /// Nothing comes, though the connection stands.
    func fellSilent() {
        let news = self.state.withLock { state -> Interruption? in
            guard state.interruption == nil else { return nil }
            let silence = Interruption(ofSilent: state.process, for: self.silence)
            state.interruption = silence
            return silence
        }
        if let news { self.tell(news) }
    }

    /// The connection has ended.
    func lost(_ ending: ServerHandler.Ending) {
        self.state.withLock { $0.channel = nil }
        switch ending {
        case .closed, .outdated: self.interrupt(isUnreachable: false)
        case .refused(let sentence): self.refused(sentence)
        case .unusable(let sentence): self.tell(Interruption(reason: sentence, isRetrying: false))
        }
    }

    /// Somebody is there, and does not let this viewer in. Who was let in before goes on trying: a place may become free.
    private func refused(_ sentence: String) {
        let (delay, news) = self.state.withLock { state -> (Duration?, Interruption?) in
            let refusal = Interruption(reason: sentence, isRetrying: state.hasTold)
            guard state.hasTold else { return (nil, refusal) }
            // Of a process that is known to have ended, what answers in its place tells nothing.
            let isNews = state.interruption.map { $0.isRetrying && $0 != refusal } ?? true
            if isNews { state.interruption = refusal }
            return (state.backoff.next(), isNews ? refusal : nil)
        }
        if let news { self.tell(news) }
        if let delay { self.loop.scheduleTask(in: .nanoseconds(delay.clampedNanoseconds)) { self.connectWhenTaken() } }
    }

    /// Says that nothing comes, and once it is known that the process has ended, and looks for it again, or for its successor.
    ///
    /// - Parameter isUnreachable: Whether no connection could be made at all.
    private func interrupt(isUnreachable: Bool) {
        let (delay, news) = self.state.withLock { state in
            let now = Interruption(of: state.process, hasReport: state.hasReport, isNumberKnown: state.isNumberKnown)
            let isNews = state.interruption.map { $0.isRetrying && !now.isRetrying } ?? true
            if isNews { state.interruption = now }
            return (state.backoff.next(), isNews ? now : nil)
        }
        if let news { self.tell(news) }
        self.loop.scheduleTask(in: .nanoseconds(delay.clampedNanoseconds)) {
            guard isUnreachable, case .sameName = self.successor, !self.state.withLock(\.isCancelled) else {
                return self.connectWhenTaken()
            }
            Self.lookout.async {
                self.lookForProcess()
                self.connectWhenTaken()
            }
        }
    }

    /// Each connection brings a snapshot: where nobody takes what has come, no more of them are made.
    private func connectWhenTaken() {
        self.inbox.whenRoom { [weak self] in
            guard let self else { return }
            self.loop.execute { self.connect() }
        }
    }

    private func tell(_ interruption: Interruption) {
        guard !self.state.withLock(\.isCancelled) else { return }
        let now = TaskInstant.monotonicNow
        _ = self.inbox.add([TaskEvent(at: self.inbox.instant(at: now), .interrupted(interruption))], at: now) {}
    }

    /// Finds out where the process is now, or the one that has taken its place. Waits for those who are asked.
    private func lookForProcess() {
        let path = self.whereabouts.path
        let process = self.state.withLock(\.process)
        switch Greeting.answers(at: [path], within: .seconds(1))[0] {
        case .success: return
        // It is there, and only takes nobody at the moment.
        case .failure(let failure) where failure.isServed: return
        // Whatever lies there: who is killed leaves the socket behind.
        case .failure: break
        }
        let candidates = Discovery.look(environment: self.environment).processes.filter {
            $0.process.name == process.name && $0.process.user == process.user
        }
        guard let youngest = candidates.max(by: { $0.startedSince1970 < $1.startedSince1970 }) else { return }
        self.whereabouts.move(from: path, to: youngest.path)
    }
}

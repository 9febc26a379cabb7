public import BackgroundWorkEvents

extension BackgroundTasks {
    /// How much runs at once, how a shutdown goes, and who gets to see what.
    public struct Configuration: Sendable {
        /// What becomes of queued tasks when a shutdown begins.
        public enum QueuedOnShutdown: Hashable, Sendable {
            /// They are started as room becomes free, until the grace period ends.
            case run
            /// They are discarded at once.
            case discard
        }

        /// How closely tasks are watched while they run.
        public enum Instrumentation: Hashable, Sendable {
            /// The library knows what each task does with threads: tasks and their children run on threads of the library's own,
            /// through a probe. A task that blocks takes a thread from other tasks and none from the server that answers requests.
            case full
            /// The library knows when a task starts and ends, and what it says of itself. Tasks run on Swift's global pool.
            case lifecycle
        }

        /// How many tasks run at once. At least 1; `Int.max` is no limit.
        public var maximumRunning: Int
        /// How many accepted tasks wait for a place among the running. At least 0; `Int.max` is no limit.
        public var maximumQueued: Int
        /// How long running and queued work is left to itself after a shutdown began.
        public var shutdownGracePeriod: Duration
        public var queuedOnShutdown: QueuedOnShutdown
        /// How long after it was asked to stop a task that still runs is called uncooperative. Time in which the process was stopped does
        /// not count.
        public var uncooperativeAfter: Duration
        /// How long after that a shutdown is given up, with tasks still running; nil: never. Needs ``onAbandon``, which has to end the
        /// process: nothing else can.
        public var abandonAfter: Duration?
        /// Called when a shutdown is given up. A task that ignores cancellation cannot be ended, only the process can: this is
        /// the place to end it. Called on the thread that keeps the deadlines, so it works when every pool is blocked.
        public var onAbandon: (@Sendable (DrainReport) -> Void)?
        public var instrumentation: Instrumentation
        /// How many threads of its own the library runs tasks on; nil: as many as the machine has cores, whatever share of them the process
        /// may use, and at least 2.
        public var poolWidth: Int?
        /// What viewers call this process.
        public var processName: String
        /// Sees every field, annotation and error text before anybody else does, and returns what they get to see.
        public var redact: (@Sendable (RedactionSubject) -> String)?
        /// The application's own actions, and its way to shut down.
        public var host: (any BackgroundTasksHost)?

        public init(
            maximumRunning: Int = 1_024,
            maximumQueued: Int = 1_024,
            shutdownGracePeriod: Duration = .seconds(20),
            queuedOnShutdown: QueuedOnShutdown = .run,
            uncooperativeAfter: Duration = .seconds(1),
            abandonAfter: Duration? = nil,
            onAbandon: (@Sendable (DrainReport) -> Void)? = nil,
            instrumentation: Instrumentation = .full,
            poolWidth: Int? = nil,
            processName: String = CommandLine.arguments.first.map(Self.lastPathComponent) ?? "server",
            redact: (@Sendable (RedactionSubject) -> String)? = nil,
            host: (any BackgroundTasksHost)? = nil
        ) {
            self.maximumRunning = maximumRunning
            self.maximumQueued = maximumQueued
            self.shutdownGracePeriod = shutdownGracePeriod
            self.queuedOnShutdown = queuedOnShutdown
            self.uncooperativeAfter = uncooperativeAfter
            self.abandonAfter = abandonAfter
            self.onAbandon = onAbandon
            self.instrumentation = instrumentation
            self.poolWidth = poolWidth
            self.processName = processName
            self.redact = redact
            self.host = host
        }

        /// What is wrong with the configuration, as a sentence; nil if it can be used.
        public var problem: String? {
            if self.maximumRunning < 1 { return "maximumRunning is \(self.maximumRunning); at least 1 task has to run" }
            if self.maximumQueued < 0 { return "maximumQueued is \(self.maximumQueued); it cannot be negative" }
            if self.shutdownGracePeriod < .zero { return "shutdownGracePeriod is negative" }
            if self.uncooperativeAfter < .zero { return "uncooperativeAfter is negative" }
            if let abandonAfter, abandonAfter < .zero { return "abandonAfter is negative" }
            if self.abandonAfter != nil, self.onAbandon == nil {
                return "abandonAfter is set and onAbandon is not: nobody would end the process"
            }
            if let poolWidth, poolWidth < 1 { return "poolWidth is \(poolWidth); at least 1 thread has to run the tasks" }
            return nil
        }

        /// `/usr/bin/server` is called `server`.
        public static func lastPathComponent(_ path: String) -> String {
            path.split(separator: "/").last.map(String.init) ?? path
        }
    }
}

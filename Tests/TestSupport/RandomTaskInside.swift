package import BackgroundWorkEvents

/// What happens inside a task of a ``RandomServer``: what it does with threads, and its parts.
package struct RandomTaskInside {
    package private(set) var activity: TaskActivity?
    package private(set) var nodes = TaskNodes()
    package private(set) var deliveredAt: TaskInstant?
    package private(set) var progress: TaskProgress?
    package private(set) var annotations: [TaskDescription.Field] = []
    /// When the shares of ``activity`` were last brought up to date.
    private var readAt = TaskInstant(nanoseconds: 0)

    package func sample(of id: BackgroundTaskID) -> TaskSample {
        TaskSample(
            id: id,
            progress: self.progress,
            annotations: self.annotations,
            activity: self.activity,
            nodes: self.nodes,
            deliveredAt: self.deliveredAt
        )
    }

    mutating func start(at now: TaskInstant) {
        self.activity = TaskActivity(state: .ready, since: now, wakes: 1)
        self.readAt = now
    }

    /// Time passes, and the task does something.
    mutating func work(at now: TaskInstant, isCancelled: Bool, using random: inout SeededGenerator) {
        self.passTime(until: now)
        switch Int.random(in: 0..<6, using: &random) {
        case 0: self.progress = TaskProgress(fraction: Double.random(in: 0...1, using: &random), at: now)
        case 1: self.annotations.append(.init("key \(self.annotations.count)", "value"))
        case 2, 3: self.open(at: now, using: &random)
        default: self.close(at: now, using: &random)
        }
        self.change(to: TaskActivity.State.allCases.randomElement(using: &random) ?? .waiting, at: now)
        if isCancelled, self.deliveredAt == nil { self.deliver(at: now) }
    }

    mutating func end(at now: TaskInstant, leavingOpen: Bool) {
        self.passTime(until: now)
        guard !leavingOpen else { return }
        for index in self.nodes.listed.indices where self.nodes.listed[index].isOpen { self.end(index, at: now) }
    }

    private mutating func passTime(until now: TaskInstant) {
        let passed = (now - self.readAt).clampedNanoseconds
        self.readAt = now
        switch self.activity?.state {
        case .running:
            self.activity?.nanoseconds.onThread += passed
            self.activity?.nanoseconds.busy += passed
        case .ready:
            self.activity?.nanoseconds.ready += passed
            self.activity?.nanoseconds.scheduled += passed
        case .waiting, nil:
            self.activity?.nanoseconds.waiting += passed
        }
    }

    private mutating func change(to state: TaskActivity.State, at now: TaskInstant) {
        guard let old = self.activity, state != old.state else { return }
        if old.state == .running {
            let length = (now - old.since).clampedNanoseconds
            self.activity?.pollLengths.count(nanoseconds: length)
            self.activity?.nanoseconds.longestPoll = max(old.nanoseconds.longestPoll, length)
        }
        if state == .running { self.activity?.polls += 1 } else if state == .ready { self.activity?.wakes += 1 }
        self.activity?.state = state
        self.activity?.since = now
    }

    private mutating func open(at now: TaskInstant, using random: inout SeededGenerator) {
        guard self.nodes.listed.count < TaskNodes.maximum else { return }
        let parent = self.nodes.listed.filter(\.isOpen).randomElement(using: &random)
        let node = TaskNode(
            id: UInt32(self.nodes.listed.count + 1),
            parent: parent?.id ?? 0,
            name: ["query", "render", "upload"].randomElement(using: &random) ?? "query",
            location: TaskDescription.SourceLocation(fileID: "Server/Work.swift", line: 12),
            startedAt: now,
            isEscaped: Int.random(in: 0..<20, using: &random) == 0
        )
        self.nodes.listed.append(node)
        self.nodes.revision += 1
    }

    private mutating func close(at now: TaskInstant, using random: inout SeededGenerator) {
        let open = self.nodes.listed.indices.filter { self.nodes.listed[$0].isOpen }
        if let index = open.randomElement(using: &random) { self.end(index, at: now) }
    }

    private mutating func end(_ index: Int, at now: TaskInstant) {
        self.nodes.listed[index].endedAt = now
        self.nodes.listed[index].outcome = .succeeded
        self.nodes.revision += 1
    }

    private mutating func deliver(at now: TaskInstant) {
        self.deliveredAt = now
        for index in self.nodes.listed.indices where self.nodes.listed[index].isOpen {
            self.nodes.listed[index].deliveredAt = now
        }
        self.nodes.revision += 1
    }
}

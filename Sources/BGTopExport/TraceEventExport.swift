import BGTopStore
package import BackgroundWorkEvents

/// Writes what tasks did as a trace that Perfetto and `chrome://tracing` open: JSON in the trace-event format.
///
/// A task is a track, with slices for the time that it was queued, ran and was asked to stop, and for its named parts. Counters tell
/// how many were running and queued. `otherData` has the totals, which are those of the server's own report; where one process came
/// after another, those of the last, and those of the others as they were last seen in `earlier processes`.
///
/// Text comes as events go in, and has to be put together in that order. What is kept is what lives: a task is written when it has
/// ended.
package struct TraceEventExport {
    /// More warnings of one task than anybody reads.
    private static let maximumWarnings = 64

    /// Knows what is true at each moment. What is over has been written.
    private var store = TaskStore(
        retention: Retention(succeededRows: 1, unsuccessfulRows: 1, logLines: 0, auditEntries: 0, names: 1)
    )
    private var origin: TraceOrigin?
    /// Of the live tasks.
    private var tracks: [BackgroundTaskID: Int] = [:]
    private var lastTrack = TraceRecord.processTrack
    private var warnings: [BackgroundTaskID: [TraceSlice]] = [:]
    private var counted: (running: Int, queued: Int)?
    private var eventsLost: UInt64 = 0
    /// How often it went on after a time in which the process could not be seen.
    private var interruptions: UInt64 = 0
    private var hasRecords = false
    /// What is known of the processes before this one, in their order, as JSON.
    private var earlierProcesses: [String] = []

    package init() {}

    /// Whether the end of the process has not been told: neither its report nor that it is gone.
    package var lacksEnd: Bool {
        self.store.process != nil && self.store.report == nil && self.store.interruption?.isRetrying != false
    }

    /// What the trace begins with.
    package var beginning: String { #"{"displayTimeUnit":"ms","traceEvents":["# }

    /// Takes in what happened.
    ///
    /// - Returns: What is to be written of it; often nothing.
    package mutating func add(_ event: TaskEvent) -> String {
        var records: [TraceRecord] = []
        switch event.kind {
        case .snapshot: records += self.foldSnapshot(event)
        case .submitted(let task):
            self.store.fold(event)
            self.assignTrack(to: task.id)
        case .finished(let end):
            self.store.fold(event)
            if let row = self.store.row(end.id) { records += self.finish(row, at: self.store.now, isLost: false) }
        case .warning(let warning):
            self.store.fold(event)
            self.note(warning)
        case .audit(let entry):
            self.store.fold(event)
            records += self.instant(entry.sentence) { json in
                json.add("asked by", entry.requester.description)
                json.add("refused", entry.wasRefused)
            }
        case .phaseChanged(let drain):
            self.store.fold(event)
            records += self.instant(drain.phase.rawValue) { json in
                if let requester = drain.requestedBy { json.add("asked by", requester.description) }
            }
        case .gap(let lost):
            self.store.fold(event)
            self.eventsLost &+= lost
        default: self.store.fold(event)
        }
        return self.text(of: records + self.counters())
    }

    /// Writes what still lives, and what the trace ends with.
    ///
    /// - Parameter reason: Why it does not tell all that happened; nil if it does.
    package mutating func end(incomplete reason: String? = nil) -> String {
        let records = self.store.live.flatMap { self.finish($0, at: self.store.now, isLost: false) }
        return self.text(of: records) + "\n],\"otherData\":\(self.otherData(incomplete: reason))}\n"
    }

    // MARK: - Tasks

    private mutating func foldSnapshot(_ event: TaskEvent) -> [TraceRecord] {
        let (live, process, now) = (Array(self.store.live), self.store.process, self.store.now)
        guard case .snapshot(let snapshot) = event.kind else { return [] }
        let wasUnseen = self.store.interruption != nil
        let totals = JSONText.with(self.addTotals)
        self.store.fold(event)
        let isSuccessor = self.store.process != process
        if isSuccessor, process != nil { self.earlierProcesses.append(totals) }
        // Of another process nothing came before.
        if wasUnseen, !isSuccessor { self.interruptions += 1 }
        var records: [TraceRecord] = []
        for row in live where isSuccessor || self.store.row(row.id)?.state.isAlive != true {
            records += self.finish(row, at: isSuccessor ? now : self.store.now, isLost: true)
        }
        if isSuccessor {
            self.origin = TraceOrigin(snapshot, after: self.origin)
            self.counted = nil
            records += self.introduction()
        }
        for row in self.store.live { self.assignTrack(to: row.id) }
        return records
    }

    private mutating func assignTrack(to id: BackgroundTaskID) {
        guard self.tracks[id] == nil, self.store.row(id)?.state.isAlive == true else { return }
        self.lastTrack += 1
        self.tracks[id] = self.lastTrack
    }

    private mutating func note(_ warning: TaskWarning) {
        guard self.tracks[warning.id] != nil, let moment = self.moment else { return }
        guard self.warnings[warning.id, default: []].count < Self.maximumWarnings else { return }
        let name = (warning.isRaised ? "warning: " : "no longer: ") + warning.kind.rawValue
        let arguments = JSONText.with { $0.add("message", warning.message) }
        self.warnings[warning.id, default: []].append(TraceSlice(name, at: moment, arguments: arguments))
    }

    private mutating func finish(_ row: TaskRow, at now: TaskInstant, isLost: Bool) -> [TraceRecord] {
        // What has no track has been written.
        guard let origin, let process = self.process, let track = self.tracks.removeValue(forKey: row.id) else { return [] }
        let name = TraceRecord(
            phase: .metadata,
            name: "thread_name",
            process: process,
            track: track,
            arguments: JSONText.with { $0.add("name", "\(row.task.name) \(row.id)") }
        )
        let slices = TaskTrace(row: row, origin: origin, now: now, isLost: isLost).slices
        let warnings = self.warnings.removeValue(forKey: row.id) ?? []
        return [name] + TraceLanes(slices + warnings, process: process, track: track).records
    }

    // MARK: - The process

    private var process: Int32? { self.store.process?.processID }

    private var moment: UInt64? { self.origin?.moment(self.store.now) }

    private func introduction() -> [TraceRecord] {
        guard let process = self.store.process else { return [] }
        func metadata(_ name: String, _ key: String, _ value: String) -> TraceRecord {
            TraceRecord(
                phase: .metadata,
                name: name,
                process: process.processID,
                track: TraceRecord.processTrack,
                arguments: JSONText.with { $0.add(key, value) }
            )
        }
        return [
            metadata("process_name", "name", process.name),
            metadata("process_labels", "labels", "\(process.user) at \(process.host)"),
            metadata("thread_name", "name", "requests"),
        ]
    }

    private func instant(_ name: String, _ arguments: (inout JSONText) -> Void) -> [TraceRecord] {
        guard let process, let moment else { return [] }
        return [
            TraceRecord(
                phase: .instant,
                name: name,
                process: process,
                track: TraceRecord.processTrack,
                moment: moment,
                arguments: JSONText.with(arguments)
            )
        ]
    }

    private mutating func counters() -> [TraceRecord] {
        guard let process, let moment else { return [] }
        let counts = (running: self.store.running, queued: self.store.queued)
        if let counted, counted == counts { return [] }
        self.counted = counts
        let arguments = JSONText.with { json in
            json.add("running", counts.running)
            json.add("queued", counts.queued)
        }
        return [
            TraceRecord(
                phase: .counter,
                name: "tasks",
                process: process,
                track: TraceRecord.processTrack,
                moment: moment,
                arguments: arguments
            )
        ]
    }

    // MARK: - Text

    private mutating func text(of records: [TraceRecord]) -> String {
        var text = ""
        for record in records {
            text += self.hasRecords ? ",\n" : "\n"
            text += record.text
            self.hasRecords = true
        }
        return text
    }

    private func otherData(incomplete reason: String?) -> String {
        JSONText.with { json in
            self.addTotals(to: &json)
            if !self.earlierProcesses.isEmpty {
                json.add("earlier processes", json: "[\(self.earlierProcesses.joined(separator: ","))]")
            }
            json.add("events lost", self.eventsLost)
            json.add("interruptions", self.interruptions)
            if let reason { json.add("incomplete", reason) }
        }
    }

    private func addTotals(to json: inout JSONText) {
        // Requests may be refused for as long as the process lives, and a report counts those that came before it.
        let totals = self.store.report?.totals ?? self.store.totals
        if let process = self.store.process {
            json.add("process", process.name)
            json.add("pid", process.processID)
            json.add("host", process.host)
        }
        json.add("submitted", totals.submitted)
        for outcome in TaskOutcome.allCases { json.add(outcome.rawValue, totals[outcome]) }
        json.add("alive", totals.alive)
        for reason in RejectionReason.allCases { json.add("rejected: \(reason.rawValue)", totals.rejected[reason]) }
        let later = self.store.totals.rejected.total &- totals.rejected.total
        if later > 0 { json.add("rejected after the report", later) }
    }
}

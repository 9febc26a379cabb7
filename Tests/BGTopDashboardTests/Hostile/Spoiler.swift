import BackgroundWorkEvents

/// Turns what an application says into what one says that means harm to the terminal of whoever watches.
///
/// What has one name has one name afterwards, too, and what has different ones has different ones: figures still add up.
struct Spoiler {
    private var spoiled: [String: String] = [:]

    /// Longer texts go on and on.
    private static let long = 12

    mutating func spoil(_ text: String) -> String {
        if let spoiled = self.spoiled[text] { return spoiled }
        let sum = text.utf8.reduce(into: UInt64(14_695_981_039_346_656_037)) { $0 = ($0 ^ UInt64($1)) &* 1_099_511_628_211 }
        let opening = HostileText.openings[Int(sum % UInt64(HostileText.openings.count))]
        let isLong = text.utf8.count >= Self.long
        let spoiled = opening + text + (isLong ? HostileText.long : opening)
        // Only the few that come again and again: what every task has one of is made anew.
        if isLong { self.spoiled[text] = spoiled }
        return spoiled
    }

    mutating func spoil(_ text: String?) -> String? { text.map { self.spoil($0) } }

    /// Whether `text` is what became of another one.
    static func isSpoiled(_ text: String) -> Bool { HostileText.openings.contains { text.hasExactPrefix($0) } }

    mutating func spoil(_ event: TaskEvent) -> TaskEvent { TaskEvent(at: event.at, self.spoil(event.kind)) }

    mutating func spoil(_ kind: TaskEvent.Kind) -> TaskEvent.Kind {
        switch kind {
        case .snapshot(let snapshot): .snapshot(self.spoil(snapshot))
        case .submitted(let task): .submitted(self.spoil(task))
        case .cancelRequested(let id, let rank, let request): .cancelRequested(id, rank: rank, self.spoil(request))
        case .finished(let end): .finished(self.spoil(end))
        case .rejected(let name, let reason): .rejected(name: self.spoil(name), reason)
        case .sampled(let samples): .sampled(samples.map { self.spoil($0) })
        case .phaseChanged(let drain): .phaseChanged(self.spoil(drain))
        case .stopped(let report): .stopped(self.spoil(report))
        case .warning(let warning): .warning(self.spoil(warning))
        case .audit(let entry): .audit(self.spoil(entry))
        case .log(let line): .log(self.spoil(line))
        case .interrupted(let interruption):
            .interrupted(Interruption(reason: self.spoil(interruption.reason), isRetrying: interruption.isRetrying))
        case .gap, .started, .lateReport, .capacityChanged, .pools, .rewound: kind
        }
    }
}

extension String {
    /// Scalar by scalar: for Swift a prefix ends between characters.
    fileprivate func hasExactPrefix(_ prefix: String) -> Bool { self.unicodeScalars.starts(with: prefix.unicodeScalars) }
}

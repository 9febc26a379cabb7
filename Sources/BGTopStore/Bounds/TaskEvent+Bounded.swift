import BackgroundWorkEvents

extension TaskEvent: Bounded {
    var isBounded: Bool { self.kind.isBounded }
    var cut: Self { Self(at: self.at, self.kind.cut) }
}

extension TaskEvent.Kind: Bounded {
    var isBounded: Bool {
        switch self {
        case .snapshot(let snapshot): snapshot.isBounded
        case .submitted(let task): task.isBounded
        case .cancelRequested(_, _, let request): request.isBounded
        case .finished(let end): end.isBounded
        case .rejected(let name, _): name.isWithin(.name)
        case .sampled(let samples): samples.isBounded
        case .phaseChanged(let drain): drain.isBounded
        case .stopped(let report): report.isBounded
        case .warning(let warning): warning.isBounded
        case .audit(let entry): entry.isBounded
        case .log(let line): line.isBounded
        case .interrupted(let interruption): interruption.isBounded
        case .gap, .started, .lateReport, .capacityChanged, .pools, .rewound: true
        }
    }

    var cut: Self {
        switch self {
        case .snapshot(let snapshot): .snapshot(snapshot.cut)
        case .submitted(let task): .submitted(task.cut)
        case .cancelRequested(let id, let rank, let request): .cancelRequested(id, rank: rank, request.cut)
        case .finished(let end): .finished(end.cut)
        case .rejected(let name, let reason): .rejected(name: name.cut(to: .name), reason)
        case .sampled(let samples): .sampled(samples.cut)
        case .phaseChanged(let drain): .phaseChanged(drain.cut)
        case .stopped(let report): .stopped(report.cut)
        case .warning(let warning): .warning(warning.cut)
        case .audit(let entry): .audit(entry.cut)
        case .log(let line): .log(line.cut)
        case .interrupted(let interruption): .interrupted(interruption.cut)
        case .gap, .started, .lateReport, .capacityChanged, .pools, .rewound: self
        }
    }
}

import BGTopTeaching
import BackgroundWorkEvents

/// What is demanded of a run, and how it is seen in what was recorded.
struct Requirement: Sendable {
    /// Such as "ship must stop when pay fails".
    let demand: String
    /// What was done instead, such as "it ran on for 200 ms"; nil if the demand is met.
    private let fault: @Sendable (Timeline) -> String?

    init(_ demand: String, fault: @escaping @Sendable (Timeline) -> String?) {
        self.demand = demand
        self.fault = fault
    }

    func finding(in timeline: Timeline) -> Verdict.Finding {
        let fault = self.fault(timeline)
        return Verdict.Finding(sentence: fault.map { "\(self.demand): \($0)" } ?? self.demand, holds: fault == nil)
    }
}

/// What is demanded in more than one exercise.
extension Requirement {
    static let callReturns = Requirement("the call must return") { timeline in
        switch timeline.callEnding {
        case .returned: nil
        case .threw(let error): "it threw \(error)"
        case .hung: Self.hung
        }
    }

    static func callThrows(_ error: some Error) -> Requirement {
        Requirement("the call must throw \(type(of: error))") { timeline in
            switch timeline.callEnding {
            case .returned: "it returned"
            case .threw(String(describing: error)): nil
            case .threw(let other): "it threw \(other)"
            case .hung: Self.hung
            }
        }
    }

    static let callIsCancelled = Requirement("the call must throw when it is cancelled") { timeline in
        switch timeline.callEnding {
        case .returned: "it returned, as if all had been done"
        case .threw(let error): timeline.cancelledAt == nil ? "it threw \(error) before" : nil
        case .hung: Self.hung
        }
    }

    static let nothingIsLeft = Requirement("all work must be over when the call has ended") { timeline in
        let names = timeline.leftParts
        return names.isEmpty ? nil : "\(names.joined(separator: ", ")) went on"
    }

    /// - Parameter names: Of the lanes that have to end by themselves.
    static func areDone(_ demand: String, _ names: [String]) -> Requirement {
        Requirement(demand) { timeline in
            for name in names {
                let lanes = timeline.parts.filter { $0.name == name }
                switch lanes.first?.outcome {
                case _ where lanes.count > 1: return "\(name) was begun \(lanes.count) times"
                case .succeeded: continue
                case .failed: return "\(name) failed"
                case nil where lanes.isEmpty: return "\(name) was not begun"
                case nil: return "\(name) was not"
                default: return "\(name) was cancelled"
                }
            }
            return nil
        }
    }

    /// - Parameter names: Of the lanes of which all have to be open at one moment.
    static func overlap(_ demand: String, _ names: [String]) -> Requirement {
        Requirement(demand) { timeline in
            let lanes = timeline.parts.filter { names.contains($0.name) }
            guard let end = lanes.compactMap(\.endedAt).min(), let late = lanes.first(where: { $0.submittedAt > end }) else {
                return nil
            }
            return "\(late.name) was begun when another had ended"
        }
    }

    static let hung = "it did not end"
}

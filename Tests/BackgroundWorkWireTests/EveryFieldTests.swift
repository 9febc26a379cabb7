import BackgroundWorkEvents
import Testing

@testable import BackgroundWorkWire

/// That what goes into frames comes out of them proves nothing of a field that is always empty.
@Suite struct EveryFieldTests {
    @Test func `in the events of chance there is no field that says nothing, so that none can be forgotten on the way`() {
        var fields = ToldFields()
        for seed in UInt64(1)...50 {
            var random = RandomEvents(seed: seed)
            for event in random.oneOfEach() { fields.look(at: event) }
        }
        #expect(fields.untold.isEmpty)
        // Had nothing been looked at, nothing would be missing.
        #expect(fields.seen.count > 100)
    }

    @Test func `a field that says nothing is found`() {
        var fields = ToldFields()
        for reason in ["", ""] { fields.look(at: Interruption(reason: reason, isRetrying: true)) }
        fields.look(at: TaskProgress(fraction: 0, at: TaskInstant(nanoseconds: 7)))
        #expect(fields.untold == ["Interruption.reason", "TaskProgress.fraction"])
    }
}

/// The fields of values, by the types that they are fields of, and which of them ever said something.
private struct ToldFields {
    private(set) var seen: Set<String> = []
    private var told: Set<String> = []

    var untold: [String] { self.seen.subtracting(self.told).sorted() }

    mutating func look(at value: Any) {
        let mirror = Mirror(reflecting: value)
        // The elements of a collection, and what is behind an optional value, have no names, and belong to the field that holds them.
        let isStruct = mirror.displayStyle == .struct
        for child in mirror.children {
            if isStruct, let label = child.label {
                let name = "\(mirror.subjectType).\(label)"
                self.seen.insert(name)
                if Self.saysSomething(child.value) { self.told.insert(name) }
            }
            self.look(at: child.value)
        }
    }

    private static func saysSomething(_ value: Any) -> Bool {
        switch value {
        case let text as String: !text.isEmpty
        case let flag as Bool: flag
        case let number as any Numeric: "\(number)" != "0" && "\(number)" != "0.0"
        default:
            switch Mirror(reflecting: value).displayStyle {
            case .optional, .collection: !Mirror(reflecting: value).children.isEmpty
            default: true
            }
        }
    }
}

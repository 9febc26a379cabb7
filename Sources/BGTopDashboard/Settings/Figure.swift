import BackgroundWorkEvents

/// A figure in the settings file, which is changed there and nowhere else. To add one, add it to the list of its group.
struct Figure<Group>: Sendable {
    let name: String
    /// What it decides, for the help.
    let explanation: String
    /// What may stand there, as the beginning of a sentence.
    let expected: String
    /// As it would stand in the file.
    let defaultText: String
    /// Takes the figure over, if it is one.
    ///
    /// - Returns: Whether it was.
    let read: @Sendable (JSONValue, inout Group) -> Bool

    /// A time.
    static func time(
        _ name: String,
        _ explanation: String,
        in range: ClosedRange<Duration> = .milliseconds(1) ... .seconds(86_400),
        of group: Group,
        _ path: any WritableKeyPath<Group, Duration> & Sendable
    ) -> Figure {
        Figure(
            name: name,
            explanation: explanation,
            expected: "a time from \"\(range.lowerBound.setting)\" to \"\(range.upperBound.setting)\"",
            defaultText: "\"\(group[keyPath: path].setting)\""
        ) { value, group in
            guard case .string(let text) = value, let time = Duration(setting: text), range.contains(time) else { return false }
            group[keyPath: path] = time
            return true
        }
    }

    /// A whole number.
    static func count<Number: FixedWidthInteger & Sendable>(
        _ name: String,
        _ explanation: String,
        in range: ClosedRange<Number>,
        of group: Group,
        _ path: any WritableKeyPath<Group, Number> & Sendable
    ) -> Figure {
        Figure(
            name: name,
            explanation: explanation,
            expected: "a whole number from \(range.lowerBound) to \(range.upperBound)",
            defaultText: "\(group[keyPath: path])"
        ) { value, group in
            guard case .number(let text) = value, let count = Number(text), range.contains(count) else { return false }
            group[keyPath: path] = count
            return true
        }
    }

    /// A part of a whole.
    static func share(
        _ name: String,
        _ explanation: String,
        of group: Group,
        _ path: any WritableKeyPath<Group, Double> & Sendable
    ) -> Figure {
        Figure(
            name: name,
            explanation: explanation,
            expected: "a number from 0 to 1",
            defaultText: "\(group[keyPath: path])"
        ) { value, group in
            guard case .number(let text) = value, let share = Double(text), (0...1).contains(share) else { return false }
            group[keyPath: path] = share
            return true
        }
    }
}

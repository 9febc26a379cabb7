import BGTopStore
import BackgroundWorkEvents

extension TaskRow: Filterable {
    /// The words of the column STATE.
    static let stateWords =
        ["queued", "running", "ready", "waiting", "blocking", "cancelling"]
        + TaskOutcome.allCases.map { State.ended($0).description }
        + [State.lost.description, Interruption.unknownWord, Interruption.lostWord]

    static let filterFields: [FilterField<TaskRow>] = [
        FilterField(
            "state=waiting,ready",
            "one of the words of the column STATE",
            .word(Self.stateWords, isRanked: false) {
                $0.stateWord(in: $1).text
            }
        ),
        FilterField("name~mail", "the kind of work", .text { row, _ in row.task.name }),
        FilterField("age>1s", "since submission; of what has ended, until its end", .time { $0.age(at: $1.now) }),
        FilterField("waited<200ms", "in the queue, before it started", .time { $0.waited(at: $1.now) }),
        FilterField(
            "busy>50%",
            "of the time since its start, on a thread",
            .number(isPercentage: true) {
                TimeSpent($0, at: $1.now).busy.map(Double.init)
            }
        ),
        FilterField(
            "progress<50%",
            "how far it says that it is",
            .number(isPercentage: true) { row, _ in
                row.progress?.fraction.wholePercents.map(Double.init)
            }
        ),
        FilterField(
            "polls>10",
            "how often it got a thread",
            .number(isPercentage: false) { row, _ in
                row.activity.map { Double($0.polls) }
            }
        ),
        FilterField(
            "kids>2",
            "child tasks",
            .number(isPercentage: false) { row, _ in
                row.activity?.children.map(Double.init)
            }
        ),
        FilterField("ran>5s", "since its start", .time { $0.ran(at: $1.now) }),
        FilterField("ready>100ms", "able to go on, without a thread", .time { TimeSpent($0, at: $1.now).inside?.ready }),
        FilterField("waiting>1s", "suspended", .time { TimeSpent($0, at: $1.now).inside?.waiting }),
        FilterField("longest>100ms", "its longest poll", .time { $0.longestPoll(in: $1) }),
        FilterField("id=10107", "its number", .number(isPercentage: false) { row, _ in Double(row.id.rawValue) }),
        FilterField(
            "submitter=10107",
            "the number of the task that submitted it",
            .number(isPercentage: false) { row, _ in
                row.task.submitter.map { Double($0.rawValue) }
            }
        ),
        FilterField("from~/orders", "where the work came from", .text { row, _ in row.origin }),
        FilterField("source~Routes", "where in the source it was submitted", .text { row, _ in row.task.location.text }),
        FilterField("doing~smtp", "what the column DOING NOW says", .text { $0.doing(in: $1).text }),
        FilterField("error~451", "what it threw", .text { row, _ in row.errorText ?? "" }),
        FilterField("priority=high", "its priority", .text { row, _ in row.task.priority.priorityName }),
    ]

    /// Any other name is one that the application gave. With `field.` before it, it is so in any case.
    static func otherField(_ name: String) -> FilterField<TaskRow>? {
        let prefix = "field."
        let key = TextPattern(name.hasPrefix(prefix) ? String(name.dropFirst(prefix.count)) : name)
        guard !key.isEmpty else { return nil }
        return FilterField(
            named: name,
            .values { row, _ in
                (row.task.fields + row.annotations).filter { key.isAll(of: $0.key) }.map(\.value)
            }
        )
    }

    func has(_ pattern: TextPattern, in store: TaskStore) -> Bool {
        pattern.occurs(in: self.task.name)
            || pattern.occurs(in: self.stateWord(in: store).text)
            || pattern.occurs(in: self.id.description)
            || self.task.fields.contains { pattern.occurs(in: $0.value) || pattern.occurs(in: $0.key) }
            || self.nodes.listed.contains { $0.isOpen && pattern.occurs(in: $0.name) }
            || self.errorText.map(pattern.occurs) ?? false
            // Figures stand there that change all the time: rows that come and go with them are not what anybody looks for.
            || (pattern.hasLetter
                && (pattern.occurs(in: self.task.location.text) || pattern.occurs(in: self.doing(in: store).text)))
    }
}

extension TaskDescription.SourceLocation {
    /// As people write it: `Shop/Routes.swift:88`.
    fileprivate var text: String { "\(self.fileID):\(self.line)" }
}

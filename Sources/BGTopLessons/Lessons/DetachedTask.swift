import BGTopTeaching
import BackgroundWork
import BackgroundWorkEvents

/// What a task knows of whom it works for.
private struct Surroundings {
    let trace = Trace.id ?? "none"
    /// What it was made with.
    let basePriority = Task.basePriority ?? .medium
    /// What it runs at, since somebody may be waiting for it.
    let currentPriority = Task.currentPriority
}

/// Needs 200 ms. Returns what it is surrounded by then.
private func readPrices() async throws -> Surroundings {
    try await Task.sleep(for: .milliseconds(200))
    return Surroundings()
}

/// Shows them below the lanes.
private func show(_ surroundings: Surroundings) {
    let task = BackgroundTaskContext.current
    task?.annotate("trace", surroundings.trace)
    task?.annotate("priority", name(surroundings.basePriority))
}

/// The same of its priorities. To be called by the task that has waited for it.
private func showPriorities(_ surroundings: Surroundings) {
    let task = BackgroundTaskContext.current
    let isRaised = surroundings.currentPriority > surroundings.basePriority
    // What waits may itself be waited for, and run at more than it was made with.
    let isThatOfWaiter = isRaised && surroundings.currentPriority >= Task.currentPriority
    task?.annotate("priority", name(surroundings.basePriority))
    task?.annotate("runs at", isThatOfWaiter ? "the priority of who waits" : isRaised ? "another" : "its own priority")
}

private func name(_ priority: TaskPriority) -> String {
    switch priority {
    case .high: "high"
    case .medium: "medium"
    case .background: "background"
    default: "\(priority.rawValue)"
    }
}

extension Lesson {
    static let detachedTask = Lesson(
        number: 8,
        name: "detached-task",
        title: "A detached task",
        main: Variant(
            configuration: .init(),
            prompt: """
                The nightly work has background priority, and reads prices in a detached task, which needs 200 ms. Which trace ID \
                does that task have, which base priority, the one that it is made with, and is there a lane for it?
                """,
            listing: """
                try await tasks.add("nightly", options: .init(priority: .background)) {
                    try await Trace.$id.withValue("t-17") {
                        let prices = Task.detached {
                            try await tracked("prices") { try await readPrices() }
                        }
                        show(try await prices.value)
                    }
                }
                """,
            questions: [
                Question("trace", Self.pricesSee, truth: 1),
                Question("priority", Self.pricesHave, truth: 1),
                Question("prices", Self.pricesEnd, truth: 1),
            ],
            why: """
                A detached task inherits nothing: not the priority, so that it gets medium, and no task-local values, so that \
                its log lines belong to nobody. tracked finds its background task through a task-local too, and there is no \
                lane.
                """,
            line: #line
        ) { tasks in
            try await tasks.add("nightly", options: .init(priority: .background)) {
                try await Trace.$id.withValue("t-17") {
                    let prices = Task.detached {
                        try await tracked("prices") { try await readPrices() }
                    }
                    show(try await prices.value)
                }
            }
        },
        variants: [
            Variant(
                "Task in place of Task.detached",
                configuration: .init(),
                prompt: """
                    The prices are read in a Task {} that is not detached. Which trace ID does it have, which base priority, and \
                    is there a lane for it?
                    """,
                listing: """
                    try await tasks.add("nightly", options: .init(priority: .background)) {
                        try await Trace.$id.withValue("t-17") {
                            let prices = Task {
                                try await tracked("prices") { try await readPrices() }
                            }
                            show(try await prices.value)
                        }
                    }
                    """,
                questions: [
                    Question("trace", Self.pricesSee, truth: 0),
                    Question("priority", Self.pricesHave, truth: 0),
                    Question("prices", Self.pricesEnd, truth: 0),
                ],
                why: """
                    A Task {} is no child either, but it takes along the task-local values and the base priority of whoever \
                    makes it. It is seen, as a lane that has left the tree.
                    """,
                line: #line
            ) { tasks in
                try await tasks.add("nightly", options: .init(priority: .background)) {
                    try await Trace.$id.withValue("t-17") {
                        let prices = Task {
                            try await tracked("prices") { try await readPrices() }
                        }
                        show(try await prices.value)
                    }
                }
            },
            Variant(
                "the trace ID handed over",
                configuration: .init(),
                prompt: """
                    The detached task sets the trace ID itself. Which one is it, which base priority does the task have, and is \
                    there a lane for it?
                    """,
                listing: """
                    try await tasks.add("nightly", options: .init(priority: .background)) {
                        let prices = Task.detached {
                            try await Trace.$id.withValue("t-17") {
                                try await tracked("prices") { try await readPrices() }
                            }
                        }
                        show(try await prices.value)
                    }
                    """,
                questions: [
                    Question("trace", Self.pricesSee, truth: 0),
                    Question("priority", Self.pricesHave, truth: 1),
                    Question("prices", Self.pricesEnd, truth: 1),
                ],
                why: """
                    One value is handed over by hand. The others are lost as before, those of the library, the logger and the \
                    trace context among them: Task {} would have taken them all.
                    """,
                line: #line
            ) { tasks in
                try await tasks.add("nightly", options: .init(priority: .background)) {
                    let prices = Task.detached {
                        try await Trace.$id.withValue("t-17") {
                            try await tracked("prices") { try await readPrices() }
                        }
                    }
                    show(try await prices.value)
                }
            },
            Variant(
                "checkout at high, detached at background",
                configuration: .init(),
                prompt: """
                    checkout, submitted at high priority, awaits a task that is detached at background. Which base priority does \
                    that task have then, and at which does it run?
                    """,
                listing: """
                    try await tasks.add("checkout", options: .init(priority: .high)) {
                        try await Trace.$id.withValue("t-17") {
                            let prices = Task.detached(priority: .background) {
                                try await tracked("prices") { try await readPrices() }
                            }
                            showPriorities(try await prices.value)
                        }
                    }
                    """,
                questions: [
                    Question("priority", Self.pricesHave, truth: 0),
                    Question("runs at", Self.pricesRun, truth: 1),
                ],
                why: """
                    checkout awaits its value, and so raises it to the priority that checkout itself runs at, if that is higher. \
                    Task.currentPriority says so; Task.basePriority stays what it was made with.
                    """,
                line: #line
            ) { tasks in
                try await tasks.add("checkout", options: .init(priority: .high)) {
                    try await Trace.$id.withValue("t-17") {
                        let prices = Task.detached(priority: .background) {
                            try await tracked("prices") { try await readPrices() }
                        }
                        showPriorities(try await prices.value)
                    }
                }
            },
        ],
        sources: ["SE-0304", "SE-0311"]
    )

    private static let pricesSee: [Question.Choice] = [
        .says("it has t-17", "t-17"),
        .says("it has none", "none"),
    ]
    private static let pricesHave: [Question.Choice] = [
        .says("its base priority is background", "background"),
        .says("its base priority is medium", "medium"),
        .says("its base priority is high", "high"),
    ]
    private static let pricesRun: [Question.Choice] = [
        .says("at background, as it was made", "its own priority"),
        .says("at the priority of checkout, which waits for it", "the priority of who waits"),
    ]
    private static let pricesEnd: [Question.Choice] = [
        .ends("has a lane, which ends at 200 ms", .succeeded, after: 200),
        .isUnseen("has no lane: nobody sees it"),
    ]
}

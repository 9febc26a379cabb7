/// Which of a pool's threads have nothing to do, and how they rest: most sleep until they are woken, one naps, and looks now and then
/// whether there is something after all. Pure, and not safe for use from several threads by itself.
///
/// To wake a thread takes two system calls and a switch of threads, which is more than many a task takes. So as long as somebody naps,
/// nobody is woken for what can wait a moment.
struct RestingThreads {
    enum State: Equatable {
        case awake
        case napping
        case asleep
    }

    private var napping: Int?
    private var asleep: [Int] = []

    var isAnyNapping: Bool { self.napping != nil }
    var isAnyAsleep: Bool { !self.asleep.isEmpty }

    func state(of thread: Int) -> State {
        if self.napping == thread { return .napping }
        return self.asleep.contains(thread) ? .asleep : .awake
    }

    /// A thread has found nothing to do.
    mutating func rest(_ thread: Int) {
        if self.napping == nil { self.napping = thread } else { self.asleep.append(thread) }
    }

    /// The napping thread has seen nothing happen for a while.
    mutating func fallAsleep(_ thread: Int) {
        guard self.napping == thread else { return }
        self.napping = nil
        self.asleep.append(thread)
    }

    /// A thread has found something to do.
    mutating func getUp(_ thread: Int) {
        if self.napping == thread { self.napping = nil }
        self.asleep.removeAll { $0 == thread }
    }

    /// - Returns: A thread that rested and is awake now, to be told; nil if none rests. Who naps goes on with it if another can be had.
    mutating func wake() -> Int? {
        if let thread = self.asleep.popLast() { return thread }
        defer { self.napping = nil }
        return self.napping
    }

    /// Has somebody nap.
    ///
    /// - Returns: A sleeping thread that naps now, to be told; nil if none sleeps, or one naps already.
    mutating func appointNapper() -> Int? {
        guard self.napping == nil else { return nil }
        self.napping = self.asleep.popLast()
        return self.napping
    }
}

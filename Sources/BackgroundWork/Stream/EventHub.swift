import BackgroundWorkEvents

/// The subscribers, and how an event reaches all of them. Not safe for use from several threads by itself: it belongs to the
/// runner and is used under its lock, which is what puts events into one order.
struct EventHub: ~Copyable {
    private var buffers: [EventBuffer] = []
    /// Events that some subscriber was too slow for.
    private(set) var lost: UInt64 = 0

    /// Whether somebody watches. If not, events need not even be built.
    var isWatched: Bool { !self.buffers.isEmpty }

    mutating func insert(_ buffer: EventBuffer) {
        self.buffers.append(buffer)
    }

    mutating func remove(_ buffer: EventBuffer) {
        self.buffers.removeAll { $0 === buffer }
    }

    /// - Parameter toBeNotified: Gets the buffers whose subscribers have to be notified, which happens without the lock.
    mutating func emit(
        at now: TaskInstant,
        _ kind: @autoclosure () -> BufferedEvent.Kind,
        toBeNotified: (EventBuffer) -> Void
    ) {
        self.emit({ $0.append(kind(), at: now) }, toBeNotified: toBeNotified)
    }

    /// As ``emit(at:_:toBeNotified:)``, for the end of a task.
    mutating func emit(at now: TaskInstant, end: @autoclosure () -> BufferedEnd, toBeNotified: (EventBuffer) -> Void) {
        self.emit({ $0.append(end(), at: now) }, toBeNotified: toBeNotified)
    }

    /// - Parameter add: Makes the event and appends it, for each buffer anew: what is made where it is to lie is not copied.
    private mutating func emit(_ add: (inout BufferedEvents) -> Void, toBeNotified: (EventBuffer) -> Void) {
        for buffer in self.buffers {
            switch buffer.append(add) {
            case .behindOthers: break
            case .first: toBeNotified(buffer)
            case .lost: self.lost += 1
            }
        }
    }
}

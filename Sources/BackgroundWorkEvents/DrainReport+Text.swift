extension DrainReport {
    /// The report as a person reads it after the process has ended: a few lines, no control characters of its own.
    ///
    /// Names and requesters are the application's strings; whoever prints this to a terminal has to sanitise them.
    public var text: String {
        var lines = ["shutdown asked by \(self.requestedBy.map(String.init(describing:)) ?? "nobody")"]
        lines.append(
            "  draining \(Self.seconds(self.draining.inSeconds)), cancelling \(Self.seconds(self.cancelling.inSeconds))"
        )
        lines.append(
            "  submitted \(self.totals.submitted) = succeeded \(self.totals.succeeded) + failed \(self.totals.failed)"
                + " + cancelled \(self.totals.cancelled) + timed out \(self.totals.timedOut)"
                + " + discarded \(self.totals.discarded) + alive \(self.totals.alive)"
        )
        let rejected = self.totals.rejected
        lines.append(
            "  rejected \(rejected.total) (full \(rejected.full), shutting down \(rejected.shuttingDown),"
                + " cancelled while waiting \(rejected.cancelledWaiting), held \(rejected.held))"
        )
        lines += Self.list("failed or timed out during shutdown", self.failed)
        lines += Self.list("cancelled", self.cancelled)
        lines += Self.list("discarded before they started", self.discarded)
        lines += Self.list("did not stop when asked", self.uncooperative)
        lines += Self.list("still running", self.alive)
        if !self.slowest.isEmpty {
            let entries = self.slowest.map { "\($0.name) \($0.id) (\(Self.seconds($0.seconds)))" }
            lines.append("  slowest since then: " + entries.joined(separator: ", "))
        }
        if self.eventsLost > 0 {
            lines.append("  events lost by slow viewers: \(self.eventsLost)")
        }
        return lines.joined(separator: "\n")
    }

    private static func list(_ title: String, _ names: Names) -> [String] {
        guard names.count > 0 else { return [] }
        return ["  \(title): \(names)"]
    }

    /// `0.0 s`, `11.8 s`: tenths are what a person can act on, cut as they are in the table. `- s` for what is no time, which somebody
    /// else may have sent.
    private static func seconds(_ seconds: Double) -> String {
        guard seconds.isFinite else { return "- s" }
        let tenths = Int64((min(max(0, seconds), 1e12) * 10).rounded(.down))
        return "\(tenths / 10).\(tenths % 10) s"
    }
}

extension DrainReport.Names: CustomStringConvertible {
    /// How many, and who: `2: send-mail 7, resize-image 9`.
    public var description: String {
        let named = self.named.map { "\($0.name) \($0.id)" }.joined(separator: ", ")
        let rest = self.count - UInt64(self.named.count)
        return "\(self.count): \(named)" + (rest > 0 ? ", and \(rest) more" : "")
    }
}

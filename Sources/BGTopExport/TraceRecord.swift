/// One event of a trace, as the trace-event format has it.
struct TraceRecord {
    /// The letters that tell what kind an event is of.
    enum Phase: String {
        case begin = "B"
        case end = "E"
        case asyncBegin = "b"
        case asyncEnd = "e"
        case instant = "i"
        case counter = "C"
        case metadata = "M"
    }

    /// The process's own track. (The number 0 is taken for an idle processor.)
    static let processTrack = 1

    let phase: Phase
    let name: String
    let process: Int32
    /// The number of its track.
    let track: Int
    /// In nanoseconds since the origin; none of metadata.
    var moment: UInt64?
    /// Of an asynchronous slice: with which others it shares a track.
    var lane: Int?
    /// A JSON object.
    var arguments: String?

    var text: String {
        JSONText.with { json in
            json.add("ph", self.phase.rawValue)
            json.add("name", self.name)
            json.add("pid", self.process)
            json.add("tid", self.track)
            if let moment { json.add("ts", json: Self.microseconds(moment)) }
            if let lane {
                json.add("cat", "part")
                json.add("id", "\(self.track).\(lane)")
            }
            // As wide as its track, or as all tracks of the process.
            if self.phase == .instant { json.add("s", self.track == Self.processTrack ? "p" : "t") }
            if let arguments { json.add("args", json: arguments) }
        }
    }

    /// The format's unit, with all that is known behind the point.
    private static func microseconds(_ nanoseconds: UInt64) -> String {
        let fraction = String(nanoseconds % 1_000)
        return "\(nanoseconds / 1_000)." + String(repeating: "0", count: 3 - fraction.count) + fraction
    }
}

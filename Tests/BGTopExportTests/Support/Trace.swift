import Foundation

/// A trace as the tools read it, and what is wrong with it by the rules of the format.
struct Trace {
    struct Event {
        let json: [String: Any]

        var phase: String { self.json["ph"] as? String ?? "" }
        var name: String { self.json["name"] as? String ?? "" }
        var process: Int? { (self.json["pid"] as? NSNumber)?.intValue }
        var track: Int? { (self.json["tid"] as? NSNumber)?.intValue }
        var time: Double? { (self.json["ts"] as? NSNumber)?.doubleValue }
        var arguments: [String: Any] { self.json["args"] as? [String: Any] ?? [:] }
    }

    let events: [Event]
    let otherData: [String: Any]

    init(_ text: String) throws {
        let object = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
        self.events = (object?["traceEvents"] as? [[String: Any]] ?? []).map(Event.init)
        self.otherData = object?["otherData"] as? [String: Any] ?? [:]
    }

    /// One of the totals.
    func total(_ name: String) -> UInt64? { (self.otherData[name] as? NSNumber)?.uint64Value }

    /// The slices of the threads and the asynchronous ones have to be stacks, in the order of time; every event has what its kind
    /// needs.
    var violations: [String] {
        var violations: [String] = []
        var stacks: [String: [String]] = [:]
        var times: [String: Double] = [:]
        for event in self.events {
            guard let process = event.process, let track = event.track, !event.name.isEmpty else {
                violations.append("without name, pid or tid: \(event.json)")
                continue
            }
            if event.phase == "M" { continue }
            guard let time = event.time else {
                violations.append("without time: \(event.json)")
                continue
            }
            let isAsync = "be".contains(event.phase)
            if isAsync, event.json["cat"] == nil || event.json["id"] == nil {
                violations.append("without cat or id: \(event.json)")
            }
            let place = "\(process) \(track) \(isAsync ? event.json["id"] ?? "" : event.phase == "C" ? "counter" : "")"
            if time < times[place] ?? 0 { violations.append("back in time: \(event.json)") }
            times[place] = time
            switch event.phase {
            case "B", "b": stacks[place, default: []].append(event.name)
            case "E", "e":
                if stacks[place]?.popLast() != event.name { violations.append("no slice to end: \(event.json)") }
            case "i": if event.json["s"] == nil { violations.append("without scope: \(event.json)") }
            case "C": if event.arguments.isEmpty { violations.append("counts nothing: \(event.json)") }
            default: violations.append("of an unknown kind: \(event.json)")
            }
        }
        for (place, stack) in stacks where !stack.isEmpty { violations.append("never ended on \(place): \(stack)") }
        return violations
    }

    /// The slices of a track, in order, with how deep they lie: `running`, `> query`.
    func outline(ofTrackNamed name: String) -> [String] {
        let track = self.events.first { $0.name == "thread_name" && $0.arguments["name"] as? String == name }?.track
        var depth: [String: Int] = [:]
        var lines: [String] = []
        for event in self.events where event.track == track && event.phase != "M" {
            let lane = event.json["id"] as? String ?? ""
            switch event.phase {
            case "B", "b":
                let mark = String(repeating: "> ", count: depth[lane] ?? 0) + (lane.isEmpty ? "" : "beside: ")
                lines.append(mark + event.name)
                depth[lane, default: 0] += 1
            case "E", "e": depth[lane, default: 0] -= 1
            default: lines.append("at \(event.time ?? 0): \(event.name)")
            }
        }
        return lines
    }
}

import BGTopClient
import BGTopExport
import BackgroundWorkEvents
import Foundation

/// What could be attached to, and where was looked for it, as one line of JSON. What it consists of is a promise: `"list"` counts up
/// when a key goes or changes its meaning; keys may be added.
struct ListDocument: Encodable {
    private struct Process: Encodable {
        /// Of its socket: what `bgtop attach` takes.
        let path: String
        let name: String
        let pid: Int32
        let host: String
        let user: String
        /// For how long it has run, in seconds.
        let up: Double
        /// Whether it does what a viewer asks.
        let allowsControl: Bool
        /// Why this bgtop cannot watch it; left out where it can.
        let objection: String?
    }

    private struct Place: Encodable {
        let path: String
        /// The other two in a few words, for a person.
        let result: String
        /// How many could be attached to.
        let found: Int
        /// Why no more were found or asked, as a few words; left out where nothing was in the way.
        let problem: String?
    }

    private let list = 1
    private let processes: [Process]
    private let places: [Place]
    /// What is wrong with sockets at which nobody could be reached.
    private let complaints: [String]

    init(_ discovery: Discovery, now: Date = .now) {
        self.processes = discovery.processes.map {
            Process(
                path: $0.path,
                name: $0.process.name,
                pid: $0.process.processID,
                host: $0.process.host,
                user: $0.process.user,
                up: max(0, now.timeIntervalSince1970 - Double($0.startedSince1970) / 1e9),
                allowsControl: $0.allowsControl,
                objection: $0.objection
            )
        }
        self.places = discovery.places.map { Place(path: $0.path, result: $0.result, found: $0.found, problem: $0.problem) }
        self.complaints = discovery.complaints
    }

    /// As one line, safe to print.
    var json: String { JSONLine.text(self) }
}

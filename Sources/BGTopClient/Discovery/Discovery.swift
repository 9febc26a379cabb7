import BackgroundWorkWire
import Foundation

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// What could be attached to on this machine, and where was looked for it.
public struct Discovery: Sendable {
    /// One place, and what came of looking there.
    public struct Place: Hashable, Sendable {
        public let path: String
        /// How many processes can be attached to there.
        public let found: Int
        /// Why no more were found or asked, as a few words; nil where nothing was in the way.
        public let problem: String?
        /// Both for a person, as a few words.
        public let result: String
    }

    public private(set) var processes: [FoundProcess] = []
    /// In the order in which they were looked at.
    public private(set) var places: [Place] = []
    /// What is wrong with sockets at which nobody could be reached, each as a sentence.
    public private(set) var complaints: [String] = []

    /// In one directory there are as many processes as this user runs: so many of them are asked.
    static let maximumSockets = 64

    /// How many seconds the one process that is asked for may take to answer: an agent has a thread of its own, but a machine may be
    /// busy.
    public static let patience = 5

    /// Looks on the calling thread, for a second and hardly longer, however many say nothing; for five where the environment names
    /// the one place to look at, since there is nobody else to be kept waiting.
    public static func look() -> Discovery {
        Self.look(environment: ProcessInfo.processInfo.environment)
    }

    /// - Parameters:
    ///   - environment: Instead of this process's.
    ///   - seconds: How long all that are there together may take; nil: as ``look()`` has it.
    package static func look(environment: [String: String], within seconds: Int? = nil) -> Discovery {
        let search = SocketSearch(environment: environment, user: geteuid())
        var discovery = Discovery()
        if let path = search.named {
            let answers = Greeting.answers(at: [path], within: .seconds(seconds ?? Self.patience))
            discovery.add(answers[...], at: path) { found, problem in
                found > 0 ? "$BGTOP_SOCKET" : "$BGTOP_SOCKET, \(problem == nil ? "nobody there" : "not reached")"
            }
            return discovery
        }
        let sites =
            search.directories.compactMap { Site($0, isExpected: true) }
            + Self.others(besides: search.directories).compactMap { Site($0, isExpected: false) }
        var answers = Greeting.answers(at: sites.flatMap(\.asked), within: .seconds(seconds ?? 1))[...]
        for site in sites {
            discovery.add(
                answers.prefix(site.asked.count),
                at: site.path,
                objection: site.objection,
                result: site.result
            )
            answers = answers.dropFirst(site.asked.count)
        }
        return discovery
    }

    /// What is at `path`, and nowhere else. Asks on the calling thread.
    ///
    /// - Parameter seconds: How long whoever is there may take.
    /// - Throws: An error whose description is a sentence.
    public static func process(at path: String, within seconds: Int = Self.patience) throws -> FoundProcess {
        try Greeting.answers(at: [path], within: .seconds(seconds))[0].get()
    }

    /// Why there will never be a process at `path`, however long one waits, as a sentence; nil where there may be one.
    public static func objection(to path: String) -> String? {
        UnixSocket.objection(to: path)
    }

    /// Takes in what came of looking at one place.
    ///
    /// - Parameters:
    ///   - objection: Why not all of it was asked.
    ///   - result: Says it in a few words.
    private mutating func add(
        _ answers: ArraySlice<Greeting.Answer>,
        at path: String,
        objection: String? = nil,
        result: (_ found: Int, _ problem: String?) -> String
    ) {
        var found = 0
        var abandoned: [UnixSocket.Failure] = []
        var others: [UnixSocket.Failure] = []
        for answer in answers {
            switch answer {
            case .success(let process):
                self.processes.append(process)
                found += 1
            case .failure(let failure) where failure.isAbandoned: abandoned.append(failure)
            case .failure(let failure): others.append(failure)
            }
        }
        // Where processes are killed there may be many of them, and one is like the other.
        self.complaints +=
            abandoned.count > 1
            ? ["\(abandoned.count) sockets of processes that are gone lie in \(path)."] : abandoned.map(\.description)
        self.complaints += others.map(\.description)
        // Somebody may be there whom this user cannot reach.
        let unreached = others.count { !$0.isMissing }
        let problem = objection ?? (unreached > 0 ? "\(unreached) could not be reached" : nil)
        self.places.append(Place(path: path, found: found, problem: problem, result: result(found, problem)))
    }

    /// Where services have their sockets, which a viewer knows nothing of, and, for root, where all others have theirs.
    static func others(besides known: [PrivateDirectory]) -> [PrivateDirectory] {
        let children = { (parent: String) in
            ((try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? []).sorted()
        }
        var directories = children("/run").filter { $0 != "user" }.map { PrivateDirectory(parent: "/run/\($0)", name: "bgtop") }
        if geteuid() == 0 {
            directories += children("/run/user").map { PrivateDirectory(parent: "/run/user/\($0)", name: "bgtop") }
            // By the number of a user.
            directories += children("/tmp").filter { $0.hasPrefix("bgtop-") && $0.dropFirst(6).allSatisfy(\.isWholeNumber) }
                .map { PrivateDirectory(parent: "/tmp", name: $0) }
        }
        // By their paths: a parent may be spelled with a slash at its end.
        let paths = Set(known.map(\.path))
        return directories.filter { !paths.contains($0.path) }
    }
}

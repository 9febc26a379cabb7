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
        /// What was found, or why nothing could be, as a few words.
        public let result: String
    }

    public private(set) var processes: [FoundProcess] = []
    /// In the order in which they were looked at.
    public private(set) var places: [Place] = []
    /// What is wrong with sockets at which nobody could be reached, each as a sentence.
    public private(set) var complaints: [String] = []

    /// In one directory there are as many processes as this user runs: so many of them are asked.
    static let maximumSockets = 64

    /// Looks on the calling thread, for a second and hardly longer, however many say nothing.
    public static func look() -> Discovery {
        Self.look(environment: ProcessInfo.processInfo.environment)
    }

    /// - Parameters:
    ///   - environment: Instead of this process's.
    ///   - seconds: How long all that are there together may take.
    package static func look(environment: [String: String], within seconds: Int = 1) -> Discovery {
        let search = SocketSearch(environment: environment, user: geteuid())
        var discovery = Discovery()
        if let path = search.named {
            let isThere = discovery.ask([path], within: seconds).contains(true)
            discovery.places.append(Place(path: path, result: isThere ? "$BGTOP_SOCKET" : "$BGTOP_SOCKET, nobody there"))
            return discovery
        }
        let sites =
            search.directories.compactMap { Site($0, isExpected: true) }
            + Self.others(besides: search.directories).compactMap { Site($0, isExpected: false) }
        var answers = discovery.ask(sites.flatMap(\.asked), within: seconds)[...]
        for site in sites {
            let found = answers.prefix(site.asked.count).count { $0 }
            answers = answers.dropFirst(site.asked.count)
            discovery.places.append(Place(path: site.path, result: site.result(found: found)))
        }
        return discovery
    }

    /// What is at `path`, and nowhere else. Asks on the calling thread.
    ///
    /// - Parameter seconds: How long whoever is there may take: an agent has a thread of its own, but a machine may be busy.
    /// - Throws: An error whose description is a sentence.
    public static func process(at path: String, within seconds: Int = 5) throws -> FoundProcess {
        try Greeting.answers(at: [path], within: .seconds(seconds))[0].get()
    }

    /// Why there will never be a process at `path`, however long one waits, as a sentence; nil where there may be one.
    public static func objection(to path: String) -> String? {
        UnixSocket.objection(to: path)
    }

    /// - Returns: Whether somebody is there, for each of the paths.
    private mutating func ask(_ paths: [String], within seconds: Int) -> [Bool] {
        Greeting.answers(at: paths, within: .seconds(seconds)).map { answer in
            switch answer {
            case .success(let found):
                self.processes.append(found)
                return true
            case .failure(let failure):
                self.complaints.append(failure.description)
                return false
            }
        }
    }

    /// Where services have their sockets, which a viewer knows nothing of, and, for root, where all others have theirs.
    private static func others(besides known: [PrivateDirectory]) -> [PrivateDirectory] {
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
        return directories.filter { !known.contains($0) }
    }
}

/// A directory that was looked at, before those were asked who may be in it.
private struct Site {
    let path: String
    /// The sockets in it that are asked.
    private(set) var asked: [String] = []
    private var count = 0
    /// Why nobody in it is asked.
    private var objection: String?

    /// - Parameter isExpected: Whether it is told of where there is nothing to be had of it.
    /// - Returns: Nil if there is nothing to tell of it.
    init?(_ directory: PrivateDirectory, isExpected: Bool) {
        self.path = directory.path
        guard directory.exists else {
            guard isExpected else { return nil }
            self.objection = "not there"
            return
        }
        do {
            // What somebody else could have put there is not asked.
            try directory.check(ofUser: geteuid() == 0 ? nil : geteuid())
        } catch {
            guard isExpected else { return nil }
            self.objection = "not used: \(error)"
            return
        }
        let sockets = directory.sockets
        self.count = sockets.count
        self.asked = Array(sockets.prefix(Discovery.maximumSockets))
    }

    func result(found: Int) -> String {
        if let objection { return objection }
        let result = found == 0 ? "nobody there" : "\(found) found"
        return self.count == self.asked.count
            ? result : "\(result); of \(self.count) sockets the first \(self.asked.count) were asked"
    }
}

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

    /// How many seconds whoever is there may take.
    private let patience: Int

    private init(patience: Int) {
        self.patience = patience
    }

    /// Looks on the calling thread. There may be many processes, and each that is stopped may keep it waiting for a second.
    public static func look() -> Discovery {
        Self.look(environment: ProcessInfo.processInfo.environment)
    }

    /// - Parameters:
    ///   - environment: Instead of this process's.
    ///   - seconds: How long whoever is there may take.
    package static func look(environment: [String: String], within seconds: Int = 1) -> Discovery {
        let search = SocketSearch(environment: environment, user: geteuid())
        var discovery = Discovery(patience: seconds)
        if let path = search.named {
            discovery.places.append(
                Place(path: path, result: discovery.ask(path) ? "$BGTOP_SOCKET" : "$BGTOP_SOCKET, nobody there")
            )
            return discovery
        }
        for directory in search.directories { discovery.look(in: directory, isExpected: true) }
        for directory in Self.others(besides: search.directories) { discovery.look(in: directory, isExpected: false) }
        return discovery
    }

    /// What is at `path`, and nowhere else. Asks on the calling thread.
    ///
    /// - Parameter seconds: How long whoever is there may take: an agent has a thread of its own, but a machine may be busy.
    /// - Throws: An error whose description is a sentence.
    public static func process(at path: String, within seconds: Int = 5) throws -> FoundProcess {
        let hello = try Greeting.hello(at: path, within: seconds)
        guard let process = hello.process else { throw UnixSocket.Failure("\(path) is no server that bgtop can watch.") }
        return FoundProcess(
            path: path,
            process: process,
            startedSince1970: hello.startedSince1970,
            allowsControl: hello.allowsControl,
            objection: hello.objection
        )
    }

    private mutating func look(in directory: PrivateDirectory, isExpected: Bool) {
        guard directory.exists else {
            if isExpected { self.places.append(Place(path: directory.path, result: "not there")) }
            return
        }
        do {
            // What somebody else could have put there is not asked.
            try directory.check(ofUser: geteuid() == 0 ? nil : geteuid())
        } catch {
            if isExpected { self.places.append(Place(path: directory.path, result: "not used: \(error)")) }
            return
        }
        let found = directory.sockets.count { self.ask($0) }
        self.places.append(Place(path: directory.path, result: found == 0 ? "nobody there" : "\(found) found"))
    }

    /// - Returns: Whether somebody is there.
    private mutating func ask(_ path: String) -> Bool {
        do {
            self.processes.append(try Self.process(at: path, within: self.patience))
            return true
        } catch {
            self.complaints.append("\(error)")
            return false
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

import Foundation
import Synchronization
import TestSupport
import Testing

@testable import BackgroundWorkAgent
@testable import BackgroundWorkWire

/// Where sockets lie, and who can reach them.
@Suite struct SocketTests {
    @Test(arguments: [
        ([:], ["/run/user/1000/bgtop", "/tmp/bgtop-1000"]),
        (["XDG_RUNTIME_DIR": "/x", "TMPDIR": "/t"], ["/x/bgtop", "/t/bgtop-1000"]),
        (["RUNTIME_DIRECTORY": "/run/app:/run/other"], ["/run/app/bgtop", "/run/user/1000/bgtop", "/tmp/bgtop-1000"]),
        (["RUNTIME_DIRECTORY": "app", "XDG_RUNTIME_DIR": "", "TMPDIR": "t"], ["/run/user/1000/bgtop", "/tmp/bgtop-1000"]),
    ])
    func `both sides look into the same places, in one order`(environment: [String: String], paths: [String]) {
        let search = SocketSearch(environment: environment, user: 1_000)
        #expect(search.named == nil)
        #expect(search.directories.map(\.path) == paths)
    }

    @Test func `a socket that is named is the only one`() throws {
        let directory = try TemporaryDirectory()
        #expect(SocketSearch(environment: ["BGTOP_SOCKET": "/a/b"], user: 1).named == "/a/b")
        let (descriptor, path) = try SocketPlacement(nil, environment: ["BGTOP_SOCKET": directory.path("mine")]).place()
        defer { close(descriptor) }
        #expect(path == directory.path("mine"))
        #expect(try directory.mode(of: "mine") == 0o600)
    }

    @Test func `the first directory that can be used is made for this user alone`() throws {
        let directory = try TemporaryDirectory()
        let environment = ["XDG_RUNTIME_DIR": directory.path("missing"), "TMPDIR": directory.path]
        let (descriptor, path) = try SocketPlacement(nil, environment: environment).place()
        defer { close(descriptor) }
        let name = "bgtop-\(geteuid())"
        #expect(path == directory.path("\(name)/\(getpid()).sock"))
        #expect(try directory.mode(of: name) == 0o700)
        #expect(try directory.mode(of: "\(name)/\(getpid()).sock") == 0o600)
    }

    @Test func `a directory that is there and is passed over is told, with the reason; one that is missing is not`() throws {
        let directory = try TemporaryDirectory()
        try FileManager.default.createDirectory(
            atPath: directory.path("bgtop"),
            withIntermediateDirectories: false,
            attributes: [.posixPermissions: 0o777]
        )
        try FileManager.default.createDirectory(atPath: directory.path("linked"), withIntermediateDirectories: false)
        try FileManager.default.createSymbolicLink(
            atPath: directory.path("linked/bgtop"),
            withDestinationPath: directory.path("nowhere")
        )
        var told: [String] = []
        for parent in [directory.path, directory.path("linked"), directory.path("missing")] {
            let environment = ["XDG_RUNTIME_DIR": parent, "TMPDIR": directory.path]
            close(try SocketPlacement(nil, environment: environment).place { told.append($0) }.descriptor)
        }
        #expect(
            told == [
                "\(directory.path("bgtop")) can be entered by others: its mode has to be 700.",
                "\(directory.path("linked/bgtop")) is no directory.",
            ]
        )
    }

    @Test func `two processes with one number share a directory`() throws {
        let directory = try TemporaryDirectory()
        let placement = SocketPlacement(nil, environment: ["XDG_RUNTIME_DIR": directory.path])
        let first = try placement.place()
        let second = try placement.place()
        #expect(second.path == directory.path("bgtop/\(getpid())-2.sock"))
        abandon(first.descriptor)
        // What is left behind makes room.
        let third = try placement.place()
        #expect(third.path == first.path)
        close(third.descriptor)
        close(second.descriptor)
    }

    @Test func `what was left behind in the directory is tidied up, and what is served stays`() throws {
        let directory = try TemporaryDirectory()
        let place = PrivateDirectory(parent: directory.path, name: "bgtop")
        try place.create()
        for number in 1...3 { abandon(try UnixSocket.bound(to: "\(place.path)/\(number).sock")) }
        try directory.write("precious", to: "bgtop/4.sock")
        let served = try UnixSocket.bound(to: "\(place.path)/5.sock")
        let (descriptor, path) = try SocketPlacement(nil, environment: ["XDG_RUNTIME_DIR": directory.path]).place()
        #expect(place.sockets == ["\(place.path)/4.sock", "\(place.path)/5.sock", path].sorted())
        close(descriptor)
        close(served)
    }

    @Test func `processes that make their sockets at the same time do not remove each other's`() throws {
        let directory = try TemporaryDirectory()
        let placement = SocketPlacement(nil, environment: ["XDG_RUNTIME_DIR": directory.path])
        let unreached = Mutex(0)
        DispatchQueue.concurrentPerform(iterations: 4) { _ in
            for _ in 1...100 {
                guard let (descriptor, path) = try? placement.place() else { return unreached.withLock { $0 += 1 } }
                do throws(UnixSocket.Failure) {
                    close(try UnixSocket.connected(to: path, within: timeval(tv_sec: 0, tv_usec: 1_000)))
                } catch {
                    // It is there as well if more have knocked meanwhile, to see whether it is, than wait to be let in.
                    if !error.isServed { unreached.withLock { $0 += 1 } }
                }
                // And leaves it behind.
                abandon(descriptor)
            }
        }
        #expect(unreached.withLock(\.self) == 0)
    }

    @Test func `who makes a socket in a folder waits for whoever is at it, and not for ever`() throws {
        let directory = try TemporaryDirectory()
        let other = unsafe open(directory.path, O_RDONLY | O_DIRECTORY)
        defer { close(other) }
        flock(other, LOCK_EX)
        var waits = 0
        let letGo = {
            waits += 1
            if waits == 3 { flock(other, LOCK_UN) }
        }
        SocketLock.hold(for: directory.path, pause: letGo) {
            #expect(waits == 3)
            #expect(flock(other, LOCK_EX | LOCK_NB) != 0, "Nobody else holds it meanwhile.")
        }
        #expect(flock(other, LOCK_EX | LOCK_NB) == 0, "It is given back.")
        waits = 0
        SocketLock.hold(for: directory.path, pause: { waits += 1 }) { #expect(waits == SocketLock.attempts) }
    }

    @Test func `the lock of a folder is given back although a process was forked meanwhile, which has it too`() throws {
        let directory = try TemporaryDirectory()
        var inherited: [Int32] = []
        SocketLock.hold(for: directory.path) { inherited = Self.descriptors(of: directory.path).map { dup($0) } }
        defer { inherited.forEach { close($0) } }
        #expect(inherited.count == 1)
        let other = unsafe open(directory.path, O_RDONLY | O_DIRECTORY)
        defer { close(other) }
        #expect(flock(other, LOCK_EX | LOCK_NB) == 0)
    }

    /// Those with which this process has the file open.
    private static func descriptors(of path: String) -> [Int32] {
        var file = stat()
        guard unsafe lstat(path, &file) == 0 else { return [] }
        return (0..<getdtablesize()).filter { descriptor in
            var other = stat()
            return unsafe fstat(descriptor, &other) == 0 && other.st_dev == file.st_dev && other.st_ino == file.st_ino
        }
    }

    @Test func `whoever takes no connections keeps nobody waiting who looks for a place`() throws {
        let directory = try TemporaryDirectory()
        let full = try UnixSocket.bound(to: directory.path("s"))
        listen(full, 0)
        // One waits to be accepted, and then there is no room for another.
        let waiting = try UnixSocket.connected(to: directory.path("s"), within: timeval(tv_sec: 60, tv_usec: 0))
        // Who waits does so every time, and a machine that is busy holds nobody up every time.
        var quickest = Duration.seconds(1_000)
        for _ in 1...20 where quickest >= .milliseconds(900) {
            let began = ContinuousClock.now
            let error = #expect(throws: UnixSocket.Failure.self) { try UnixSocket.bound(to: directory.path("s")) }
            #expect(error?.isServed == true)
            quickest = min(quickest, ContinuousClock.now - began)
        }
        #expect(quickest < .milliseconds(900))
        close(waiting)
        close(full)
    }

    @Test func `a socket's file is removed, and nothing that has taken its place`() throws {
        let directory = try TemporaryDirectory()
        let first = try UnixSocket.bound(to: directory.path("s"))
        let file = try #require(SocketFile(directory.path("s")))
        try FileManager.default.moveItem(atPath: directory.path("s"), toPath: directory.path("moved"))
        let second = try UnixSocket.bound(to: directory.path("s"))
        file.remove()
        #expect(try directory.names == ["moved", "s"])
        try #require(SocketFile(directory.path("s"))).remove()
        #expect(try directory.names == ["moved"])
        close(first)
        close(second)
    }

    @Test func `a directory in which somebody else could have put something is not used`() throws {
        let directory = try TemporaryDirectory()
        for name in ["open", "target", "others"] {
            try FileManager.default.createDirectory(atPath: directory.path(name), withIntermediateDirectories: false)
        }
        unsafe chmod(directory.path("open"), 0o755)
        unsafe chmod(directory.path("target"), 0o700)
        unsafe symlink(directory.path("target"), directory.path("link"))
        try Data().write(to: URL(fileURLWithPath: directory.path("file")))
        for (name, words) in [("open", "its mode has to be 700"), ("link", "is no directory"), ("file", "is no directory")] {
            let error = #expect(throws: PrivateDirectory.Unusable.self) {
                try PrivateDirectory(parent: directory.path, name: name).create()
            }
            #expect(error?.description.contains(words) == true)
        }
        #expect(throws: PrivateDirectory.Unusable.self) {
            try PrivateDirectory(parent: directory.path, name: "target").check(ofUser: geteuid() + 1)
        }
    }

    @Test func `nothing is removed that is no socket, or is served`() throws {
        let directory = try TemporaryDirectory()
        try Data("precious".utf8).write(to: URL(fileURLWithPath: directory.path("file")))
        var error = #expect(throws: UnixSocket.Failure.self) { try UnixSocket.bound(to: directory.path("file")) }
        #expect(error?.description == "\(directory.path("file")) is there already, and is no socket.")
        #expect(try String(contentsOfFile: directory.path("file"), encoding: .utf8) == "precious")

        // It takes connections from the first moment on: nobody takes it for abandoned.
        let server = try UnixSocket.bound(to: directory.path("s"))
        error = #expect(throws: UnixSocket.Failure.self) { try UnixSocket.bound(to: directory.path("s")) }
        #expect(error?.description == "\(directory.path("s")) is served by another process.")
        abandon(server)
        abandon(try UnixSocket.bound(to: directory.path("s")))
    }

    @Test func `a path that is too long is told, and the next place is tried`() throws {
        let directory = try TemporaryDirectory()
        let long = String(repeating: "x", count: 100)
        let error = #expect(throws: UnixSocket.Failure.self) { try UnixSocket.bound(to: directory.path(long)) }
        #expect(error?.description.contains("is too long for a socket") == true)
        try FileManager.default.createDirectory(atPath: directory.path(long), withIntermediateDirectories: false)
        let environment = ["XDG_RUNTIME_DIR": directory.path(long), "TMPDIR": directory.path]
        let (descriptor, path) = try SocketPlacement(nil, environment: environment).place()
        close(descriptor)
        #expect(path.hasPrefix(directory.path("bgtop-")))
    }

    @Test func `a path that is too long leaves nothing open`() throws {
        let open = { try FileManager.default.contentsOfDirectory(atPath: "/dev/fd").count }
        let before = try open()
        let long = "/tmp/" + String(repeating: "x", count: 200)
        for _ in 1...3_000 {
            #expect(throws: UnixSocket.Failure.self) { try UnixSocket.bound(to: long) }
            #expect(throws: UnixSocket.Failure.self) {
                try UnixSocket.connected(to: long, within: timeval(tv_sec: 1, tv_usec: 0))
            }
        }
        // Other tests open some at the same time.
        #expect(try open() < before + 3_000)
    }

    @Test func `its user and root may watch a process, and nobody else`() {
        #expect(Peer(user: 5, processID: 1).mayWatch(processOf: 5))
        #expect(Peer(user: 0, processID: 1).mayWatch(processOf: 5))
        #expect(!Peer(user: 6, processID: 1).mayWatch(processOf: 5))
    }
}

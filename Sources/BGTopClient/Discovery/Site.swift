import BackgroundWorkWire

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// A directory that was looked at, before those were asked who may be in it.
struct Site {
    let path: String
    /// The sockets in it that are asked.
    private(set) var asked: [String] = []
    /// Why not all that are in it are asked.
    private(set) var objection: String?

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
        self.asked = Array(sockets.prefix(Discovery.maximumSockets))
        if sockets.count > self.asked.count {
            self.objection = "of \(sockets.count) sockets the first \(self.asked.count) were asked"
        }
    }

    func result(found: Int, problem: String?) -> String {
        if self.asked.isEmpty, let objection { return objection }
        // Whether nobody is there is known only of those who were asked and could be reached.
        let isEmpty = found == 0 && problem == self.objection
        let count = found > 0 ? "\(found) found" : isEmpty ? "nobody there" : nil
        return [count, problem].compactMap(\.self).joined(separator: "; ")
    }
}

import ArgumentParser
import BGTopClient
import BGTopCommandLine

/// Which process is meant.
struct TargetOptions: ParsableArguments {
    @Argument(
        help: ArgumentHelp("Its socket, as bgtop list shows it. (default: that of the only one there is)", valueName: "socket"),
        completion: .custom { _, _, _ in Discovery.look().processes.map(\.path) }
    )
    var path: String?

    /// What a command ends with that finds nobody, as part of a sentence.
    static let exitCode = """
        \(ExitCode.unavailable.rawValue) if there is no such process, or it cannot be watched, and \
        \(ExitCode.validationFailure.rawValue) if there are several and none is named
        """

    /// The process, and where to look for the one that takes its place.
    ///
    /// - Parameter isPatient: Whether to wait until there is one. Blocks the calling thread; Ctrl-C ends the process.
    /// - Throws: If there is none, or more than one, after that has been said.
    func find(isPatient: Bool = false) throws -> (FoundProcess, AttachedProcess.Successor) {
        let found: FoundProcess
        if isPatient {
            if let path, let objection = Discovery.objection(to: path) {
                Program.complain(objection)
                throw ExitCode.unavailable
            }
            found = AttachedDashboard.wait(for: self.path.map { "somebody at \($0)" } ?? "a process that can be watched") {
                guard let path = self.path else { return Discovery.look().processes.first }
                return try? Discovery.process(at: path, within: 1)
            }
        } else {
            found = try self.named() ?? self.only()
        }
        try found.check()
        return (found, self.path == nil ? .sameName : .samePath)
    }

    /// - Returns: Nil if none was named.
    private func named() throws -> FoundProcess? {
        guard let path else { return nil }
        do {
            return try Discovery.process(at: path)
        } catch {
            // Numbers of processes can mean several, in containers; a socket is one.
            let isNumber = !path.isEmpty && path.utf8.allSatisfy { (0x30...0x39).contains($0) }
            Program.complain(isNumber ? "\(error) A process is named by its socket, which bgtop list shows." : "\(error)")
            throw ExitCode.unavailable
        }
    }

    private func only() throws -> FoundProcess {
        let discovery = Discovery.look()
        guard discovery.processes.count == 1 else {
            // As it was typed: it is to do the same with one of them.
            throw discovery.complain(asking: Array(CommandLine.arguments.dropFirst()))
        }
        return discovery.processes[0]
    }
}

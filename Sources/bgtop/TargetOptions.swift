import ArgumentParser
import BGTopClient
import BGTopCommandLine

/// Which process is meant.
struct TargetOptions: ParsableArguments {
    @Argument(
        help: ArgumentHelp("Its socket, as bgtop list shows it. (default: that of the only one there is)", valueName: "socket")
    )
    var path: String?

    /// The process, and where to look for the one that takes its place.
    ///
    /// - Throws: A sentence if there is none, or more than one.
    func find() throws -> (FoundProcess, AttachedProcess.Successor) {
        let found: FoundProcess
        if let path {
            do {
                found = try Discovery.process(at: path)
            } catch {
                throw ValidationError("\(error)")
            }
        } else {
            let discovery = Discovery.look()
            guard discovery.processes.count == 1 else { throw discovery.complain() }
            found = discovery.processes[0]
        }
        if let objection = found.objection { throw ValidationError(objection) }
        return (found, self.path == nil ? .sameName : .samePath)
    }
}

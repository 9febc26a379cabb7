import BGTopLessons
import BGTopTeaching

/// The two worlds as two processes of this program.
final class WorldProcesses: RunningWorlds {
    private let processes: [(kind: World.Kind, process: WorldProcess)]

    /// - Throws: An error whose description is a sentence for a person. Neither runs then.
    init(seed: UInt64) throws {
        let structured = try WorldProcess(.structured, seed: seed)
        do {
            self.processes = [(.structured, structured), (.unstructured, try WorldProcess(.unstructured, seed: seed))]
        } catch {
            structured.end()
            throw error
        }
    }

    func news() -> [(World.Kind, WorldNews)] {
        self.processes.flatMap { kind, process in process.news().map { (kind, $0) } }
    }

    func askToEnd() {
        for (_, process) in self.processes { process.askToEnd() }
    }

    func end() {
        for (_, process) in self.processes { process.end() }
    }
}

extension WorldsLauncher {
    static let processes = Self(structured: .structured, unstructured: .unstructured) { try WorldProcesses(seed: $0) }
}

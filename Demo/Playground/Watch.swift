import BGTopDashboard
import BackgroundWork
import BackgroundWorkEvents
import Foundation

/// Runs the tasks and shows what they do, until somebody has drained them; says then how that went, and ends the process.
func watch(_ tasks: BackgroundTasks) -> Never {
    Task.detached { try await tasks.run() }
    do {
        // The calling thread is the dashboard's from here on.
        let ending = try Dashboard(source: tasks, control: tasks).run()
        guard case .drained(let report, _) = ending else { exit(130) }
        print(report.text)
        exit(0)
    } catch {
        FileHandle.standardError.write(Data("bgtop-playground: \(error)\n".utf8))
        exit(1)
    }
}

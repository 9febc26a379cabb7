// A program to watch with its own dashboard: tasks of every kind come and go as fast as the machine allows, until somebody drains.

import BGTopDashboard
import BackgroundWork
import BackgroundWorkEvents
import Foundation
import Synchronization

@main
struct LiveDashboard {
    struct Failure: Error {}

    /// How many add tasks at the same time.
    private static let submitters = 3

    static func main() throws {
        let tasks = BackgroundTasks(
            configuration: .init(maximumRunning: 24, maximumQueued: 48, shutdownGracePeriod: .seconds(60))
        )
        let dashboard = Dashboard(source: tasks, control: tasks)
        let service = DispatchGroup()
        service.enter()
        // The main thread is the dashboard's, and with it the main actor.
        Task { @concurrent in
            try? await tasks.run()
            service.leave()
        }
        for submitter in 0..<Self.submitters {
            Task { @concurrent in await Self.submit(to: tasks, from: submitter) }
        }
        let ending = try dashboard.run()
        service.wait()
        guard case .drained(let report, let lastFrame) = ending else { exit(1) }
        print(lastFrame)
        print(report.text)
        exit(report.totals.alive == 0 && report.totals.submitted > 0 ? 0 : 2)
    }

    /// Adds one task after the other until the shutdown refuses them.
    private static func submit(to tasks: BackgroundTasks, from submitter: Int) async {
        for number in submitter... {
            do {
                let handle = try await tasks.add("kind-\(number % 7)", options: Self.options(number)) {
                    try await Self.work(number)
                }
                if number % 11 == 0 { handle.cancel() }
            } catch {
                return
            }
        }
    }

    private static func options(_ number: Int) -> BackgroundTaskOptions {
        BackgroundTaskOptions(
            timeout: number % 13 == 0 ? .milliseconds(1) : nil,
            origin: "POST /\(number % 5)",
            fields: [.init("number", "\(number)")]
        )
    }

    private static func work(_ number: Int) async throws {
        switch number % 7 {
        case 0: return
        case 1:
            for step in 0..<20 {
                BackgroundTaskContext.current?.report(progress: Double(step) / 20)
                await Task.yield()
            }
        case 2: throw Failure()
        case 3:
            try await withThrowingDiscardingTaskGroup { group in
                for part in 0..<3 {
                    group.addTrackedTask("part \(part)") { try await Task.sleep(for: .milliseconds(part)) }
                }
            }
        case 4: print("task \(number) says something, and \(number % 2 == 0 ? "more" : "no more")")
        case 5: FileHandle.standardError.write(Data("task \(number) complains\n".utf8))
        default: try await tracked("wait") { try await Task.sleep(for: .milliseconds(3)) }
        }
    }
}

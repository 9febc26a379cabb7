import BackgroundWork
import BackgroundWorkAgent
import BackgroundWorkHummingbird
import Hummingbird

@main
struct Shop {
    static func main() async throws {
        // A drain that somebody asks for in bgtop ends the whole server.
        let tasks = BackgroundTasks(configuration: .init(maximumRunning: 64, processName: "shop", host: .terminationSignal))

        let router = Router()
        router.add(middleware: BackgroundTasksMiddleware(tasks))
        router.post("signup") { _, _ in
            let task = try tasks.addUnlessFull("send-email", options: .afterResponse) {
                try await tracked("connect") { try await Task.sleep(for: .seconds(2)) }
                try await tracked("send") { try await Task.sleep(for: .seconds(3)) }
            }
            guard task != nil else { throw BackgroundTasksError.full }
            return Response(status: .accepted)
        }

        let agent = BackgroundWorkAgent(tasks, control: .allowed)
        try await Application(router: router, services: [agent, tasks]).runService()
    }
}

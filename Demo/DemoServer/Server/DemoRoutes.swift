import BackgroundWork
import BackgroundWorkEvents
import HTTPTypes
import Hummingbird

/// The server's routes. Each that asks for work answers as soon as the work is accepted, and long before it is done.
struct DemoRoutes: Sendable {
    let tasks: BackgroundTasks
    let planner: WorkPlanner
    let world: OutsideWorld
    let chaos: Chaos

    func router() -> Router<BasicRequestContext> {
        let router = Router()
        router.get("/") { _, _ in Self.index }
        router.get("/health") { _, _ in "ok\n" }
        router.get("/ready") { request, context in try self.readiness(request, context) }
        router.post("/signup") { request, context in try self.submit(SendEmail.self, origin: "POST /signup", context) }
        router.post("/images") { request, context in try self.submit(ResizeImage.self, origin: "POST /images", context) }
        router.get("/report") { request, context in try self.submit(ExportReport.self, origin: "GET /report", context) }
        router.post("/orders") { request, context in
            try await self.submitWaiting(ChargeCard.self, origin: "POST /orders", context)
        }
        router.post("/chaos/:kind") { request, context in try self.unleash(request, context) }
        return router
    }

    /// Takes the work in, or says at once that it cannot.
    private func submit<Work: DemoWork>(
        _: Work.Type,
        origin: String,
        _ context: some RequestContext
    ) throws -> Admission {
        let work = self.planner.next(Work.self)
        do {
            let options = work.options(origin: origin, request: context.id)
            let handle = try self.tasks.addUnlessFull(Work.name, options: options) { [world] in try await work.run(in: world) }
            return handle.map { .accepted($0.id, name: $0.name) } ?? .full
        } catch .shuttingDown {
            return .shuttingDown
        }
    }

    /// Takes the work in as soon as there is room. Somebody who pays would rather wait than try again.
    private func submitWaiting<Work: DemoWork>(
        _: Work.Type,
        origin: String,
        _ context: some RequestContext
    ) async throws -> Admission {
        let work = self.planner.next(Work.self)
        do {
            let options = work.options(origin: origin, request: context.id)
            let handle = try await self.tasks.add(Work.name, options: options) { [world] in try await work.run(in: world) }
            return .accepted(handle.id, name: handle.name)
        } catch BackgroundTasksError.shuttingDown {
            return .shuttingDown
        }
    }
}

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
        router.get("/ready") { _, _ in try self.readiness() }
        router.post("/signup") { _, context in try self.submit(SendEmail.self, origin: "POST /signup", context) }
        router.post("/images") { _, context in try self.submit(ResizeImage.self, origin: "POST /images", context) }
        router.get("/report") { _, context in try self.submit(ExportReport.self, origin: "GET /report", context) }
        router.post("/orders") { _, context in
            try await self.submitWaiting(ChargeCard.self, origin: "POST /orders", context)
        }
        router.post("/chaos/:kind") { request, context in try self.unleash(request, context) }
        return router
    }

    /// Takes the work in, or says at once that there is no room.
    private func submit<Work: DemoWork>(_: Work.Type, origin: String, _ context: some RequestContext) throws -> Accepted {
        let work = self.planner.next(Work.self)
        let options = work.options(origin: origin, request: context.id)
        let handle = try self.tasks.addUnlessFull(Work.name, options: options) { [world] in try await work.run(in: world) }
        guard let handle else { throw HTTPError.full }
        return Accepted(handle)
    }

    /// Takes the work in as soon as there is room: somebody who pays would rather wait than try again.
    private func submitWaiting<Work: DemoWork>(
        _: Work.Type,
        origin: String,
        _ context: some RequestContext
    ) async throws -> Accepted {
        let work = self.planner.next(Work.self)
        let options = work.options(origin: origin, request: context.id)
        return Accepted(try await self.tasks.add(Work.name, options: options) { [world] in try await work.run(in: world) })
    }
}

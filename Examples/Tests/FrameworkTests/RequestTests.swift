import BackgroundWork
import BackgroundWorkEvents
import BackgroundWorkTestKit
import GRPCCore
import Testing

/// What a request and its tasks have to do with each other in each framework, and what not.
@Suite(.timeLimit(.minutes(30)))
struct RequestTests {
    @Test(arguments: Framework.allCases)
    func `a task says where it came from, without what may be secret`(framework: Framework) async throws {
        try await withServer(framework) {
            _ = try await BackgroundTasks.inReach.add("task") {}
            return "accepted"
        } _: { server in
            try await server.expect(.accepted("accepted"))
            let fields = server.recorder.submitted("task").first?.fields ?? []
            #expect(fields.first == TaskDescription.Field(TaskDescription.Field.origin, framework.origin))
            #expect(!fields.contains { $0.value.contains("secret") })
        }
    }

    @Test(arguments: Framework.allCases, [BackgroundTaskOptions(), .afterResponse])
    func `a client that disconnects cancels no task`(framework: Framework, options: BackgroundTaskOptions) async throws {
        let (isAdded, isGone, mayAnswer, mayEnd) = (Gate(), Gate(), Gate(), Gate())
        let totals = try await withServer(framework) {
            _ = try await BackgroundTasks.inReach.add("task", options: options) {
                await mayEnd.wait()
                try Task.checkCancellation()
            }
            isAdded.open()
            // Only gRPC tells a method that its client is gone; in a handler of the others nobody calls it.
            await withRPCCancellationHandler {
                await mayAnswer.wait()
            } onCancelRPC: {
                isGone.open()
            }
            return "nobody reads this"
        } _: { server in
            defer { mayEnd.open() }
            let request = Task { try await server.request() }
            await isAdded.wait()
            request.cancel()
            await #expect(throws: (any Error).self) { try await request.value }
            if framework == .grpc { await isGone.wait() }
            mayAnswer.open()
        }
        #expect(totals.succeeded == 1)
    }

    @Test(arguments: Framework.allCases)
    func `a task for after the response does not begin before the handler has returned`(framework: Framework) async throws {
        let order = Order()
        // One thread, so that the second task runs only when the first one has come to its wait.
        let totals = try await withServer(framework, configuration: .init(poolWidth: 1)) {
            let tasks = try BackgroundTasks.inReach
            _ = try await tasks.add("after", options: .afterResponse) { order.note("after the response") }
            _ = await (try await tasks.add("other") {}).outcome
            order.note("response")
            return "accepted"
        } _: { server in
            try await server.expect(.accepted("accepted"))
            try await server.wait(forEndOf: "after")
        }
        #expect(order.notes == ["response", "after the response"])
        #expect(totals.succeeded == 2)
    }

    @Test(arguments: Framework.allCases)
    func `it begins as well if the handler fails`(framework: Framework) async throws {
        let totals = try await withServer(framework) {
            _ = try await BackgroundTasks.inReach.add("after", options: .afterResponse) {}
            throw Failure()
        } _: { server in
            let answer = try await server.request()
            guard case .failed = answer else {
                Issue.record("\(answer)")
                return
            }
            try await server.wait(forEndOf: "after")
        }
        #expect(totals.succeeded == 1)
    }

    private struct Failure: Error {}
}

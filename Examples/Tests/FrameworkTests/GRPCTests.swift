import BackgroundWork
import BackgroundWorkTestKit
import GRPCCore
import GRPCExample
import Testing

/// What only gRPC has: methods that do their work while they write.
@Suite(.timeLimit(.minutes(30)))
struct GRPCTests {
    @Test func `a task for after the response begins when a streaming method has written its last message`() async throws {
        let (order, mayEnd) = (Order(), Gate())
        try await withBackgroundTasks(configuration: .init(poolWidth: 1), logger: .silent) { tasks in
            let recorder = EventRecorder(tasks)
            try await serveWithGRPC(tasks) { write in
                let tasks = try BackgroundTasks.inReach
                _ = try await tasks.add("after", options: .afterResponse) { order.note("after the response") }
                try await write("first")
                await mayEnd.wait()
                try await write("last")
                // What has begun by now would have said so: the second task runs on the same thread.
                _ = await (try await tasks.add("other") {}).outcome
                order.note("end of the method")
            } _: { call in
                try await call { message in
                    guard message == "first" else { return }
                    #expect(order.notes.isEmpty)
                    mayEnd.open()
                }
            }
            try await recorder.end(of: "after")
        }
        #expect(order.notes == ["end of the method", "after the response"])
    }

    @Test func `a refusal in the middle of a stream is UNAVAILABLE, and says when to come again`() async throws {
        let (started, mayEnd) = (Gate(), Gate())
        try await withBackgroundTasks(configuration: .init(maximumRunning: 1, maximumQueued: 0), logger: .silent) { tasks in
            _ = try await tasks.add("holds the place") {
                started.open()
                await mayEnd.wait()
            }
            await started.wait()
            try await serveWithGRPC(tasks) { write in
                try await write("first")
                guard try BackgroundTasks.inReach.addUnlessFull("refused", operation: {}) != nil else {
                    throw BackgroundTasksError.full
                }
            } _: { call in
                let error = try #require(await #expect(throws: RPCError.self) { try await call { _ in } })
                #expect(error.code == .unavailable)
                #expect(Array(error.metadata[stringValues: "grpc-retry-pushback-ms"]) == ["1000"])
            }
            mayEnd.open()
        }
    }
}

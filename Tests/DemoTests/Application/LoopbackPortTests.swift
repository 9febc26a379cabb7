import ArgumentParser
import TestSupport
import Testing

@testable import DemoServer

struct `The demo's port` {
    @Test func `that is taken is refused with a sentence, if it was asked for`() async throws {
        try await withServer { server in
            let error = #expect(throws: (any Error).self) { try LoopbackPort.find(server.port) { $0 } }
            let sentence = error.map { DemoOptions.message(for: $0) }
            #expect(sentence?.hasPrefix("Port \(server.port) on 127.0.0.1 cannot be had") == true)
        }
    }

    @Test func `is one of the usual ones unless another is asked for`() throws {
        #expect(LoopbackPort.usual.contains(try LoopbackPort.find(nil) { $0 }))
    }

    @Test func `is known before anything is started, also where 0 leaves it to the system`() throws {
        #expect(try LoopbackPort.find(0) { $0 } > 0)
        var tried: [Int] = []
        let port = try LoopbackPort.find(0) { port in
            tried.append(port)
            return tried.count == 3 ? port : nil
        }
        #expect(tried.count == 3 && port == tried.last, "Another one if somebody takes it at the last moment.")
        let error = #expect(throws: (any Error).self) { try LoopbackPort.find(0) { _ in nil as Int? } }
        #expect(error.map { DemoOptions.message(for: $0) }?.hasPrefix("The system gives no free port") == true)
    }

    @Test func `is the next one if somebody takes it at the last moment`() throws {
        var tried: [Int] = []
        let port = try LoopbackPort.find(nil) { port in
            tried.append(port)
            return tried.count == 3 ? port : nil
        }
        #expect(port == tried.last)
        #expect(Set(tried).count == 3)
        #expect(tried == tried.sorted())
    }

    @Test func `is refused with the same sentence if somebody takes the one that was asked for at the last moment`() throws {
        let port = LoopbackPort.usual.upperBound
        let error = #expect(throws: (any Error).self) { try LoopbackPort.find(port) { _ in nil as Int? } }
        let sentence = error.map { DemoOptions.message(for: $0) }
        #expect(sentence?.hasPrefix("Port \(port) on 127.0.0.1 cannot be had") == true)
    }

    @Test func `counts as taken if the server cannot listen on it because somebody else does`() async throws {
        try await withServer { server in
            let late = DemoApplication(
                options: try DemoOptions.parse(["--rate", "0"]),
                port: server.port,
                logDestination: .stream(LogRelay())
            )
            let failures = Counter()
            let error = await #expect(throws: (any Error).self) {
                try await late.run(onListening: { _ in Issue.record("It listens.") }, onFailure: { _ in failures.count() })
            }
            #expect(error.map(LoopbackPort.isTaken) == true)
            #expect(failures.value == 1)
        }
    }
}

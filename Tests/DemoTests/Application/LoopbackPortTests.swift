import ArgumentParser
import Testing

@testable import DemoServer

struct `The demo's port` {
    @Test func `that is taken is refused with a sentence, if it was asked for`() async throws {
        try await withServer { server in
            let error = #expect(throws: (any Error).self) { try LoopbackPort.find(server.port) }
            let sentence = error.map { DemoOptions.message(for: $0) }
            #expect(sentence?.hasPrefix("Port \(server.port) on 127.0.0.1 cannot be had") == true)
        }
    }

    @Test func `is one of the usual ones unless another is asked for, and 0 leaves it to the system`() throws {
        #expect(LoopbackPort.usual.contains(try LoopbackPort.find(nil)))
        #expect(try LoopbackPort.find(0) == 0)
    }
}

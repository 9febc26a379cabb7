import BGTopStore
import BackgroundWorkEvents
import Testing

/// Of tasks that have been asked to stop.
struct AskedVerdictTests {
    @Test func `that it ignores cancellation is said only after it was asked and found to`() throws {
        var server = WatchedServer.shuttingDown(timeLeft: .seconds(1))
        let id = server.submitAndStart()
        server.wait(.seconds(40))
        #expect(try server.verdict(on: id).kind == .willNotFinish)
        server.enter(.cancelling, within: .seconds(5))
        server.cancel(id)
        server.wait(.milliseconds(500))
        let asked = try server.verdict(on: id)
        #expect(asked.kind == .unknown(runs: 0))
        #expect(asked.reason == "asked to stop 500 ms ago")
        server.wait(.milliseconds(500))
        server.warn(id, .uncooperative)
        let ignores = try server.verdict(on: id)
        #expect(ignores.kind == .ignoresCancellation)
        #expect(ignores.reason == "asked to stop 1.0 s ago, and runs on")
    }

    @Test func `who was asked is judged by how fast others of its name reacted`() throws {
        var server = WatchedServer()
        for _ in 0..<20 {
            let id = server.submitAndStart()
            server.cancel(id, .handle)
            server.wait(.milliseconds(10))
            server.finish(id, .cancelled)
        }
        server.enter(.cancelling, within: .seconds(5))
        let id = server.submitAndStart()
        server.cancel(id)
        server.wait(.milliseconds(5))
        #expect(try server.verdict(on: id).kind == .finishes(1))
        server.wait(.milliseconds(10))
        #expect(try server.verdict(on: id).kind == .unknown(runs: nil), "1 / 21 / 1.5 = 3.2 %: that may be chance.")
        server.wait(.milliseconds(40))
        let slow = try server.verdict(on: id)
        #expect(slow.kind == .willNotFinish, "1 / 21 / 5.5 = 0.9 %")
        #expect(slow.reason == "asked to stop 55 ms ago; 20 before it did when asked")
    }
}

import BGTopStore
import BackgroundWorkEvents
import Testing

/// What a task that reports its progress says of itself.
struct ProgressVerdictTests {
    @Test func `a report of progress overrides what others did`() throws {
        var server = WatchedServer.shuttingDown(timeLeft: .seconds(100))
        let id = server.submitAndStart()
        server.wait(.seconds(30))
        #expect(try server.verdict(on: id).kind == .unknown(runs: nil))
        // Half done in 30 s, so 30 s to go, of the 70 s that are left.
        server.report(0.5, by: id)
        let verdict = try server.verdict(on: id)
        #expect(verdict.kind == .finishes(1))
        #expect(verdict.reason == "50% done, judged by its own pace")
        #expect(verdict.likelyLeft == .seconds(24) ... .seconds(36))
    }

    @Test(arguments: [(37, true), (35, false), (25, false), (23, true)])
    func `a pace is trusted to a quarter`(secondsLeft: Int, isCertain: Bool) throws {
        // 30 s to go: certain from 1.2 times that, and hopeless up to 0.8 times.
        var server = WatchedServer.shuttingDown(timeLeft: .seconds(30 + secondsLeft))
        let id = server.submitAndStart()
        server.wait(.seconds(30))
        server.report(0.5, by: id)
        let kind = try server.verdict(on: id).kind
        if case .atRisk = kind { #expect(!isCertain) } else { #expect(isCertain, "\(kind)") }
    }

    @Test func `a pace without news slows down`() throws {
        var server = WatchedServer.shuttingDown(timeLeft: .seconds(1_000))
        let id = server.submitAndStart()
        server.wait(.seconds(10))
        server.report(0.5, by: id)
        server.wait(.seconds(4))
        var left = try #require(server.verdict(on: id).likelyLeft)
        #expect(left == .milliseconds(4_800) ... .milliseconds(7_200), "6 s of the 10 s that it needed are left.")
        server.wait(.seconds(26))
        left = try #require(server.verdict(on: id).likelyLeft)
        #expect(left == .seconds(32) ... .seconds(48), "Half done after 40 s.")
    }
}

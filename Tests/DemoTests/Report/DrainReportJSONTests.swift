import BackgroundWorkEvents
import Foundation
import Testing

@testable import DemoServer

struct `The report as JSON` {
    @Test func `is one line with exactly the promised keys`() throws {
        let object = try self.object(.example())
        #expect(
            Set(object.keys) == [
                "report", "submitted", "succeeded", "failed", "cancelled", "timedOut", "discarded", "alive", "rejected",
                "phases",
                "requestedBy", "uncooperative", "discardedNames", "slowest", "eventsLost",
            ]
        )
        #expect(Set(try self.nested("rejected", of: object).keys) == ["full", "shuttingDown", "cancelledWaiting", "held"])
        #expect(Set(try self.nested("phases", of: object).keys) == ["draining", "cancelling"])
        #expect(object["report"] as? Int == 1)
        #expect(object["requestedBy"] as? String == "SIGTERM")
        #expect(object["uncooperative"] as? [String] == ["sync-ledger"])
        #expect(object["discardedNames"] as? [String] == ["send-email"])
        #expect((object["slowest"] as? [[String: Any]])?.first?["name"] as? String == "export-report")
    }

    @Test func `has as many submitted as the six states that follow say`() throws {
        let object = try self.object(.example())
        let states = ["succeeded", "failed", "cancelled", "timedOut", "discarded", "alive"]
        let sum = try states.reduce(0) { try $0 + #require(object[$1] as? Int) }
        #expect(object["submitted"] as? Int == sum)
        #expect(sum == 21)
    }

    @Test func `says null where nobody asked, and keeps the key`() throws {
        let object = try self.object(.example(requestedBy: nil))
        #expect(object["requestedBy"] is NSNull)
    }

    @Test func `stays one line whatever a task is called`() throws {
        let object = try self.object(.example(name: "a\nb\"\u{1B}]52;c;x\u{07}"))
        #expect(object["uncooperative"] as? [String] == ["a\nb\"\u{1B}]52;c;x\u{07}"])
    }

    private func object(_ report: DrainReport) throws -> [String: Any] {
        let line = report.json
        #expect(!line.contains("\n"))
        #expect(line.utf8.allSatisfy { $0 >= 0x20 })
        return try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }

    private func nested(_ key: String, of object: [String: Any]) throws -> [String: Any] {
        try #require(object[key] as? [String: Any])
    }
}

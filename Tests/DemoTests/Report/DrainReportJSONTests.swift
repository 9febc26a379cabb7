import BackgroundWorkEvents
import Foundation
import TestSupport
import Testing

@testable import DemoServer

struct `The report as JSON` {
    @Test func `is one line with exactly the promised keys`() throws {
        let object = try self.object(.example())
        #expect(
            Set(object.keys) == [
                "report", "submitted", "succeeded", "failed", "cancelled", "timedOut", "discarded", "alive", "rejected",
                "phases",
                "requestedBy", "uncooperative", "uncooperativeCount", "discardedNames", "slowest", "eventsLost",
            ]
        )
        #expect(Set(try self.nested("rejected", of: object).keys) == ["full", "shuttingDown", "cancelledWaiting", "held"])
        #expect(Set(try self.nested("phases", of: object).keys) == ["draining", "cancelling"])
        #expect(object["report"] as? Int == 1)
        #expect(object["requestedBy"] as? String == "SIGTERM")
        #expect(object["uncooperative"] as? [String] == ["sync-ledger"])
        #expect(object["uncooperativeCount"] as? Int == 1)
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

    @Test(
        arguments: [
            "a\nb\"\\\u{1B}]52;c;x\u{7}\r\t\0\u{7F}", "\u{9B}31m\u{9D}52;c;x\u{9C}\u{85}",
            "\u{202E}evil\u{2066}\u{200F}\u{61C}",
            "a\u{200D}b\u{200B}\u{FEFF}", "\u{2028}\u{2029}", "\u{E0041}\u{E000}\u{10FFFF}\u{FFFF}", "日本語 é 👩\u{200D}👧",
            LegibleText(String(decoding: [0x61, 0xFF, 0xC3, 0x28] as [UInt8], as: UTF8.self)),
            LegibleText(String(repeating: "x\u{1B}[31m", count: 20_000)),
        ] as [LegibleText]
    )
    func `says everything and can be printed, whatever a task is called`(called: LegibleText) throws {
        let name = called.text
        let report = DrainReport.example(name: name, requestedBy: Requester(name))
        let object = try self.object(report)
        #expect(try #require(object["uncooperative"] as? [String]).map(\.scalars) == [name.scalars])
        #expect(try #require(object["requestedBy"] as? String).scalars == name.scalars)
        let isPrintable = report.json().unicodeScalars.allSatisfy { scalar in
            ![.control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned].contains(
                scalar.properties.generalCategory
            )
        }
        #expect(isPrintable)
    }

    private func object(_ report: DrainReport) throws -> [String: Any] {
        let line = report.json()
        #expect(!line.contains("\n"))
        #expect(line.utf8.allSatisfy { $0 >= 0x20 })
        return try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }

    private func nested(_ key: String, of object: [String: Any]) throws -> [String: Any] {
        try #require(object[key] as? [String: Any])
    }
}

extension String {
    /// To be compared one by one: for Swift strings are equal that look alike.
    fileprivate var scalars: [UInt32] { self.unicodeScalars.map(\.value) }
}

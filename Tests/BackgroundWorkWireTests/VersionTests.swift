import BackgroundWorkEvents
import BackgroundWorkSchema
import SwiftProtobuf
import Testing

@testable import BackgroundWorkWire

/// Two sides of different versions.
@Suite struct VersionTests {
    @Test func `what a newer minor version says besides is passed over`() throws {
        var frame = SchemaFrame.with {
            $0.batch.texts = ["send-email"]
            $0.batch.events = [
                .with { $0.started.id = 7 },
                // A kind of event that is not known here.
                .init(),
                .with {
                    $0.finished.outcome = .UNRECOGNIZED(99)
                    $0.finished.sample.id = 7
                },
                .with { $0.lateReport = 8 },
            ]
        }
        // A field that is not known here: number 1,000, a varint.
        let unknown: [UInt8] = [0xc0, 0x3e, 0x05]
        frame = try SchemaFrame(serializedBytes: frame.serializedBytes() + unknown)
        let received = try self.events(in: frame)
        guard received.count == 2, case .started(7, rank: 0) = received[0].kind, case .lateReport(8) = received[1].kind else {
            throw Unexpected()
        }
    }

    @Test func `a frame of an unknown kind is passed over`() throws {
        var reader = FrameReader()
        let unknown: [UInt8] = [0xc0, 0x3e, 0x05]
        reader.append([UInt8(unknown.count)] + unknown + FrameWriter.frame(refusal: "Bye."))
        guard case .refusal("Bye.") = try reader.next() else { throw Unexpected() }
    }

    @Test func `another minor version is welcome`() {
        let own = Hello.Version.current
        #expect(Hello(version: .init(major: own.major, minor: own.minor + 5), software: "9").objection == nil)
    }

    @Test func `another major version is refused with what to update`() throws {
        let own = Hello.Version.current
        let newer = try #require(Hello(version: .init(major: own.major + 1, minor: 0), software: "2.0").objection)
        #expect(newer.contains("update bgtop"))
        let older = try #require(Hello(version: .init(major: own.major - 1, minor: 0), software: "0.0").objection)
        #expect(older.contains("update BackgroundWork in the server"))
    }

    private func events(in frame: SchemaFrame) throws -> [TaskEvent] {
        let content: [UInt8] = try frame.serializedBytes()
        var reader = FrameReader()
        reader.append(Varint.bytes(of: UInt64(content.count)) + content)
        guard case .events(let events) = try reader.next() else { throw Unexpected() }
        return events
    }

    private struct Unexpected: Error {}
}

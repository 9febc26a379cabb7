import BGTopClient
import BackgroundWorkEvents
import BackgroundWorkWire
import Foundation
import TestSupport
import Testing

/// A recording becomes a trace, by the program that people run.
@Suite(.serialized, .onThreadOfItsOwn, .timeLimit(.minutes(30)))
struct `A trace of a recording` {
    private let directory: TemporaryDirectory
    private var recording: String { self.directory.path("recording") }

    init() throws {
        self.directory = try TemporaryDirectory()
    }

    private func write(_ bytes: some Sequence<UInt8>, to name: String = "recording") throws {
        try Data(bytes).write(to: URL(fileURLWithPath: self.directory.path(name)))
    }

    private func export(_ arguments: [String] = [], output: String? = nil) async throws -> RunningProgram.Result {
        try await RunningProgram(Program.bgtop, ["export", self.recording] + arguments, output: output).result()
    }

    /// What lies beside the recording, with it.
    private var names: [String] {
        get throws {
            let folder = URL(fileURLWithPath: self.recording).deletingLastPathComponent().path
            return try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        }
    }

    // MARK: - What it tells

    @Test func `tells what a server did until its end, and its totals are those of the report`() async throws {
        let socket = self.directory.path("s")
        let demo = try RunningProgram(
            "/usr/bin/env",
            ["BGTOP_SOCKET=\(socket)", Program.bgtop, "demo", "--headless", "--port", "0", "--rate", "20", "--grace", "1"]
                + ["--report", "json"]
        )
        let deadline = Deadline()
        var found = try? Discovery.process(at: socket)
        while found == nil {
            try await deadline.pause(for: "the demo")
            found = try? Discovery.process(at: socket)
        }
        let process = AttachedProcess(try #require(found), successor: .samePath)
        let recorder = try Recorder(process, to: self.recording, software: "test") { _ in }
        while try self.recorded(where: { $0 > 50 }) == nil { try await deadline.pause(for: "some tasks") }
        demo.signal(SIGTERM)
        let report = try Report(line: try await demo.result().output)
        let end = Deadline()
        // What is refused after the last task's end stands between the report and the end of the process.
        while try self.recorded(where: { _ in true })?.hasEnd != true { try await end.pause(for: "the end") }
        recorder.stop()

        let result = try await self.export(["--format", "trace-event"])
        #expect(result.exitCode == 0)
        #expect(result.errors.isEmpty)
        let trace = try Trace(result.output)
        #expect(trace.violations == [])
        #expect(trace.otherData["incomplete"] == nil)
        let expected = [
            "submitted": report.submitted, "succeeded": report.succeeded, "failed": report.failed,
            "cancelled": report.cancelled, "timedOut": report.timedOut, "discarded": report.discarded, "alive": report.alive,
            "rejected: full": report.rejected.full, "rejected: shuttingDown": report.rejected.shuttingDown,
        ]
        for (name, count) in expected { #expect(trace.total(name) == UInt64(count), "\(name)") }
        let tracks = trace.events.filter { $0.name == "thread_name" && $0.arguments["name"] as? String != "requests" }
        #expect(tracks.count > 50)
    }

    /// What is in the recording by now, once so many tasks have ended as are enough.
    private func recorded(where isEnough: (Int) -> Bool) throws -> (ended: Int, hasEnd: Bool)? {
        guard var reader = try? RecordingReader(self.recording) else { return nil }
        var (ended, hasEnd) = (0, false)
        while let events = try reader.next() {
            for event in events {
                switch event.kind {
                case .finished: ended += 1
                case .interrupted(let interruption): hasEnd = !interruption.isRetrying
                default: break
                }
            }
        }
        return isEnough(ended) ? (ended, hasEnd) : nil
    }

    @Test func `of what was cut off there is a whole trace, which says so`() async throws {
        try self.write(WrittenRecording.bytes(tasks: 1_000).dropLast(7))
        let result = try await self.export()
        #expect(result.exitCode == 0)
        #expect(result.errors.hasPrefix("bgtop: \(self.recording): It ends in the middle of what was being written"))
        let trace = try Trace(result.output)
        #expect(trace.violations == [])
        #expect(trace.total("succeeded") ?? 0 > 500)
        #expect((trace.otherData["incomplete"] as? String)?.contains("ends in the middle") == true)
    }

    @Test func `of a process whose end was not recorded there is a whole trace, which says so`() async throws {
        try self.write(WrittenRecording.bytes(tasks: 10))
        let result = try await self.export()
        #expect(result.exitCode == 0)
        #expect(result.errors.hasPrefix("bgtop: \(self.recording): The end of the process is not in it"))
        let trace = try Trace(result.output)
        #expect(trace.total("succeeded") == 10)
        #expect((trace.otherData["incomplete"] as? String)?.contains("The end of the process is not in it") == true)
    }

    @Test func `of what was damaged there is a trace up to there, which says so, and the exit code as well`() async throws {
        try self.write(WrittenRecording.bytes(tasks: 1_000) + Array(repeating: 0xFF, count: 20))
        let result = try await self.export()
        #expect(result.exitCode == 1)
        #expect(result.errors.hasPrefix("bgtop: \(self.recording): It cannot be read beyond byte "))
        let trace = try Trace(result.output)
        #expect(trace.violations == [])
        #expect(trace.total("succeeded") == 1_000)
        #expect((trace.otherData["incomplete"] as? String)?.contains("cannot be read") == true)
    }

    @Test func `the files that were full come first, and what two of them tell is there once`() async throws {
        try self.write(WrittenRecording.bytes(tasks: 10), to: "recording.2")
        try self.write(WrittenRecording.bytes(tasks: 20, from: 8), to: "recording.1")
        try self.write(WrittenRecording.bytes(tasks: 30, from: 21))
        let trace = try Trace(try await self.export().output)
        #expect(trace.violations == [])
        #expect(trace.total("submitted") == 30 && trace.total("succeeded") == 30)
        let names = trace.events.filter { $0.name == "thread_name" }.compactMap { $0.arguments["name"] as? String }
        #expect(names.filter { $0 != "requests" } == (1...30).map { "send-email \($0)" })
    }

    @Test func `a full file that is something else is named, and none of them is written over`() async throws {
        try self.write(WrittenRecording.bytes(tasks: 1))
        try self.write(Array("a letter".utf8), to: "recording.1")
        let foreign = try await self.export()
        #expect(foreign.exitCode == 66)
        #expect(foreign.output.isEmpty)
        #expect(foreign.errors == "bgtop: \(self.recording).1: It is not a recording of bgtop.\n")
        let bytes = WrittenRecording.bytes(tasks: 1)
        try self.write(bytes, to: "recording.1")
        #expect(try await self.export(["--output", "\(self.recording).1"]).exitCode == 64)
        #expect(try Data(contentsOf: URL(fileURLWithPath: "\(self.recording).1")) == Data(bytes))
    }

    // MARK: - What is no recording

    @Test(arguments: [
        (Array("a letter to my mother".utf8), "It is not a recording of bgtop."),
        ([], "It is empty: nothing has been recorded in it."),
    ])
    func `what is no recording is answered with one sentence`(bytes: [UInt8], sentence: String) async throws {
        try self.write(bytes)
        let result = try await self.export()
        #expect(result.exitCode == 66)
        #expect(result.output.isEmpty)
        #expect(result.errors == "bgtop: \(self.recording): \(sentence)\n")
    }

    @Test func `a file that is not there, and one that holds nothing but a beginning, have a sentence as well`() async throws {
        let missing = try await self.export()
        #expect(missing.exitCode == 66)
        #expect(missing.errors == "bgtop: \(self.recording): No such file or directory.\n")
        try self.write(FrameWriter.frame(Hello(software: "test")))
        let empty = try await self.export(["--output", self.directory.path("trace")])
        #expect(empty.exitCode == 66)
        #expect(empty.errors == "bgtop: \(self.recording): Nothing could be recorded in it before it was cut short.\n")
        #expect(try self.names == ["recording"])
    }

    // MARK: - Where it goes

    @Test func `a file is there as a whole, for who may read the recording`() async throws {
        try self.write(WrittenRecording.bytes(tasks: 2_000))
        let path = self.directory.path("trace")
        let result = try await self.export(["--output", path])
        #expect(result.exitCode == 0)
        #expect(result.output.isEmpty)
        #expect(try self.names == ["recording", "trace"])
        #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o600)
        #expect(try await self.export().output == self.directory.read("trace"))
        // What is there gives way to the new one, and who could read it still can.
        try self.write(Array("old".utf8), to: "trace")
        #expect(unsafe chmod(path, 0o640) == 0)
        #expect(try await self.export(["--output", path]).exitCode == 0)
        #expect(try Trace(try self.directory.read("trace")).total("succeeded") == 2_000)
        #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o640)
    }

    @Test func `the recording is not written over`() async throws {
        let bytes = WrittenRecording.bytes(tasks: 1)
        try self.write(bytes)
        let result = try await self.export(["--output", self.recording])
        #expect(result.exitCode == 64)
        #expect(try Data(contentsOf: URL(fileURLWithPath: self.recording)) == Data(bytes))
    }

    @Test func `a trace that does not fit is no file, and a sentence`() async throws {
        try self.write(WrittenRecording.bytes(tasks: 5_000))
        let path = self.directory.path("trace")
        let result = try await RunningProgram(
            "/bin/bash",
            ["-c", "ulimit -f 512; exec \"$0\" export \"$1\" --output \"$2\"", Program.bgtop, self.recording, path]
        ).result()
        #expect(result.exitCode == 74)
        #expect(result.errors == "bgtop: \(path) cannot be written: File too large.\n")
        #expect(try self.names == ["recording"])
    }

    @Test func `a full disk and a reader that goes away are failures`() async throws {
        try self.write(WrittenRecording.bytes(tasks: 5_000))
        let full = try await self.export(output: "/dev/full")
        #expect(full.exitCode == 74)
        #expect(full.errors == "bgtop: The output cannot be written: No space left on device.\n")
        let device = try await self.export(["--output", "/dev/full"])
        #expect(device.exitCode == 74)
        #expect(device.errors == "bgtop: /dev/full cannot be written: No space left on device.\n")
        let gone = try await RunningProgram(
            "/bin/bash",
            ["-c", "\"$0\" export \"$1\" | true; exit ${PIPESTATUS[0]}", Program.bgtop, self.recording]
        ).result()
        #expect(gone.exitCode == 74)
        let nowhere = try await self.export(["--output", self.directory.path("no/trace")])
        #expect(nowhere.exitCode == 74)
        #expect(nowhere.errors == "bgtop: \(self.directory.path("no/trace")) cannot be written: No such file or directory.\n")
    }

    @Test(.enabled(if: Tmux.isInstalled, "tmux is not installed"))
    func `a terminal gets a sentence, unless it was asked for`() async throws {
        try self.write(WrittenRecording.bytes(tasks: 1))
        let terminal = try await Tmux(
            columns: 120,
            rows: 24,
            command: "\(Program.bgtop) export \(self.recording); echo exit=$?"
        )
        try await terminal.wait(for: "A trace is for programs to read")
        try await terminal.wait(for: "exit=64")
        let asked = try await Tmux(
            columns: 120,
            rows: 24,
            command: "\(Program.bgtop) export \(self.recording) --output -; echo exit=$?"
        )
        try await asked.wait(for: "exit=0")
    }
}

import BackgroundWork
import BackgroundWorkEvents
import BackgroundWorkTestKit
import InMemoryLogging
import InMemoryTracing
import Logging
import Testing
import Tracing

/// What the application does not want anybody to see, nobody does: no viewer, no log, no trace, no report.
@Suite(.timeLimit(.minutes(30)))
struct RedactionTests {
    @Test func `fields, annotations and error texts are redacted before anybody sees them`() async throws {
        let lines = InMemoryLogHandler()
        let tracer = InMemoryTracer()
        let configuration = BackgroundTasks.Configuration(redact: { subject in
            switch subject {
            case .field(let key, _, let task): "[\(key) of \(task)]"
            case .errorText(_, let task): "[error of \(task)]"
            }
        })
        let timer = ManualTimer()
        try await withTracer(tracer) {
            try await withAuditedTasks(
                configuration: configuration,
                logger: Logger(label: "test", factory: { _ in lines }),
                timer: timer
            ) { tasks, recorder in
                let (said, mayEnd) = (Gate(), Gate())
                let options = BackgroundTaskOptions(origin: "POST /secret", fields: [.init("email", "secret@example.com")])
                let task = try await tasks.add("signup", options: options) {
                    BackgroundTaskContext.current?.annotate("card", "secret 4242")
                    said.open()
                    await mayEnd.wait()
                    throw SecretError(text: "secret password")
                }
                await said.wait()
                timer.advance(by: .milliseconds(100))
                let late = EventRecorder(tasks)
                mayEnd.open()
                guard case .failed(let error) = await task.outcome else { throw Unexpected() }
                #expect((error as? SecretError)?.text == "secret password", "the application itself sees what it threw")
                tasks.perform(.drain, by: Requester("test"))
                try await recorder.first { if case .stopped = $0.kind { true } else { false } }

                var everything = ""
                dump(recorder.events, to: &everything)
                dump(late.events, to: &everything)
                dump(tasks.snapshot(), to: &everything)
                dump(tasks.report, to: &everything)
                dump(lines.entries, to: &everything)
                dump(tracer.finishedSpans, to: &everything)
                #expect(!everything.contains("secret"))
                for text in ["[from of signup]", "[email of signup]", "[card of signup]", "[error of signup]"] {
                    #expect(everything.contains(text))
                }
                #expect(recorder.events.flatMap(\.samples).map(\.annotations) == [[.init("card", "[card of signup]")]])
            }
        }
        let failure = try #require(lines.entries.first { $0.level == .error })
        #expect(failure.metadata["error"] == "[error of signup]")
    }

    @Test func `without a hook everything is told as it is`() async throws {
        try await withAuditedTasks { tasks, recorder in
            let task = try await tasks.add("task", options: .init(fields: [.init("order", "7")])) {
                throw SecretError(text: "no such order")
            }
            _ = await task.outcome
            #expect(recorder.events.compactMap(\.end).map(\.errorText) == ["no such order"])
            let fields = recorder.events.compactMap { event in
                if case .submitted(let task) = event.kind { task.fields } else { nil }
            }
            #expect(fields == [[.init("order", "7")]])
        }
    }

    private struct SecretError: Error, CustomStringConvertible {
        let text: String
        var description: String { self.text }
    }

    private struct Unexpected: Error {}
}

import BGTopExport
import BackgroundWorkEvents
import BackgroundWorkWire

/// What is done with a recording: it is read to its end, made into a trace, and wound back.
enum RecordingSide {
    static func read(_ bytes: [UInt8], _ shares: FuzzedDecoder.Shares) -> FuzzedDecoder.Outcome {
        var outcome = FuzzedDecoder.Outcome()
        guard let file = TemporaryFile(bytes) else { preconditionFailure("there is no file that could be read") }
        do throws(RecordingError) {
            var reader = try RecordingReader(file.path)
            var export = TraceEventExport()
            var text = export.beginning
            let isTraced = bytes.isOne(of: shares.folded)
            while let events = try reader.next() {
                outcome.messages += 1
                if isTraced { for event in events { text += export.add(event) } }
            }
            if isTraced { outcome.trace = text + export.end() }
            guard let end = reader.index.end, let mark = reader.index.snapshot(before: end) else { return outcome }
            reader.seek(to: mark)
            guard let first = try reader.next()?.first?.kind, case .snapshot = first else {
                preconditionFailure("where a snapshot stood there is none")
            }
        } catch {
            outcome.isRefused = !error.description.isEmpty
        }
        return outcome
    }
}

import BackgroundWorkEvents
import BackgroundWorkWire

/// What an agent does with what a viewer sends: it reads it, and tells all viewers what was asked.
enum AgentSide {
    static func read(_ bytes: [UInt8]) -> FuzzedDecoder.Outcome {
        var outcome = FuzzedDecoder.Outcome()
        var reader = RequestReader()
        do throws(WireError) {
            for piece in bytes.pieces {
                reader.append(piece)
                while let message = try reader.next() {
                    outcome.messages += 1
                    self.answer(message)
                }
            }
        } catch {
            outcome.isRefused = !error.description.isEmpty
        }
        return outcome
    }

    private static func answer(_ message: RequestMessage) {
        switch message {
        case .hello(let hello): FuzzCheck.canBeRead(FrameWriter.frame(refusal: hello.objectionToViewer ?? ""))
        case .refusal(let sentence): FuzzCheck.canBeRead(FrameWriter.frame(refusal: sentence))
        case .request(let command, let requester):
            let entry = AuditEntry(requester: requester, command: command, result: "\(command)", wasRefused: true)
            FuzzCheck.canBeTold([TaskEvent(at: TaskInstant(nanoseconds: 0), .audit(entry))])
        // What a newer one may say.
        case .unknown: break
        }
    }
}

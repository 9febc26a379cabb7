import BackgroundWorkWire

/// What a viewer does with what a server sends: it reads it, takes it in, prints it and records it.
enum ClientSide {
    static func read(_ bytes: [UInt8], _ shares: FuzzedDecoder.Shares) -> FuzzedDecoder.Outcome {
        var outcome = FuzzedDecoder.Outcome()
        var reader = FrameReader()
        var viewer = FuzzedViewer(isThorough: bytes.isOne(of: shares.drawn))
        let isFolded = bytes.isOne(of: shares.folded)
        do throws(WireError) {
            for piece in bytes.pieces {
                reader.append(piece)
                while let message = try reader.next() {
                    outcome.messages += 1
                    switch message {
                    case .hello(let hello): outcome.isRefused = hello.objection != nil
                    case .events(let events): if isFolded { viewer.take(events) }
                    // It ends a connection.
                    case .refusal: break
                    }
                }
            }
        } catch {
            outcome.isRefused = !error.description.isEmpty
        }
        viewer.finish()
        return outcome
    }
}

import BackgroundWorkEvents
import BackgroundWorkWire

/// What has to be true of everything that was understood.
enum FuzzCheck {
    /// Whoever has read it can tell it on: a viewer that records does.
    static func canBeTold(_ events: [TaskEvent]) {
        for frame in FrameWriter.frames(events) { self.canBeRead(frame) }
    }

    static func canBeRead(_ frame: [UInt8]) {
        var reader = FrameReader()
        reader.append(frame)
        do throws(WireError) {
            while try reader.next() != nil {}
        } catch {
            preconditionFailure("what was written cannot be read: \(error)")
        }
        precondition(!reader.isInFrame, "what was written is no whole frame")
    }
}

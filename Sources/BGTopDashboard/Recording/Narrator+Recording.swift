import BGTopStore
import BackgroundWorkEvents

extension Narrator {
    /// Takes in how a recording is played. Where it has come to its end there is nothing left to tell.
    mutating func take(_ status: PlaybackStatus) -> Telling {
        _ = self.model.update(.playback(status))
        guard let ending = self.model.endOfRecording else { return Telling() }
        let report = self.model.store.report?.text.split(separator: "\n").map(String.init)
        return Telling(lines: (report ?? [self.tellState()]) + [ending.text], effects: [.leave(.quit)])
    }

    /// Takes in what has become of the recording that is being made.
    mutating func take(_ recording: RecordingState) -> Telling {
        guard recording != self.model.recording else { return Telling() }
        _ = self.model.update(.recording(recording))
        guard case .failed(let reason) = recording else { return Telling() }
        return Telling(lines: [reason])
    }
}

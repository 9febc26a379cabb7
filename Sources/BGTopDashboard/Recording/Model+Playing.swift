import BGTopStore
import BackgroundWorkEvents

/// A recording that is played: where it stands, and what can be asked of its player.
extension Model {
    /// Whether what is shown happened at another time, and can be gone through at will.
    var showsRecording: Bool { self.viewer.place == .recorded }

    /// How far the recording has come; nil before anything is known of it.
    var played: Duration? {
        self.playback.map { max(.zero, self.store.now - $0.beginning) }
    }

    /// What `key` does now.
    func binding(for key: Key) -> Binding? {
        self.showsRecording ? Keymap.playingBinding(for: key, at: self.place) : Keymap.binding(for: key, at: self.place)
    }

    /// `p`.
    func togglePlaying() -> [Effect] {
        [.play(self.playback?.isPaused == true ? .resume : .pause)]
    }

    /// Enter, after a time was typed.
    mutating func seek(to prompt: Prompt) -> [Effect] {
        guard let playback = self.playback, let moment = RecordedMoment(prompt.text) else {
            var prompt = prompt
            prompt.objection = "such as 1:30, 90s, +10s, -1m"
            self.overlay = .prompt(prompt)
            return []
        }
        switch moment {
        case .fromBeginning(let offset): return [.play(.seek(to: playback.beginning + offset))]
        case .fromHere(let distance): return [.play(.move(by: distance))]
        }
    }

    // MARK: - What cannot be asked

    var objectionToPlaybackKeys: String? {
        self.playback == nil ? "Nothing is known of the recording yet." : nil
    }

    var objectionToPlaying: String? {
        guard let playback = self.playback else { return self.objectionToPlaybackKeys }
        return playback.ending == nil ? nil : "The recording is at its end: b goes to its beginning."
    }

    var objectionToGoingOn: String? {
        guard let playback = self.playback else { return self.objectionToPlaybackKeys }
        return playback.ending == nil ? nil : "There is nothing after this: the recording is at its end."
    }

    var objectionToGoingBack: String? {
        guard let played else { return self.objectionToPlaybackKeys }
        return played > .zero ? nil : "There is nothing before this: the recording is at its beginning."
    }

    var objectionToSlowing: String? {
        guard let playback = self.playback else { return self.objectionToPlaybackKeys }
        return playback.speed > PlaybackStatus.speeds.lowerBound ? nil : "It is not played slower than \(playback.speedText)."
    }

    var objectionToHurrying: String? {
        guard let playback = self.playback else { return self.objectionToPlaybackKeys }
        return playback.speed < PlaybackStatus.speeds.upperBound ? nil : "It is not played faster than \(playback.speedText)."
    }

    // MARK: - Its end

    /// That there is nothing more, for as long as it stands there; nil elsewhere.
    var endOfRecording: Message? {
        guard self.overlay == nil, let ending = self.playback?.ending else { return nil }
        let isOpen = self.store.report == nil && self.store.interruption == nil
        let rest = isOpen ? " The end of the process is not in it." : ""
        return Message(text: ending + rest, tone: isOpen ? .refused : .done, until: nil)
    }
}

extension PlaybackStatus {
    /// `2x`, `0.25x`.
    var speedText: String {
        self.speed == self.speed.rounded() ? "\(Int(self.speed))x" : "\(self.speed)x"
    }
}

import BackgroundWorkEvents

extension Keymap {
    /// What keys do besides while a recording is played. Some of them do something else where there is a process to act on.
    static let playing = [
        Binding(
            "p",
            " ",
            "z",
            in: .views,
            help: "pause, so that this view stands still; once more: play on",
            hint: Hint("pause", rank: 0),
            intent: .togglePlaying,
            unless: \.objectionToPlaying
        ),
        Binding(
            ",",
            in: .views,
            help: "pause, and one step back: to where something happened before",
            hint: Hint("step", keys: [",", "."], rank: 1),
            intent: .play(.step(.previous)),
            unless: \.objectionToGoingBack
        ),
        Binding(
            ".",
            in: .views,
            help: "pause, and one step on: to where something happens next",
            intent: .play(.step(.next)),
            unless: \.objectionToGoingOn
        ),
        Binding(
            "(",
            in: .views,
            help: "10 s back",
            hint: Hint("10 s", keys: ["(", ")"], rank: 2),
            intent: .play(.move(by: .seconds(-10))),
            unless: \.objectionToGoingBack
        ),
        Binding(")", in: .views, help: "10 s on", intent: .play(.move(by: .seconds(10))), unless: \.objectionToGoingOn),
        Binding(
            "{",
            in: .views,
            help: "a minute back",
            hint: Hint("1 min", keys: ["{", "}"], rank: 7),
            intent: .play(.move(by: .seconds(-60))),
            unless: \.objectionToGoingBack
        ),
        Binding("}", in: .views, help: "a minute on", intent: .play(.move(by: .seconds(60))), unless: \.objectionToGoingOn),
        Binding(
            ":",
            in: .views,
            help: "to a time from the beginning, such as 1:30; with + or - in front: on or back by that much",
            hint: Hint("to a time", rank: 7),
            intent: .askForMoment,
            unless: \.objectionToPlaybackKeys
        ),
        Binding(
            "s",
            in: .views,
            help: "half as fast",
            hint: Hint("speed", keys: ["s", "S"], rank: 2),
            intent: .play(.slower),
            unless: \.objectionToSlowing
        ),
        Binding("S", in: .views, help: "twice as fast", intent: .play(.faster), unless: \.objectionToHurrying),
        Binding(
            "b",
            in: .views,
            help: "to the beginning of the recording",
            hint: Hint("ends", keys: ["b", "e"], rank: 6),
            intent: .play(.seekToBeginning),
            unless: \.objectionToGoingBack
        ),
        Binding("e", in: .views, help: "to its end", intent: .play(.seekToEnd), unless: \.objectionToGoingOn),
    ]

    private static let playingTable = Self.table(of: Self.playing)

    /// As ``binding(for:at:)``, while a recording is played.
    static func playingBinding(for key: Key, at place: Place) -> Binding? {
        Self.playingTable[place]?[key] ?? Self.binding(for: key, at: place)
    }
}

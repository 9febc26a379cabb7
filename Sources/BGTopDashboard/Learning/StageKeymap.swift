/// All keys of a stage and what they do.
enum StageKeymap {
    struct Section: Sendable {
        let title: String
        let bindings: [StageBinding]
    }

    /// In the order in which the help lists them, and the last line those of one place.
    static let sections = [
        Section(title: "In the list of lessons", bindings: Self.list),
        Section(title: "While you predict", bindings: Self.predicting),
        Section(title: "After the run: what was recorded is played again", bindings: Self.comparing),
        Section(title: "In a lesson", bindings: Self.lesson),
        Section(title: "In this help", bindings: Self.help),
        Section(title: "Everywhere", bindings: Self.everywhere),
    ]

    static let bindings = Self.sections.flatMap(\.bindings)

    /// What `key` does at `place`; nil if nothing.
    static func binding(for key: Key, at place: StagePlace) -> StageBinding? {
        Self.bindings.first { $0.places.contains(place) && $0.keys.contains(key) }
    }

    private static let list = [
        StageBinding(.enter, in: [.list], help: "learn this one", hint: .init("Enter", "learn", rank: 0), .openSelected),
        StageBinding(.up, "k", in: [.list], help: "the lesson above", .move(by: -1)),
        StageBinding(.down, "j", in: [.list], help: "the lesson below", .move(by: 1)),
        StageBinding(.home, "g", in: [.list], help: "the first lesson", .moveToFirst),
        StageBinding(.end, "G", in: [.list], help: "the last lesson", .moveToLast),
    ]

    private static let predicting = [
        StageBinding(
            .down,
            "j",
            .tab,
            in: [.predicting],
            help: "the next thing to predict",
            hint: .init("\u{2191}\u{2193}", "question", rank: 1),
            .move(by: 1)
        ),
        StageBinding(.up, "k", in: [.predicting], help: "the one before", .move(by: -1)),
        StageBinding(
            .right,
            " ",
            in: [.predicting],
            help: "choose the next of what can come of it",
            hint: .init("\u{2190}\u{2192}", "choose", rank: 1),
            .choose(by: 1)
        ),
        StageBinding(.left, in: [.predicting], help: "choose the one before", .choose(by: -1)),
        StageBinding(
            .enter,
            in: [.predicting],
            help: "run the code, once all is predicted",
            hint: .init("Enter", "run", rank: 0),
            .runIfPredicted
        ),
        StageBinding(
            "r",
            in: [.predicting],
            help: "run it as it is: what was not predicted counts as neither right nor wrong",
            hint: .init("r", "just run", rank: 3),
            .run
        ),
    ]

    private static let comparing = [
        StageBinding(
            ".",
            in: [.comparing],
            help: "one step on, to the next moment at which something happened",
            hint: .init(", .", "step", rank: 1),
            .step(isForward: true)
        ),
        StageBinding(",", in: [.comparing], help: "one step back", .step(isForward: false)),
        StageBinding(
            "s",
            in: [.comparing],
            help: "play it \(LessonSitting.slowness) times slower than it was, or stop there",
            hint: .init("s", "slow", rank: 2),
            .playSlowly
        ),
        StageBinding(
            "e",
            .end,
            in: [.comparing],
            help: "to the end: show all of it",
            hint: .init("e", "end", rank: 4),
            .showWhole
        ),
        StageBinding(
            "r",
            in: [.comparing],
            help: "run the code again; your prediction stays",
            hint: .init("r", "again", rank: 4),
            .run
        ),
    ]

    private static let lesson = [
        StageBinding(
            "v",
            in: StagePlace.lesson,
            help: "the next variant: the same code with one thing changed",
            hint: .init("v", "variant", rank: 1, in: [.comparing]),
            .openNextVariant
        ),
        StageBinding(
            keys: (0...9).map { Key.character(Character("\($0)")) },
            in: StagePlace.lesson,
            help: "the variant of this number; 0 is the lesson's own code",
            .openVariant
        ),
        StageBinding(
            "n",
            in: StagePlace.lesson,
            help: "the next lesson",
            hint: .init("n", "next", rank: 5),
            .openNext
        ),
        StageBinding(
            "l",
            .escape,
            in: StagePlace.lesson,
            help: "back to the list of lessons",
            hint: .init("l", "list", rank: 4),
            .close
        ),
        StageBinding(.pageDown, in: StagePlace.lesson, help: "to what does not fit below", .turn(pages: 1)),
        StageBinding(.pageUp, in: StagePlace.lesson, help: "to what does not fit above", .turn(pages: -1)),
    ]

    private static let help = [
        StageBinding(
            .escape,
            .enter,
            in: [.help],
            help: "back",
            hint: .init("Esc", "back", rank: 0),
            .close
        ),
        StageBinding(
            .down,
            "j",
            in: [.help],
            help: "a line down",
            hint: .init("\u{2191}\u{2193}", "scroll", rank: 1),
            .move(by: 1)
        ),
        StageBinding(.up, "k", in: [.help], help: "a line up", .move(by: -1)),
        StageBinding(.pageDown, " ", in: [.help], help: "a page down", .turn(pages: 1)),
        StageBinding(.pageUp, in: [.help], help: "a page up", .turn(pages: -1)),
        StageBinding(.home, "g", in: [.help], help: "to the beginning", .moveToFirst),
        StageBinding(.end, "G", in: [.help], help: "to the end", .moveToLast),
    ]

    private static let everywhere = [
        StageBinding(
            "?",
            .function(1),
            in: Set(StagePlace.allCases),
            help: "this help, and back",
            hint: .init("?", "help", rank: 2, in: StagePlace.lesson.union([.list])),
            .toggleHelp
        ),
        StageBinding(
            "q",
            .function(10),
            .control("c"),
            in: Set(StagePlace.allCases),
            help: "quit; what you have learned is kept",
            hint: .init("q", "quit", rank: 0),
            .quit
        ),
        StageBinding(.control("z"), in: Set(StagePlace.allCases), help: "stop the process; fg goes on", .suspend),
        StageBinding(.control("l"), in: Set(StagePlace.allCases), help: "draw everything anew", .repaint),
    ]
}

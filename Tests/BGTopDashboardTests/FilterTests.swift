import BGTopStore
import BackgroundWorkEvents
import TestSupport
import Testing

@testable import BGTopDashboard

/// What the text of a filter means.
@Suite struct FilterTests {
    /// A task of each kind, ten seconds after the first was submitted.
    private static let sitting: Sitting = {
        var sitting = Sitting()
        sitting.run("send-email", fields: [.init("from", "POST /signup"), .init("user", "991"), .init("request", "7f3a")])
        sitting.run(
            "charge-card",
            fields: [.init("from", "POST /orders"), .init("image.bytes", "4,118,230"), .init("name", "x")]
        )
        sitting.wait(.seconds(9))
        let third = sitting.run("send-email", fields: [.init("from", "GET /invite")], submitter: 1)
        sitting.submit("export report", fields: [.init("user", "12")])
        let fifth = sitting.run("charge-card")
        sitting.end(fifth, .timedOut, errorText: "SMTP 451")
        sitting.sample(1, activity: sitting.activity(.waiting, polls: 42, waiting: .seconds(9)))
        sitting.sample(
            2,
            activity: sitting.activity(.running, polls: 7, onThread: .seconds(9)),
            annotations: [.init("step", "bank")]
        )
        sitting.sample(third, activity: sitting.activity(.ready, polls: 1), nodes: [sitting.node(1, "smtp")])
        sitting.wait(.seconds(1))
        return sitting
    }()

    private func accepted(_ text: String) throws -> [UInt64] {
        let store = Self.sitting.model.store
        let filter = try Filter<TaskRow>(text)
        return (1...5).filter { store.row(.init(rawValue: $0)).map { filter.accepts($0, in: store) } ?? false }
    }

    @Test(
        arguments: [
            // Text, anywhere in what is shown.
            ("email", [1, 3]), ("EMAIL", [1, 3]), ("email invite", [3]), ("!email", [2, 4, 5]), ("!email !card", [4]),
            ("\"POST /orders\"", [2]), ("POST orders", [2]), ("\"post orders\"", []), ("451", [5]), ("smtp", [3, 5]),
            ("Routes.swift:12", [1, 2, 3, 4, 5]), ("\"a=b\"", []), ("/x?a=b", []),
            ("", [1, 2, 3, 4, 5]), ("!", [1, 2, 3, 4, 5]), ("\"\"", [1, 2, 3, 4, 5]), ("  ", [1, 2, 3, 4, 5]),
            // Fields of text.
            ("name~mail", [1, 3]), ("name=mail", []), ("name=Send-Email", [1, 3]), ("NAME~mail", [1, 3]),
            ("name=\"export report\"", [4]), ("name=export\" \"report", [4]), ("name~\"t r\"", [4]),
            ("name!=send-email", [2, 4, 5]), ("name!~mail", [2, 4, 5]), ("!name!~mail", [1, 3]), ("!name~mail", [2, 4, 5]),
            ("from~/orders", [2]), ("from=\"\"", [4, 5]), ("source~routes", [1, 2, 3, 4, 5]), ("doing~smtp", [3, 5]),
            ("error~451", [5]), ("priority=medium", [1, 2, 3, 4, 5]), ("priority=high", []),
            // The state.
            ("state=waiting", [1]), ("state=waiting,ready", [1, 3]), ("state=queued", [4]), ("state=running", [2]),
            ("state=timed-out", [5]), ("state=\"timed out\"", [5]), ("state=TimedOut", [5]), ("state~ed", [4, 5]),
            ("!state=waiting,ready", [2, 4, 5]), ("! state=waiting,ready", [2, 4, 5]), ("!  email ! card", [4]),
            ("! \"POST /orders\"", [1, 3, 4, 5]), ("! ", [1, 2, 3, 4, 5]), ("card !", [2, 5]),
            // Times.
            ("age>1s", [1, 2]), ("age>=1s", [1, 2, 3, 4]), ("age<500ms", [5]), ("age>0.1m", [1, 2]), ("age>9s500ms", [1, 2]),
            ("age>0:05", [1, 2]), ("age>1h", []), ("age>1s age<1s", []), ("waited>500ms", [4]), ("ran<2s", [3, 5]),
            ("waiting>5s", [1]), ("ready>500ms", [3]), ("longest>1ms", []),
            // Numbers.
            ("busy>50%", [2]), ("busy>50", [2]), ("busy=0%", [1, 3]), ("!busy>50%", [1, 3, 4, 5]), ("polls>10", [1]),
            ("polls>=7", [1, 2]), ("polls=1", [3]), ("polls<1,000", [1, 2, 3]), ("kids=0", [1, 2, 3]), ("progress<50%", []),
            ("id=3", [3]), ("id>3", [4, 5]), ("submitter=1", [3]),
            // What the application gave, and what a task said of itself.
            ("user=991", [1]), ("user~9", [1]), ("user>12", [1]), ("user>=12", [1, 4]), ("request=7F3A", [1]),
            ("step=bank", [2]),
            ("image.bytes>4,000,000", [2]), ("field.user=12", [4]), ("field.name=x", [2]), ("name=x", []), ("nothing=1", []),
            ("!user=991", [2, 3, 4, 5]),
        ] as [(String, [UInt64])]
    )
    func `a filter accepts what it says`(text: String, ids: [UInt64]) throws {
        #expect(try self.accepted(text) == ids)
    }

    @Test(
        arguments: [
            ("age>soon", "age is a time, such as 200ms, 1.5s, 5m or 2h"), ("age=1s", "age is a time: > asks for longer"),
            ("age~1s", "as in age>1s"), ("age>1 x", "age is a time, such as"), ("age>-1s", "age is a time, such as"),
            (
                "state=foo",
                "state is one of queued, running, ready, waiting, blocking, cancelling, succeeded, failed, cancelled, timed-out"
            ),
            ("state=waiting,foo", "state is one of"), ("state=wai x", "state is one of"), ("state>ready", "state is a word"),
            ("name>a", "name is text: = asks for all of it, ~ for a part, as in name~mail"),
            ("busy>half", "busy is a share in percents, as in busy>50%"), ("polls~1", "polls is a number"),
            ("polls>10%", "polls is a number, as in polls>10"), ("polls>1e9", "polls is a number"),
            ("id=nan", "id is a number"),
            ("user>abc", "user is a field of the application's, and > compares numbers: user>100"),
            (">1s", "before > comes a field, as in"), ("!=x", "before = comes a field, as in"),
        ]
    )
    func `what cannot be understood says what would be`(text: String, sentence: String) {
        let error = #expect(throws: FilterError.self) { try Filter<TaskRow>(text) }
        #expect(error?.sentence.contains(sentence) == true, "\(error?.sentence ?? "")")
        #expect(error?.isUnfinished == false)
    }

    @Test(arguments: [
        "name~", "email name=", "age>", "age>1", "age>1.", "age>1u", "age>2h05", "age>1:", "state=", "state=wai",
        "state=waiting,",
        "state=waiting,re", "state=timed-", "busy>", "polls>=", "user=", "user>", "\"", "\"POST /or", "name=\"export ",
    ])
    func `what may yet be understood is no mistake as long as nothing follows it`(text: String) {
        let error = #expect(throws: FilterError.self) { try Filter<TaskRow>(text) }
        #expect(error?.isUnfinished == true, "\(error?.sentence ?? "")")
        guard !text.contains("\"") else { return }
        let followed = #expect(throws: FilterError.self) { try Filter<TaskRow>(text + " x") }
        #expect(followed?.isUnfinished == false)
    }

    @Test(arguments: [
        "email invite", "!email", "name=\"export report\"", "!state=waiting,ready", "age>1s", "user=991", "\"a=b\" \"!c\"",
        "name~\"say \\\"hi\\\" \\\\o\"", "from=\"\"", "x\"y z\"w",
    ])
    func `a filter that is written out means the same`(text: String) throws {
        let written = try Filter<TaskRow>(text).description
        #expect(try Filter<TaskRow>(written).description == written)
        #expect(try self.accepted(written) == self.accepted(text))
    }

    @Test func `any word can be written out and read again`() throws {
        var random = SeededGenerator(seed: 5)
        let letters: [Character] = ["a", "B", "1", " ", "\"", "\\", "!", "=", "~", "<", ">", ",", ".", "ä", "\t"]
        for _ in 0..<2_000 {
            let value = String(
                (0..<Int.random(in: 0...6, using: &random)).map { _ in letters.randomElement(using: &random) ?? "a" }
            )
            let comparison = Comparison.allCases.randomElement(using: &random)
            let field = comparison.map { _ in ["name", "image.bytes", "x-1"].randomElement(using: &random) ?? "name" }
            let word = FilterWord(isInverted: Bool.random(using: &random), field: field, comparison: comparison, value: value)
            let read = FilterWord.words(of: "\(word) next")
            try #require(read.count == 2, "\(word)")
            #expect(
                read[0].isInverted == word.isInverted && read[0].field == word.field && read[0].comparison == word.comparison
                    && read[0].value == word.value,
                "\(word) was read as \(read[0])"
            )
        }
    }

    @Test func `whatever is typed is understood or refused, and nothing traps`() {
        var random = SeededGenerator(seed: 12)
        let pieces =
            TaskRow.filterFields.map(\.name) + TaskRow.filterFields.map(\.example) + Comparison.allCases.map(\.rawValue)
            + [
                "!", "\"", "\\", " ", ",", ".", ":", "%", "1", "99999999999999999999", "1e308", "s", "ms", "field.", "\u{202E}",
                "\0", "e\u{301}",
            ]
        let store = Self.sitting.model.store
        for _ in 0..<5_000 {
            let text = (0..<Int.random(in: 0...7, using: &random)).compactMap { _ in pieces.randomElement(using: &random) }
                .joined()
            guard let filter = try? Filter<TaskRow>(text) else { continue }
            for row in store.live { _ = filter.accepts(row, in: store) }
            let written = filter.description
            #expect((try? Filter<TaskRow>(written))?.description == written, "\(text)")
        }
    }

    @Test func `every field has an example that is understood, and is found by its name alone`() throws {
        for field in TaskRow.filterFields {
            #expect(throws: Never.self, "\(field.example)") { try Filter<TaskRow>(field.example) }
            #expect(TaskRow.filterFields.count { $0.name == field.name } == 1 && !field.name.isEmpty)
            #expect(!field.explanation.isEmpty)
        }
        for field in LogEntry.filterFields {
            #expect(throws: Never.self, "\(field.example)") { try Filter<LogEntry>(field.example) }
        }
        for (example, _) in HelpPage.syntax { #expect(throws: Never.self, "\(example)") { try Filter<TaskRow>(example) } }
    }

    @Test func `the help explains all that a filter can ask`() {
        var sitting = Sitting(size: Size(columns: 80, rows: 1_000))
        sitting.press("?")
        let words = sitting.screen.split { $0 == " " || $0 == "\n" }.joined(separator: " ")
        for entry in HelpPage.syntax { #expect(words.contains("\(entry.0) \(entry.1)"), "\(entry.0)") }
        for field in TaskRow.filterFields { #expect(words.contains("\(field.example) \(field.explanation)")) }
        for field in LogEntry.filterFields { #expect(words.contains("\(field.example) \(field.explanation)")) }
    }

    @Test func `every column of figures can be asked for by its title`() {
        let names = Set(TaskRow.filterFields.map(\.name))
        for column in TaskColumns.all {
            guard case .number = column.order else { continue }
            let word = column.title.split(separator: " ")[0].lowercased()
            #expect(names.contains(word), "\(column.title)")
        }
    }

    @Test func `every word that a state has is one that a filter knows`() {
        let store = Scene.cancelling.model(size: Shot.small).store
        for row in Array(store.live) + Array(store.finished) {
            #expect(TaskRow.stateWords.contains(row.stateWord(in: store).text))
        }
    }

    @Test(
        arguments: [
            ("us", nil), ("", nil), ("5", nil), ("1.5s", 1.5), ("200ms", 0.2), ("50us", 0.00005), ("5m", 300), ("5min", 300),
            ("2h05m", 7_500), ("3d04h", 273_600), ("1:12", 72), ("1:00:00", 3_600), ("1:2:3:4", nil), ("1:", nil), (":", nil),
            ("0:05.5", 5.5), ("0:01.439", 1.439), ("1:00:00.25", 3_600.25), ("0.5:01", nil), ("0:.5", nil), ("0:1.2.3", nil),
            ("90:00", 5_400), ("1:60", nil), ("99:99", nil), ("1:60:00", nil),
            ("s", nil), ("1.2.3s", nil), ("1 s", nil), ("1x", nil), ("0x10s", nil), ("1S", 1), ("infs", nil),
        ] as [(String, Double?)]
    )
    func `a time is written as the columns show it, or with any unit`(text: String, seconds: Double?) {
        let read = TimeText.seconds(text)
        #expect((read == nil) == (seconds == nil), "\(text)")
        if let read, let seconds { #expect(abs(read - seconds) < 1e-9, "\(text)") }
    }

    @Test func `a time that a column shows can be asked for`() throws {
        for shown in [
            Duration.milliseconds(812), .milliseconds(1_210), .seconds(41.2), .seconds(72), .seconds(7_510), .seconds(273_601),
        ] {
            let seconds = try #require(TimeText.seconds(shown.compact), "\(shown.compact)")
            #expect(abs(seconds - shown.inSeconds) <= 3_600)
        }
    }
}

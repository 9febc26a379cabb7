import BGTopStore
import BackgroundWorkEvents

extension Narrator {
    /// More would be no answer but a flood.
    static let maximumListed = 10

    /// What can be asked, one letter a line.
    private var commands: [(letter: String, meaning: String)] {
        let isInProcess = self.model.viewer.place == .inProcess
        let drain = (letter: "d", meaning: "drain, and during a drain: cancel what is left; asks")
        return [
            ("Enter", "how it stands now"),
            ("t", "the tasks that live, the oldest first"),
            ("n", "the kinds of work, the busiest first"),
            ("w", "the warnings that stand, and what to do"),
            ("f", "what failed or timed out last"),
            ("l", "the last lines of the log"),
        ] + (self.model.showsRecording ? [] : [drain]) + [
            ("q", isInProcess ? "drain and quit; asks" : "quit"),
            ("?", "this list"),
        ]
    }

    /// Answers a line that a person has typed.
    ///
    /// A question stands until the next line: `y` is yes, and everything else is no.
    mutating func answer(_ line: String) -> Telling {
        let letter = line.split(whereSeparator: \.isWhitespace).joined(separator: " ").lowercased()
        if self.model.question != nil { return self.reply(isYes: letter == "y" || letter == "yes") }
        return switch letter {
        case "" where self.model.store.process == nil: Telling(lines: ["Nothing is known yet."])
        case "": Telling(lines: [self.tellState()] + self.reportLines)
        case "t": Telling(lines: self.tasks)
        case "n": Telling(lines: self.names)
        case "w": Telling(lines: self.standingWarnings)
        case "f": Telling(lines: self.lastFailures)
        case "l": Telling(lines: self.lastLog)
        case "d": self.press("D")
        case "q": self.press("q")
        case "?", "h", "help": Telling(lines: self.commands.map { "\($0.letter): \($0.meaning)." })
        default: Telling(lines: ["\(letter.prefix(20)) is nothing that can be asked. ? lists what can."])
        }
    }

    // MARK: - Lists

    private var tasks: [String] {
        let store = self.model.store
        guard store.alive > 0 else { return ["No task lives."] }
        let lines = store.live.prefix(Self.maximumListed).map { row in
            let (state, doing) = (row.stateWord(in: store).text, row.doing(in: store).text)
            let parts = [state, "\(row.age(at: store.now).prose) old", doing, row.origin.isEmpty ? "" : "from \(row.origin)"]
            return "\(row.task.name) \(row.id): " + parts.filter { !$0.isEmpty }.joined(separator: ", ") + "."
        }
        return lines + Self.rest(store.alive - lines.count, "younger")
    }

    private var names: [String] {
        let names = self.model.store.names
        guard !names.isEmpty else { return ["No task has been seen yet."] }
        let busiest = names.sorted { ($0.running, $0.doneRate, $1.name) > ($1.running, $1.doneRate, $0.name) }
        return busiest.prefix(Self.maximumListed).map(\.sentence) + Self.rest(names.count - Self.maximumListed, "less busy")
    }

    private var standingWarnings: [String] {
        self.model.warnings.count == 0 ? ["Nothing is wrong."] : self.model.warnings.rows.map(\.sentence)
    }

    private var lastFailures: [String] {
        let store = self.model.store
        let rows = Array(store.lastFailures.prefix(Self.maximumListed))
        guard !rows.isEmpty else { return ["Nothing has failed or timed out."] }
        return rows.map { row in
            let ago = row.endedAt.map { ", \((store.now - $0).prose) ago" } ?? ""
            return "\(row.state)\(ago): \(FailureDigest.particulars(of: row, in: store))."
        }
    }

    private var lastLog: [String] {
        let lines = self.model.store.log.suffix(Self.maximumListed).map {
            "\($0.value.level.rawValue), \($0.value.label): \($0.value.message)"
        }
        return lines.isEmpty ? ["The log is empty."] : lines
    }

    private static func rest(_ count: Int, _ word: String) -> [String] {
        count > 0 ? ["And \(count.grouped) \(word) \(count == 1 ? "one" : "ones")."] : []
    }

    // MARK: - What changes the server

    /// Does what the key does in the dashboard, which asks before anything happens.
    private mutating func press(_ key: Key) -> Telling {
        let effects = self.model.update(.key(key))
        guard let question = self.model.question else {
            return Telling(lines: self.model.message.map { [$0.text] } ?? [], effects: effects)
        }
        // The words are set for a box.
        let consequences = question.lines(in: self.model).filter { !$0.isEmpty }
            .map { $0.split(separator: " ").joined(separator: " ") }
        return Telling(
            lines: consequences + ["\(question.question) Type y and Enter for yes, Enter alone for no."],
            effects: effects
        )
    }

    private mutating func reply(isYes: Bool) -> Telling {
        let effects = self.model.update(.key(isYes ? "y" : "n"))
        return Telling(lines: isYes ? [] : ["Not done."], effects: effects)
    }
}

/// The file that a person's settings are in: theirs to edit, so nothing in it is touched but what they have changed in the
/// dashboard.
struct SettingsFile: Hashable, Sendable {
    let path: String

    init(_ path: String) {
        self.path = path
    }

    /// More than anybody writes.
    private static let maximumSize = 65_536

    /// Reads the settings. Where there is no file, or nothing in it, they are the defaults.
    func load() -> (settings: Settings, problems: [SettingsProblem]) {
        do {
            let reader = SettingsReader(try self.read())
            return (reader.settings, reader.problems)
        } catch {
            let consequence = " The defaults are used, and nothing is saved until that is mended."
            return (Settings(), [SettingsProblem(line: error.line, sentence: error.sentence + consequence)])
        }
    }

    /// Changes settings in the file, as it is by now: whoever else has changed others in the meantime, they stay.
    ///
    /// The file is replaced as a whole or not at all. What cannot be understood in it is not replaced, nor is a file that is
    /// not to be understood as a whole: only who wrote it knows what it was to mean.
    ///
    /// - Returns: What was not saved, and why.
    func save(_ changes: [SettingsChange]) -> [SettingsProblem] {
        do {
            let target = try AtomicFile(self.path)
            return try target.withLock { () throws(AtomicFile.Failure) in try self.save(changes, to: target) }
        } catch {
            return [Self.unsaved(SettingsProblem(error))]
        }
    }

    private func save(_ changes: [SettingsChange], to target: AtomicFile) throws(AtomicFile.Failure) -> [SettingsProblem] {
        let present: JSONObject
        do {
            present = try self.read()
        } catch {
            return [Self.unsaved(error)]
        }
        let (wanted, problems) = Self.applying(changes, to: present)
        if wanted != present { try target.replace(JSONValue.object(wanted).text) }
        return problems
    }

    private static func unsaved(_ problem: SettingsProblem) -> SettingsProblem {
        SettingsProblem(line: problem.line, sentence: problem.sentence + " Changes are not saved.")
    }

    private static func applying(
        _ changes: [SettingsChange],
        to present: JSONObject
    ) -> (wanted: JSONObject, problems: [SettingsProblem]) {
        let misunderstood = SettingsReader(present).problems
        var wanted = present
        var problems: [SettingsProblem] = []
        for change in changes {
            if let problem = misunderstood.first(where: { change.path.starts(with: $0.path) }) {
                let sentence = "is not understood, so \(change.path.joined(separator: ".")) is not saved."
                problems.append(SettingsProblem(path: problem.path, sentence: sentence))
            } else {
                wanted.apply(change)
            }
        }
        return (wanted, problems)
    }

    private func read() throws(SettingsProblem) -> JSONObject {
        guard let bytes = try self.bytes() else { return JSONObject() }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw SettingsProblem(sentence: "It is no text in UTF-8.")
        }
        if text.allSatisfy(\.isWhitespace) { return JSONObject() }
        let value: JSONValue
        do {
            value = try JSONParser.parse(text)
        } catch {
            throw SettingsProblem(line: error.line, sentence: error.reason + ".")
        }
        guard case .object(let root) = value else {
            throw SettingsProblem(line: 1, sentence: "settings stand in braces, and this is \(value.kind).")
        }
        return root
    }

    /// - Returns: Nil if there is no file.
    private func bytes() throws(SettingsProblem) -> [UInt8]? {
        do {
            return try AtomicFile.read(self.path, maximumSize: Self.maximumSize)
        } catch {
            throw SettingsProblem(error)
        }
    }
}

extension SettingsProblem {
    fileprivate init(_ failure: AtomicFile.Failure) {
        self.init(sentence: failure.sentence)
    }
}

import BGTopDashboard
import BGTopTeaching
import Foundation

/// Where it is kept what somebody has learned.
struct LessonProgressFile {
    /// `bgtop/lessons.json` in `$XDG_STATE_HOME` or `~/.local/state`; nil where there is no home.
    private let path: String?

    private static let maximumSize = 1 << 20

    init(environment: [String: String] = ProcessInfo.processInfo.environment) {
        // By its specification a path that is not absolute is ignored.
        let absolute = { (name: String) in environment[name].flatMap { $0.hasPrefix("/") ? $0 : nil } }
        let folder = absolute("XDG_STATE_HOME") ?? absolute("HOME").map { $0 + "/.local/state" }
        self.path = folder.map { $0 + "/bgtop/lessons.json" }
    }

    /// What a person calls it.
    var name: String { self.path ?? "" }

    /// - Throws: If there is something that cannot be understood. It is left as it is.
    func load() throws(AtomicFile.Failure) -> LessonProgress {
        guard let path, let bytes = try AtomicFile.read(path, maximumSize: Self.maximumSize) else { return LessonProgress() }
        do {
            return try JSONDecoder().decode(LessonProgress.self, from: Data(bytes))
        } catch {
            throw AtomicFile.Failure("It cannot be understood.")
        }
    }

    /// Keeps what ``LessonProgress/note(_:of:isRight:)`` takes, with all that is in the file by now: whoever else learns at the same
    /// time, nothing of that is lost.
    ///
    /// - Throws: If it cannot be kept. What cannot be understood is left as it is.
    func note(_ variant: Variant, of lesson: Lesson, isRight: Bool?) throws(AtomicFile.Failure) {
        guard let path else { return }
        let file = try AtomicFile(path)
        try file.withLock { () throws(AtomicFile.Failure) in
            var progress = try self.load()
            progress.note(variant, of: lesson, isRight: isRight)
            // There is nothing in it that JSON could not say.
            guard let data = try? JSONEncoder().encode(progress) else { return }
            try file.replace(String(decoding: data, as: UTF8.self))
        }
    }
}

import BGTopTeaching
import Foundation

/// Where it is kept what somebody has learned.
struct LessonProgressFile {
    /// `bgtop/lessons.json` in `$XDG_STATE_HOME` or `~/.local/state`; nil where there is no home.
    private let url: URL?

    init(environment: [String: String] = ProcessInfo.processInfo.environment) {
        let isAbsolute = { (path: String) in path.hasPrefix("/") }
        let folder =
            environment["XDG_STATE_HOME"].filter(isAbsolute)
            ?? environment["HOME"].filter(isAbsolute).map { $0 + "/.local/state" }
        self.url = folder.map { URL(filePath: $0).appending(path: "bgtop/lessons.json") }
    }

    /// - Throws: If there is something that cannot be understood. It is left as it is.
    func load() throws -> LessonProgress {
        guard let url, let data = try? Data(contentsOf: url) else { return LessonProgress() }
        return try JSONDecoder().decode(LessonProgress.self, from: data)
    }

    /// Keeps it, if it can be kept: that one has learned something does not depend on it.
    func save(_ progress: LessonProgress) {
        guard let url, let data = try? JSONEncoder().encode(progress) else { return }
        try? FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try? data.write(to: url, options: .atomic)
    }

    /// What a person calls it.
    var name: String { self.url?.path(percentEncoded: false) ?? "" }
}

extension Optional {
    fileprivate func filter(_ isFit: (Wrapped) -> Bool) -> Self {
        self.flatMap { isFit($0) ? $0 : nil }
    }
}

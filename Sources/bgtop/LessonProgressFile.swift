import BGTopTeaching
import Foundation

/// Where it is kept what somebody has learned.
struct LessonProgressFile {
    /// `bgtop/lessons.json` in `$XDG_STATE_HOME` or `~/.local/state`; nil where there is no home.
    private let url: URL?

    private static let maximumSize = 1 << 20

    init(environment: [String: String] = ProcessInfo.processInfo.environment) {
        let isAbsolute = { (path: String) in path.hasPrefix("/") }
        let folder =
            environment["XDG_STATE_HOME"].filter(isAbsolute)
            ?? environment["HOME"].filter(isAbsolute).map { $0 + "/.local/state" }
        // Behind all symbolic links, so that these stay what they are.
        self.url = folder.map { URL(filePath: $0).appending(path: "bgtop/lessons.json").resolvingSymlinksInPath() }
    }

    /// - Throws: If there is something that cannot be understood. It is left as it is.
    func load() throws -> LessonProgress {
        // What is no file must not be waited for.
        guard let url, let attributes = try? FileManager.default.attributesOfItem(atPath: url.path(percentEncoded: false))
        else {
            return LessonProgress()
        }
        guard attributes[.type] as? FileAttributeType == .typeRegular, attributes[.size] as? Int ?? 0 <= Self.maximumSize else {
            throw CocoaError(.fileReadCorruptFile)
        }
        return try JSONDecoder().decode(LessonProgress.self, from: Data(contentsOf: url))
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

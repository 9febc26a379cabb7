public import BackgroundWorkEvents

/// The code of a variant, as the learner sees it. It is the code that runs: a test holds it to the source.
public struct CodeListing: Sendable {
    public let lines: [String]
    /// `Module/File.swift`, as `#fileID` gives it.
    public let fileID: String
    /// Where in the source the first line stands.
    public let firstLine: Int

    public init(_ text: String, fileID: String, firstLine: Int) {
        self.lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        self.fileID = fileID
        self.firstLine = firstLine
    }

    /// Which of ``lines`` stands at `location`, counted from 0; nil where none of them does.
    public func index(of location: TaskDescription.SourceLocation) -> Int? {
        guard location.fileID == self.fileID else { return nil }
        let index = Int(location.line) - self.firstLine
        return self.lines.indices.contains(index) ? index : nil
    }
}

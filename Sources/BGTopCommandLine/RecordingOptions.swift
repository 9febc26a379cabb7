package import ArgumentParser
package import BackgroundWorkEvents
import BackgroundWorkWire

/// Whether what is watched is recorded: the option of every command that can do so.
package struct RecordingOptions: ParsableArguments, Sendable {
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Record all that happens, for bgtop replay. At \(Limit.size) MiB the file goes on as FILE.1 and is begun anew; of "
                + "\(Limit.files) files the oldest is dropped. What is there already is not recorded over.",
            valueName: "file"
        ),
        completion: .file(),
        transform: Self.path
    )
    package var record: String?

    private enum Limit {
        static let size = RecordingLimits().maximumFileSize / 1_048_576
        static let files = RecordingLimits().maximumFiles
    }

    package init() {}

    /// Begins to record, if somebody asked for it.
    ///
    /// - Parameter onFailure: As of ``ProcessRecording/init(of:to:onFailure:)``.
    /// - Throws: A sentence, if there is no file that could be written.
    package func begin(
        of source: any TaskEventSource,
        onFailure: @escaping @Sendable (String) -> Void
    ) throws -> ProcessRecording? {
        guard let record else { return nil }
        do {
            return try ProcessRecording(of: source, to: record, onFailure: onFailure)
        } catch {
            throw ValidationError("Nothing can be recorded there. \(error)")
        }
    }

    @Sendable
    private static func path(_ text: String) throws -> String {
        guard !text.isEmpty else { throw ValidationError("it must be the path of a file.") }
        guard text != "-" else {
            throw ValidationError("nothing is recorded to standard output: it must be the path of a file (./- is one).")
        }
        return text
    }
}

/// A text that is about to be told to viewers, logs and reports, and may contain what they should not see.
public enum RedactionSubject: Hashable, Sendable {
    /// The value of a field or an annotation of a task.
    case field(key: String, value: String, task: String)
    /// What a task threw, as text.
    case errorText(String, task: String)

    /// The text as it came.
    public var text: String {
        switch self {
        case .field(_, let value, _): value
        case .errorText(let text, _): text
        }
    }
}

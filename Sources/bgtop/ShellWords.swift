/// What somebody can paste into a shell.
enum ShellWords {
    private static let harmless = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./:,+@%")

    /// The words, each of them one for the shell as well.
    static func text(_ words: [String]) -> String {
        words.map(Self.quoted).joined(separator: " ")
    }

    private static func quoted(_ word: String) -> String {
        guard word.isEmpty || !word.allSatisfy(Self.harmless.contains) else { return word }
        return "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
    }
}

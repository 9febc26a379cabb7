import Testing

@testable import bgtop

/// What somebody is told to type can be pasted.
@Suite struct ShellWordsTests {
    @Test func `words stay as they are where a shell leaves them, and are quoted where it would not`() {
        #expect(ShellWords.text(["wait", "--timeout", "5", "/run/user/0/7.sock"]) == "wait --timeout 5 /run/user/0/7.sock")
        #expect(ShellWords.text(["wait", "--until", "running > 0"]) == "wait --until 'running > 0'")
        #expect(ShellWords.text(["--until", "running==0", "", "it's"]) == #"--until 'running==0' '' 'it'\''s'"#)
    }
}

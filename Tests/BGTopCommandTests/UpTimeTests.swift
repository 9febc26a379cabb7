import Testing

@testable import bgtop

@Suite struct UpTimeTests {
    @Test(arguments: [
        (-5, "0 s"), (0, "0 s"), (59, "59 s"), (60, "1 min"), (3_599, "59 min"), (3_600, "1 h 0 min"), (86_399, "23 h 59 min"),
        (86_400, "1 d 0 h"), (1_000_000, "11 d 13 h"),
    ])
    func `it is told in the two largest units`(seconds: Int, text: String) {
        #expect(UpTime.text(.seconds(seconds)) == text)
    }
}

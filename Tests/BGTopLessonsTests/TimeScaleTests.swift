import BGTopTeaching
import Testing

/// A scale that can be read at a glance.
struct TimeScaleTests {
    @Test(arguments: [
        (0, 1), (1, 1), (6, 6), (7, 8), (105, 120), (315, 400), (420, 500), (525, 600), (981, 1_000), (6_001, 8_000),
        (12_500, 15_000),
    ])
    func `its length is a round number of at most six parts`(milliseconds: Int, length: Int) {
        #expect(TimeScale(length: .milliseconds(milliseconds), columns: 40).length == .milliseconds(length))
    }

    @Test(arguments: [
        (400, "0 ms      100       200       300       400"),
        (500, "0 ms    100     200     300     400     500"),
        (6000, "0 ms   1000  2000   3000   4000  5000   6000"),
        (9000, "0 s     2       4       6       8       10"),
        (60000, "0 s    10    20     30     40    50     60"),
        (3600000, "0 s       1000      2000      3000      4000"),
    ])
    func `a label stands above its moment, in milliseconds and from ten seconds on in seconds`(
        milliseconds: Int,
        labels: String
    ) {
        #expect(TimeScale(length: .milliseconds(milliseconds), columns: 40).labels == labels)
    }

    @Test(arguments: [8, 16, 40, 200], [1, 90, 400, 9_000, 12_000, 600_000, 86_400_000])
    func `labels never run into one another`(columns: Int, milliseconds: Int) {
        let scale = TimeScale(length: .milliseconds(milliseconds), columns: columns)
        let labels = scale.labels.split(separator: " ").filter { $0 != "ms" && $0 != "s" }
        let unit = scale.labels.hasPrefix("0 ms") ? 1 : 1_000
        #expect(labels.count > 1 || columns < 16)
        for label in labels.dropFirst() {
            guard let number = Int(label) else { return #expect(Bool(false), "\(scale.labels)") }
            let place = scale.labels.firstRange(of: " \(label)").map {
                scale.labels.distance(from: scale.labels.startIndex, to: $0.lowerBound)
            }
            #expect(place.map { $0 + 1 } == scale.column(.milliseconds(number * unit)))
        }
    }
}

import Testing

@testable import BGTopStore

struct RingTests {
    @Test(arguments: 0...5)
    func `it keeps the last in order and counts all`(maximum: Int) {
        var ring = Ring<Int>(maximum: maximum)
        for number in 1...17 {
            ring.append(number)
            #expect(Array(ring) == Array((1...number).suffix(maximum)))
            #expect(ring.total == UInt64(number))
            #expect(ring.evicted + UInt64(ring.count) == ring.total)
        }
    }
}

import TestSupport
import Testing

@testable import BackgroundWork

struct SeenChildrenTests {
    private var children = SeenChildren()

    @Test mutating func `each child counts once, however often it wakes up`() {
        for number in [5, 7, 5, 6, 7, 5, 6] as [UInt64] { _ = self.children.insert(number) }
        #expect(self.children.count == 3)
    }

    @Test mutating func `children may be heard of in another order than they were made in`() {
        for number in (100..<1_100).reversed() as ReversedCollection<Range<UInt64>> { self.expect(number, isNew: true) }
        #expect(self.children.count == 1_000)
    }

    @Test mutating func `what is older than the window has been seen`() {
        _ = self.children.insert(1)
        _ = self.children.insert(1 + SeenChildren.window)
        self.expect(1, isNew: false)
        self.expect(2 - 1, isNew: false)
        self.expect(2, isNew: true)
        #expect(self.children.count == 3)
    }

    @Test(arguments: 1...20 as ClosedRange<UInt64>)
    mutating func `as a set counts them, for numbers that come nearly in order`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var all: Set<UInt64> = []
        var next: UInt64 = 1
        for _ in 0..<5_000 {
            next += UInt64.random(in: 0...40, using: &generator)
            let number = next - UInt64.random(in: 0...min(next, 500), using: &generator)
            let isNew = self.children.insert(number)
            #expect(isNew == all.insert(number).inserted)
        }
        #expect(self.children.count == UInt32(all.count))
    }

    private mutating func expect(_ number: UInt64, isNew: Bool) {
        let wasNew = self.children.insert(number)
        #expect(wasNew == isNew, "\(number)")
    }
}

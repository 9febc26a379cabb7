import BackgroundWorkEvents
import BackgroundWorkWire
import TestSupport

/// Inputs without end, the same ones for the same seed: what the two sides say, spoiled in one of the ways in which bytes can be.
package struct FuzzInputs: Sequence, IteratorProtocol {
    /// Of how many inputs the same conversations are the ground.
    private static let inputsPerGround = 4_096
    private static let maximumSize = 65_536

    private var random: SeededGenerator
    private var count = 0
    /// For each decoder, what it is meant to read, frame by frame.
    private var ground: [FuzzedDecoder: [[[UInt8]]]] = [:]

    package init(seed: UInt64) {
        self.random = SeededGenerator(seed: seed)
    }

    package mutating func next() -> FuzzInput? {
        if self.count.isMultiple(of: Self.inputsPerGround) { self.breakGround() }
        self.count += 1
        // A recording takes as long as many of the others, as it lies in a file.
        let decoder: FuzzedDecoder =
            switch Int.random(in: 0..<16, using: &self.random) {
            case 0..<8: .agent
            case 8..<15: .client
            default: .recording
            }
        return FuzzInput(decoder, Array(self.spoiled(self.conversation(of: decoder), of: decoder).prefix(Self.maximumSize)))
    }

    // MARK: - What is said

    private mutating func breakGround() {
        for decoder in FuzzedDecoder.allCases {
            self.ground[decoder] = (0..<32).map { _ in self.frames(for: decoder) }
        }
    }

    private mutating func frames(for decoder: FuzzedDecoder) -> [[UInt8]] {
        var events = RandomEvents(seed: self.random.next())
        switch decoder {
        case .agent:
            let requests = (0..<4).map { _ in FrameWriter.frame(events.command(), by: events.requester()) }
            return [FrameWriter.frame(Hello(software: "fuzz"))] + requests + [FrameWriter.frame(refusal: "Farewell.")]
        case .client, .recording:
            let hello = Hello(software: "fuzz", process: events.process(), startedSince1970: 1, allowsControl: true)
            return [FrameWriter.frame(hello)] + (Bool.random(using: &self.random) ? self.life() : self.chaos(&events))
        }
    }

    /// What a server tells, a reading in each frame.
    private mutating func life() -> [[UInt8]] {
        var run = RandomRun(seed: self.random.next())
        return run.readings(3).flatMap { FrameWriter.frames($0) }
    }

    /// A snapshot, and then some of everything.
    private mutating func chaos(_ events: inout RandomEvents) -> [[UInt8]] {
        let snapshot = TaskEvent(at: TaskInstant(nanoseconds: 0), .snapshot(events.snapshot(live: 2)))
        return FrameWriter.frames([snapshot]) + FrameWriter.frames(events.oneOfEach().prefix(5))
    }

    private mutating func conversation(of decoder: FuzzedDecoder) -> [[UInt8]] {
        self.ground[decoder]?.randomElement(using: &self.random) ?? []
    }

    // MARK: - What becomes of it

    private mutating func spoiled(_ frames: [[UInt8]], of decoder: FuzzedDecoder) -> [UInt8] {
        var frames = frames
        switch Int.random(in: 0..<16, using: &self.random) {
        case 0: break
        case 1: return Array(Self.bytes(of: frames).prefix(self.place(in: frames)))
        case 2, 3: return self.withFlippedBits(Self.bytes(of: frames))
        case 4: self.spoil(&frames) { frame, random in Self.lie(about: frame, using: &random) }
        case 5:
            let other = Self.bytes(of: self.conversation(of: decoder))
            let place = Int.random(in: 0...other.count, using: &self.random)
            return Array(Self.bytes(of: frames).prefix(self.place(in: frames))) + other.dropFirst(place)
        case 6: frames.shuffle(using: &self.random)
        case 7: self.spoil(&frames) { frame, random in frame.map { _ in UInt8.random(in: 0...255, using: &random) } }
        default: self.spoil(&frames) { frame, random in Self.changed(frame, using: &random) }
        }
        return Self.bytes(of: frames)
    }

    private static func bytes(of frames: [[UInt8]]) -> [UInt8] { frames.reduce(into: []) { $0 += $1 } }

    private mutating func place(in frames: [[UInt8]]) -> Int {
        Int.random(in: 0...Self.bytes(of: frames).count, using: &self.random)
    }

    private mutating func withFlippedBits(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<Int.random(in: 1...8, using: &self.random) where !bytes.isEmpty {
            bytes[Int.random(in: bytes.indices, using: &self.random)] ^= 1 << UInt8.random(in: 0..<8, using: &self.random)
        }
        return bytes
    }

    /// One of them, seldom the first: what follows a first that makes no sense is not read.
    private mutating func spoil(_ frames: inout [[UInt8]], _ change: ([UInt8], inout SeededGenerator) -> [UInt8]) {
        let isFirst = frames.count < 2 || Int.random(in: 0..<16, using: &self.random) == 0
        let index = isFirst ? 0 : Int.random(in: 1..<frames.count, using: &self.random)
        frames[index] = change(frames[index], &self.random)
    }

    /// Another length in front of it than it has.
    private static func lie(about frame: [UInt8], using random: inout SeededGenerator) -> [UInt8] {
        let lengths: [UInt64] = [0, 1, UInt64(frame.count) + 1, 1 << 20, 1 << 20 + 1, 1 << 31, 1 << 32, 1 << 63, .max]
        return WireTree.bytes(of: lengths.randomElement(using: &random) ?? 0) + frame.drop { $0 >= 0x80 }.dropFirst()
    }

    /// Another content, with the right length in front of it.
    private static func changed(_ frame: [UInt8], using random: inout SeededGenerator) -> [UInt8] {
        guard var content = WireTree(frame.drop { $0 >= 0x80 }.dropFirst()) else { return frame }
        for _ in 0..<Int.random(in: 1...4, using: &random) { content.spoil(using: &random) }
        let bytes = content.bytes
        return WireTree.bytes(of: UInt64(bytes.count)) + bytes
    }
}

import ArgumentParser
import Foundation
import FuzzedDecoders

/// `bgtop-fuzz run`.
struct Run: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Run inputs that are the same for the same seed.")

    @Option(help: "How many.")
    var inputs = 1_000_000

    @Option(help: "Where to begin.")
    var seed: UInt64 = 1

    @Flag(help: "Take every input into a store, and draw one of 8; otherwise one of 8, and of 128.")
    var thorough = false

    func run() throws {
        var counts = Dictionary(uniqueKeysWithValues: FuzzedDecoder.allCases.map { ($0, Counts()) })
        let start = Date.now
        for (index, input) in FuzzInputs(seed: self.seed).prefix(self.inputs).enumerated() {
            counts[input.decoder, default: Counts()].add(input.run(self.thorough ? .thorough : .quick))
            if (index + 1).isMultiple(of: 1_000_000) { self.say("\(index + 1) inputs, \(Self.seconds(since: start)) s") }
        }
        for decoder in FuzzedDecoder.allCases { self.say("\(decoder): \(counts[decoder]?.sentence ?? "")") }
        self.say("\(self.inputs) inputs from seed \(self.seed) in \(Self.seconds(since: start)) s: none ended the process")
    }

    private func say(_ line: String) { FileHandle.standardOutput.write(Data((line + "\n").utf8)) }

    private static func seconds(since start: Date) -> Int { Int(Date.now.timeIntervalSince(start)) }

    /// What came of the inputs of one decoder.
    private struct Counts {
        private var inputs = 0
        private var messages = 0
        private var refused = 0

        mutating func add(_ outcome: FuzzedDecoder.Outcome) {
            self.inputs += 1
            self.messages += outcome.messages
            self.refused += outcome.isRefused ? 1 : 0
        }

        var sentence: String { "\(self.inputs) inputs, \(self.messages) messages understood, \(self.refused) inputs refused" }
    }
}

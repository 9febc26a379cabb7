import ArgumentParser
import Foundation
import FuzzedDecoders

/// `bgtop-fuzz corpus`.
struct Corpus: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Write inputs into a folder, for libFuzzer to begin with.")

    @Argument(help: "The folder, which has to be there.")
    var folder: String

    @Option(help: "How many.")
    var inputs = 2_000

    @Option(help: "Where to begin.")
    var seed: UInt64 = 1

    func run() throws {
        for (index, input) in FuzzInputs(seed: self.seed).prefix(self.inputs).enumerated() {
            try Data(input.packed).write(to: URL(fileURLWithPath: "\(self.folder)/\(index)"))
        }
    }
}

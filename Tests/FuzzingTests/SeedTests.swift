import Foundation
import FuzzedDecoders
import Testing

/// The decoders with input that nobody means well by. What ran for hours stands in `Tests/Fuzzing/RESULTS.md`; this is its beginning.
struct SeedTests {
    @Test(arguments: UInt64(1)...4)
    func `whatever comes, the decoders come to an end`(seed: UInt64) throws {
        var messages: [FuzzedDecoder: Int] = [:]
        var refused: [FuzzedDecoder: Int] = [:]
        for input in FuzzInputs(seed: seed).prefix(300) {
            let outcome = input.run(.thorough)
            messages[input.decoder, default: 0] += outcome.messages
            refused[input.decoder, default: 0] += outcome.isRefused ? 1 : 0
            guard let trace = outcome.trace else { continue }
            let object = try JSONSerialization.jsonObject(with: Data(trace.utf8)) as? [String: Any]
            #expect(object?["traceEvents"] is [Any])
        }
        // Most of it is understood, and much of it is refused: what is only one of the two tests nothing.
        for decoder in FuzzedDecoder.allCases {
            #expect(messages[decoder] ?? 0 > 10, "\(decoder)")
            #expect(refused[decoder] ?? 0 > 2, "\(decoder)")
        }
    }

    @Test func `inputs are the same for the same seed, and are packed as libFuzzer has them`() throws {
        let (first, second) = (FuzzInputs(seed: 7).prefix(50).map(\.packed), FuzzInputs(seed: 7).prefix(50).map(\.packed))
        #expect(first == second)
        for packed in first { #expect(try #require(FuzzInput(packed: packed)).packed == packed) }
        #expect(FuzzInput(packed: []) == nil)
    }
}

/// A random number generator that gives the same numbers for the same seed, on every machine and in every version of Swift.
struct SeededGenerator: RandomNumberGenerator, Sendable {
    private var state: UInt64

    /// - Parameter stream: Names one of many independent sequences that belong to the same seed, so that how often one part
    ///   asks does not change what another gets.
    init(seed: UInt64, stream: String = "") {
        self.state = stream.utf8.reduce(seed ^ 0x6A09_E667_F3BC_C908) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
    }

    /// SplitMix64: a counter, and a hash of it.
    mutating func next() -> UInt64 {
        self.state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = self.state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

extension SeededGenerator {
    /// True with the given probability.
    mutating func happens(withProbability probability: Double) -> Bool {
        Double.random(in: 0..<1, using: &self) < probability
    }
}

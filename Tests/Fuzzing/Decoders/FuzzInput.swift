/// Bytes, and who is to read them.
package struct FuzzInput: Sendable {
    package let decoder: FuzzedDecoder
    package let bytes: [UInt8]

    package init(_ decoder: FuzzedDecoder, _ bytes: [UInt8]) {
        self.decoder = decoder
        self.bytes = bytes
    }

    /// As libFuzzer has it: the first byte says who reads the others.
    package init?(packed: some Collection<UInt8>) {
        guard let first = packed.first, let decoder = FuzzedDecoder(rawValue: first % 3) else { return nil }
        self.init(decoder, Array(packed.dropFirst()))
    }

    package var packed: [UInt8] { [self.decoder.rawValue] + self.bytes }

    package func run(_ shares: FuzzedDecoder.Shares = .quick) -> FuzzedDecoder.Outcome {
        self.decoder.read(self.bytes, shares)
    }
}

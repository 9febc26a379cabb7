/// Tells jobs apart that exist at the same time. The runtime may give the identity of a job that is over to a new one.
struct JobIdentity: Hashable, Sendable {
    let bits: UInt

    init(_ job: UnownedJob) {
        // Its bytes, of which equality is all that is asked: what they mean is Swift's own affair.
        self.bits = unsafe withUnsafeBytes(of: job) { unsafe $0.loadUnaligned(as: UInt.self) }
    }
}

/// Tells jobs apart that exist at the same time. The runtime may give the identity of a job that is over to a new one.
struct JobIdentity: Hashable, Sendable {
    let bits: UInt

    init(_ job: UnownedJob) {
        // A frozen structure of one word, of which equality is all that is asked.
        self.bits = unsafe unsafeBitCast(job, to: UInt.self)
    }
}

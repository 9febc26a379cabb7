/// What a store keeps text of.
///
/// How many rows, names and lines a store keeps is up to its ``Retention``; how long each string in them may be, to this. Each
/// event passes through here before anything of it is kept (``TaskStore/fold(_:)``), so what somebody once put into a name
/// or an error, an entire page for instance, is not kept thousands of times.
protocol Bounded {
    /// Whether no text in it is too long, as a rule. To be found out without a copy.
    var isBounded: Bool { get }
    /// The same with all text cut that is too long.
    var cut: Self { get }
}

extension Bounded {
    var bounded: Self { self.isBounded ? self : self.cut }
}

extension Optional: Bounded where Wrapped: Bounded {
    var isBounded: Bool { self?.isBounded ?? true }
    var cut: Self { self?.bounded }
}

extension Array: Bounded where Element: Bounded {
    var isBounded: Bool { self.allSatisfy(\.isBounded) }
    var cut: Self { self.map(\.bounded) }
}

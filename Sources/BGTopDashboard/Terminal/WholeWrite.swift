#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// A write of all that there is, whatever is behind the descriptor and whoever shares it.
package enum WholeWrite {
    /// Where an open file does not block: after how long without room it is asked again whether to go on.
    private static let step = Duration.milliseconds(100)

    /// Writes all of `bytes`, and blocks the thread until they have been taken.
    ///
    /// The open file may not block, since somebody who shares it has switched it to that: it is waited for all the same.
    ///
    /// - Parameters:
    ///   - piece: So many bytes are written at once, at most.
    ///   - goesOn: Asked before each try, with whether the last one has written anything.
    /// - Returns: 0, or the error: what the system says, or `ECANCELED` where it does not go on.
    package static func send(
        _ bytes: [UInt8],
        to descriptor: Int32,
        piece: Int = .max,
        while goesOn: (_ hasMoved: Bool) -> Bool = { _ in true }
    ) -> Int32 {
        var rest = bytes[...]
        var hasMoved = false
        while !rest.isEmpty {
            guard goesOn(hasMoved) else { return ECANCELED }
            let written = unsafe rest.withUnsafeBytes { unsafe write(descriptor, $0.baseAddress, min($0.count, piece)) }
            let code = written < 0 ? errno : 0
            hasMoved = written > 0
            rest = rest.dropFirst(max(0, written))
            switch code {
            case 0, EINTR: break
            case EAGAIN: _ = Readiness(reading: [], writing: [descriptor], until: ContinuousClock.now + Self.step)
            default: return code
            }
        }
        return 0
    }
}

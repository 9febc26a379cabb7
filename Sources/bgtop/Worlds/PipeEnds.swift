import Foundation

/// The two ends of a pipe, which no process inherits that is not given one.
struct PipeEnds {
    let reader: Int32
    let writer: Int32

    /// - Throws: ``WorldProcess/Failure``.
    init() throws {
        var ends: [Int32] = [-1, -1]
        guard unsafe pipe(&ends) == 0 else { throw WorldProcess.Failure(code: errno) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        (self.reader, self.writer) = (ends[0], ends[1])
    }
}

import BGTopDashboard
import Foundation

extension StandardStream {
    /// Output that could not be written.
    package struct Unwritten: Error, CustomStringConvertible {
        /// What the process returns then; the system's own number for an error of input or output.
        package static let exitCode: Int32 = 74

        package let stream: StandardStream
        /// As `errno` has it.
        package let code: Int32

        package init(stream: StandardStream, code: Int32) {
            self.stream = stream
            self.code = code
        }

        /// One sentence for a person.
        package var description: String {
            if self.code == BoundedWrite.givenUp { return "The output is given up: nobody takes it." }
            return "The output cannot be written: \(unsafe String(cString: strerror(self.code)))."
        }

        /// Says it on standard error, except of a reader that has gone away: whoever ends a pipeline early knows that.
        package func say() {
            guard self.code != EPIPE else { return }
            Program.complain("\(self)")
        }
    }
}

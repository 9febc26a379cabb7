package import ArgumentParser

/// What a process returns besides 0, and 1 for what was asked and is not so. The numbers are those of `sysexits.h`: 64 is for what
/// is wrong with the command line.
extension ExitCode {
    /// What was to be read is not there, or is none.
    package static let noInput = ExitCode(66)
    /// The process that was meant is not there, or cannot be watched.
    package static let unavailable = ExitCode(69)
}

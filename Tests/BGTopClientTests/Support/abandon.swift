import Foundation

/// Closes a socket so that nobody listens there any more, whoever else has it: a child that another test has just made has all that
/// is open until it becomes a program of its own.
func abandon(_ descriptor: Int32) {
    shutdown(descriptor, Int32(SHUT_RDWR))
    close(descriptor)
}

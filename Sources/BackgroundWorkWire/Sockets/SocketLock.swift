#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// What is held in a folder by whoever makes a socket in it, and by whoever removes those that were abandoned.
///
/// A socket that is bound and does not listen yet answers as one does whose process is gone, and between the answer and the removal
/// another may have come to lie at the path. The lock is the folder's own, so that processes have it in common that share nothing
/// else, as those of two containers do.
enum SocketLock {
    /// For how long others are waited for: longer than that nobody takes who is not stopped, and no server should stand still.
    static let attempts = 1_000

    /// Runs `body` while nobody else does who takes the lock of the folder. Where it cannot be opened, or where its file system knows
    /// no locks, there is none.
    ///
    /// - Parameter pause: What is done between two attempts, for a millisecond.
    static func hold<Result, Failure>(
        for folder: String,
        pause: () -> Void = { usleep(1_000) },
        _ body: () throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let descriptor = unsafe open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return try body() }
        defer {
            // Not by closing it alone: a process that was forked meanwhile has it too, and would hold the lock until it runs a program.
            flock(descriptor, LOCK_UN)
            close(descriptor)
        }
        for _ in 0..<Self.attempts {
            guard flock(descriptor, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK else { break }
            pause()
        }
        return try body()
    }

    /// As ``hold(for:pause:_:)``, for the folder in which `path` lies.
    static func hold<Result, Failure>(
        forFolderOf path: String,
        _ body: () throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let folder = path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        return try self.hold(for: folder, body)
    }
}

import TestSupport

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// A file system of a few kilobytes that is mounted over a directory.
struct FullDisk {
    struct Failure: Error {
        let errno: Int32
    }

    static let filler = "filler"

    private let path: String

    /// Whether there can be one here.
    static let isAvailable: Bool = {
        guard let directory = try? TemporaryDirectory(), let disk = try? FullDisk(at: directory.path) else { return false }
        disk.remove()
        return true
    }()

    init(at path: String) throws {
        #if canImport(Darwin)
        throw Failure(errno: ENOTSUP)
        #else
        guard unsafe mount("none", path, "tmpfs", 0, "size=16k") == 0 else { throw Failure(errno: errno) }
        self.path = path
        #endif
    }

    /// Takes all the room there is left.
    func fill() throws {
        let descriptor = unsafe open("\(self.path)/\(Self.filler)", O_WRONLY | O_CREAT, 0o600)
        guard descriptor >= 0 else { throw Failure(errno: errno) }
        defer { close(descriptor) }
        let bytes = [UInt8](repeating: 0, count: 1_024)
        while unsafe write(descriptor, bytes, bytes.count) > 0 {}
        guard errno == ENOSPC else { throw Failure(errno: errno) }
    }

    func remove() {
        #if !canImport(Darwin)
        unsafe umount2(self.path, Int32(MNT_DETACH))
        #endif
    }
}

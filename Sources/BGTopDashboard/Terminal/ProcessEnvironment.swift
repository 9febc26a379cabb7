#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// The variables that this process was started with.
enum ProcessEnvironment {
    static subscript(name: String) -> String? {
        guard let value = unsafe getenv(name) else { return nil }
        return unsafe String(cString: value)
    }
}

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// A lock for what very many threads want at once, each for a moment: whoever runs gets it.
///
/// `Mutex` of Swift's on Linux hands it over to who has waited longest, which sleeps, and until the system has woken that one nobody gets
/// on: with more threads than cores all of them come to wait for each other.
@safe final class ContendedLock<Value: ~Copyable>: @unchecked Sendable {
    @exclusivity(unchecked) private var value: Value
    private let mutex: UnsafeMutablePointer<pthread_mutex_t>

    init(_ value: consuming sending Value) {
        unsafe self.value = value
        unsafe self.mutex = .allocate(capacity: 1)
        var attributes = pthread_mutexattr_t()
        unsafe pthread_mutexattr_init(&attributes)
        #if canImport(Glibc)
        unsafe pthread_mutexattr_settype(&attributes, Int32(PTHREAD_MUTEX_ADAPTIVE_NP))
        #endif
        let code = unsafe pthread_mutex_init(self.mutex, &attributes)
        unsafe pthread_mutexattr_destroy(&attributes)
        precondition(code == 0, "bgtop: the system has no lock left (pthread_mutex_init: error \(code))")
    }

    deinit {
        unsafe pthread_mutex_destroy(self.mutex)
        unsafe self.mutex.deallocate()
    }

    func withLock<Result>(_ body: (inout sending Value) -> sending Result) -> sending Result {
        unsafe pthread_mutex_lock(self.mutex)
        defer { unsafe pthread_mutex_unlock(self.mutex) }
        return unsafe body(&self.value)
    }
}

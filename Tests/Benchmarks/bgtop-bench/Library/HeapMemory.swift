import BenchmarkHarness
import CMallocStatistics

/// How much memory the process has asked for and not given back.
enum HeapMemory {
    static var bytesInUse: Int {
        get throws {
            let bytes = malloc_bytes_in_use()
            guard bytes > 0 else { throw Unavailable("the C library does not say how much memory is in use") }
            return Int(bytes)
        }
    }
}

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

// For tests that run in a process of their own, because they break it.

func exitWithSuccess() -> Never {
    exit(EXIT_SUCCESS)
}

func exitWithFailure(_ reason: String) -> Never {
    print(reason)
    exit(EXIT_FAILURE)
}

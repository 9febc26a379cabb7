#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// A thread of the operating system, detached: nobody joins it, its function decides when it ends.
enum OSThread {
    private final class Body {
        let run: () -> Void

        init(_ run: @escaping () -> Void) {
            self.run = run
        }
    }

    /// In bytes: what people write runs on these threads, and Musl would give it 128 KiB.
    private static let minimumStackSize = 1 << 20

    /// Starts a thread that calls `body`.
    static func start(_ body: @escaping @Sendable () -> Void) {
        let context = unsafe Unmanaged.passRetained(Body(body)).toOpaque()
        #if canImport(Darwin)
        var thread: pthread_t?
        #else
        var thread = pthread_t()
        #endif
        var attributes = pthread_attr_t()
        unsafe pthread_attr_init(&attributes)
        defer { unsafe pthread_attr_destroy(&attributes) }
        var stackSize = 0
        unsafe pthread_attr_getstacksize(&attributes, &stackSize)
        if stackSize < Self.minimumStackSize { unsafe pthread_attr_setstacksize(&attributes, Self.minimumStackSize) }
        let code = unsafe pthread_create(&thread, &attributes, Self.main, context)
        // Without its threads the library can neither run a task nor keep a deadline, and there is nobody to tell.
        precondition(code == 0, "bgtop: the system refused to start a thread (pthread_create: error \(code))")
        #if canImport(Darwin)
        if let thread = unsafe thread { unsafe pthread_detach(thread) }
        #else
        pthread_detach(thread)
        #endif
    }

    #if canImport(Darwin)
    private static let main: @convention(c) (UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? = { context in
        unsafe Self.run(context)
        return nil
    }
    #else
    private static let main: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { context in
        if let context = unsafe context { unsafe Self.run(context) }
        return nil
    }
    #endif

    private static func run(_ context: UnsafeMutableRawPointer) {
        let body = unsafe Unmanaged<Body>.fromOpaque(context).takeRetainedValue()
        body.run()
    }
}

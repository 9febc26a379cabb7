// Lets ThreadSanitizer see that a Swift `Mutex` is one.
//
// On Linux the slow path of `Mutex.withLock`, taken when somebody else holds the lock, is code of the Synchronization library,
// which the sanitizer does not instrument: it sees no order between the two holders, and reports every contended access as a race.
// In a sanitized build this takes the place of that slow path and does the same where the sanitizer can see it. Nobody ever sleeps
// on the lock then, so unlocking always takes the fast path, which is compiled into its caller and instrumented.

#if defined(__linux__) && defined(__has_feature)
#if __has_feature(thread_sanitizer)

#include <sched.h>
#include <stdint.h>
#include <stdlib.h>

__attribute__((swiftcall)) void lock_slow(uint32_t thread, __attribute__((swift_context)) _Atomic(uint32_t) *owner)
    __asm__("$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF");

__attribute__((swiftcall)) void lock_slow(uint32_t thread, __attribute__((swift_context)) _Atomic(uint32_t) *owner) {
    for (;;) {
        uint32_t expected = 0;
        if (__c11_atomic_compare_exchange_weak(owner, &expected, thread, __ATOMIC_ACQUIRE, __ATOMIC_RELAXED)) return;
        // As the original does: whoever locks twice would wait for itself.
        if (expected == thread) abort();
        sched_yield();
    }
}

#endif
#endif

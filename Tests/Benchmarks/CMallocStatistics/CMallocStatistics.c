#include "CMallocStatistics.h"

#if defined(__linux__)
#include <features.h>
#endif

#if defined(__GLIBC__)
#include <malloc.h>

size_t malloc_bytes_in_use(void) {
    struct mallinfo2 information = mallinfo2();
    // Large blocks are mapped one by one and counted apart.
    return information.uordblks + information.hblkhd;
}
#else
size_t malloc_bytes_in_use(void) { return 0; }
#endif

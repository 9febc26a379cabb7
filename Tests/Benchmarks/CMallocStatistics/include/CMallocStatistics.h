// How much memory the process has been given by malloc and not given back, which Swift cannot ask for itself.

#ifndef CMALLOCSTATISTICS_H
#define CMALLOCSTATISTICS_H

#include <stddef.h>

/// The bytes in use, over all arenas; 0 where the C library does not say.
size_t malloc_bytes_in_use(void);

#endif

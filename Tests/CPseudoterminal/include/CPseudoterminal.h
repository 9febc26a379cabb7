// Pseudo-terminals for tests: what Swift's view of the C library lacks, or what must happen between fork and exec.

#ifndef CPSEUDOTERMINAL_H
#define CPSEUDOTERMINAL_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/// Opens a pseudo-terminal and puts the path of the end that programs use into `path`.
///
/// Returns the other end, or -1.
int pseudoterminal_open(char *path, size_t size);

/// Starts a program as the first of a session of its own, with the terminal at `path` as its controlling terminal and as its
/// descriptors 0 to 2. Descriptor 3 is `reports`. No signal is blocked or ignored.
///
/// Returns the process, or -1.
pid_t pseudoterminal_spawn(const char *path, int reports, const char *program, char *const *arguments, char *const *environment);

/// How many columns the C library gives to a character in the current locale; -1 if it does not know it.
int c_library_width(uint32_t scalar);

#endif

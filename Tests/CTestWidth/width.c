#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "test_width.h"

// Without a limit Swift Testing begins all tests at once: 1,700 that share as many threads as there are cores, a score of servers
// and terminals among them. They take twice as long then, and those that wait for each other wait for all others as well. So no more
// run than twice as many as there are cores, unless somebody has said how many.
//
// The variable is read by Swift Testing from 6.3 on (swift-testing, pull request 1390), before any code of a test runs.
__attribute__((constructor)) static void limit_width(void) {
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    char width[24];
    snprintf(width, sizeof width, "%ld", 2 * (cores > 0 ? cores : 1));
    setenv("SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH", width, 0);
}

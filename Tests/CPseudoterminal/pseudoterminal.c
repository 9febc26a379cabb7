#define _GNU_SOURCE 1

#include "CPseudoterminal.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>
#include <wchar.h>

int pseudoterminal_open(char *path, size_t size) {
    // Another test may start a program at any time, and that must not keep this end open.
#ifdef __linux__
    int descriptor = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
#else
    int descriptor = posix_openpt(O_RDWR | O_NOCTTY);
    if (descriptor >= 0) fcntl(descriptor, F_SETFD, FD_CLOEXEC);
#endif
    if (descriptor < 0) return -1;
    // Not ptsname: tests open theirs at the same time, and would share one answer.
    if (grantpt(descriptor) == 0 && unlockpt(descriptor) == 0 && ptsname_r(descriptor, path, size) == 0) return descriptor;
    close(descriptor);
    return -1;
}

pid_t pseudoterminal_spawn(const char *path, int reports, const char *program, char *const *arguments, char *const *environment) {
    pid_t process = fork();
    if (process != 0) return process;
    setsid();
    // The first terminal that the leader of a session opens becomes the session's.
    int terminal = open(path, O_RDWR);
    if (terminal < 0 || dup2(reports, 3) < 0) _exit(126);
    fcntl(3, F_SETFD, 0);
    for (int descriptor = 0; descriptor < 3; descriptor++) dup2(terminal, descriptor);
    if (terminal > 3) close(terminal);
#ifdef __linux__
    // Of other tests' pipes somebody waits for the end, and this program must not keep them open.
    closefrom(4);
#endif
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    for (int other = 1; other < NSIG; other++) signal(other, SIG_DFL);
    execve(program, arguments, environment);
    _exit(127);
}

int c_library_width(uint32_t scalar) {
    return wcwidth((wchar_t)scalar);
}

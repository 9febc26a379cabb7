#include "CNCurses.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stddef.h>
#include <unistd.h>

/// Made once and never closed: a handler may be running while it is uninstalled.
static int notices[2] = {-1, -1};

static const struct {
    int signal;
    cn_notice notice;
} watched[] = {{SIGWINCH, CN_NOTICE_RESIZE}, {SIGTSTP, CN_NOTICE_STOP}, {SIGCONT, CN_NOTICE_CONTINUE}};

enum {
    WATCHED = sizeof watched / sizeof watched[0],
};

static struct sigaction before[WATCHED];
static bool has_begun;

static void notice(int signal) {
    int error = errno;
    for (size_t index = 0; index < WATCHED; index++) {
        if (watched[index].signal != signal) continue;
        char byte = (char)watched[index].notice;
        // A full pipe already says enough.
        ssize_t written = write(notices[1], &byte, 1);
        (void)written;
    }
    errno = error;
}

static bool make_pipe(void) {
    if (notices[0] >= 0) return true;
    if (pipe(notices) != 0) return false;
    for (int end = 0; end < 2; end++) {
        fcntl(notices[end], F_SETFD, FD_CLOEXEC);
        fcntl(notices[end], F_SETFL, O_NONBLOCK);
    }
    return true;
}

int cn_notices_begin(void) {
    if (!make_pipe()) return -1;
    struct sigaction action = {.sa_handler = notice, .sa_flags = SA_RESTART};
    sigemptyset(&action.sa_mask);
    for (size_t index = 0; index < WATCHED; index++) {
        sigaction(watched[index].signal, NULL, &before[index]);
        if (watched[index].signal == SIGTSTP && before[index].sa_handler == SIG_IGN) continue;
        sigaction(watched[index].signal, &action, NULL);
    }
    has_begun = true;
    return notices[0];
}

void cn_notices_end(void) {
    if (!has_begun) return;
    has_begun = false;
    for (size_t index = 0; index < WATCHED; index++) sigaction(watched[index].signal, &before[index], NULL);
}

void cn_stop(bool with_group) {
    struct sigaction found, ignored = {.sa_handler = SIG_IGN}, standard = {.sa_handler = SIG_DFL};
    sigaction(SIGTSTP, NULL, &found);
    // Whoever started the process may have asked for it never to be stopped.
    if (found.sa_handler == SIG_IGN) return;
    sigaction(SIGTSTP, with_group ? &ignored : &standard, NULL);
    if (with_group) {
        // The others of the group first; this process stops below, where it can tell that it was continued.
        kill(0, SIGTSTP);
        sigaction(SIGTSTP, &standard, NULL);
    }
    sigset_t stop, mask;
    sigemptyset(&stop);
    sigaddset(&stop, SIGTSTP);
    pthread_sigmask(SIG_UNBLOCK, &stop, &mask);
    // A signal to the own thread is taken before this returns.
    raise(SIGTSTP);
    pthread_sigmask(SIG_SETMASK, &mask, NULL);
    sigaction(SIGTSTP, &found, NULL);
}

// Gives the terminal back, in the ordinary way and when the process ends in one that nobody planned.

#define _GNU_SOURCE 1

#include "CNCurses.h"
#include "streams.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

enum {
    LEAVE_SIZE = 1024,
    /// How long a terminal that takes nothing is waited for.
    PATIENCE_MILLISECONDS = 500,
    HANDLER_STACK = 1 << 16,
};

/// Signals that leave the process running, and those that nobody can handle. All others end it unless somebody says otherwise.
static const int exempt[] = {
    SIGKILL, SIGSTOP, SIGTSTP, SIGTTIN, SIGTTOU, SIGCONT, SIGCHLD, SIGURG, SIGWINCH,
#ifdef __APPLE__
    SIGINFO, SIGIO,
#endif
};

/// What the process itself does wrong.
static const int crashes[] = {SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGABRT, SIGFPE};

static struct {
    /// Whether the terminal is to be given back; whoever makes it false does it.
    atomic_bool is_entered;
    bool is_adopted;
    pid_t owner;
    int input;
    int output;
    int nowhere;
    struct termios found;
    uint8_t leave[LEAVE_SIZE];
    size_t leave_count;
    /// What was there before, by signal.
    struct sigaction before[NSIG];
} terminal;

// MARK: - The terminal

#ifdef __linux__
static bool is_same_terminal(int one, int other) {
    unsigned int first, second;
    return ioctl(one, TIOCGDEV, &first) == 0 && ioctl(other, TIOCGDEV, &second) == 0 && first == second;
}

/// Opens the terminal of the session, if it is the one behind `descriptor`. That is allowed although it may be another user's, as
/// after `su`.
static int reopen_own(int descriptor, int flags) {
    int own = open("/dev/tty", flags);
    if (own < 0 || is_same_terminal(own, descriptor)) return own;
    close(own);
    return -1;
}
#endif

int cn_terminal_reopen(int descriptor, bool for_writing) {
    int flags = (for_writing ? O_WRONLY : O_RDONLY) | O_NOCTTY | O_CLOEXEC | O_NONBLOCK;
    char path[256];
#ifdef __linux__
    // Works in a container too, where the terminal's own path may not exist.
    snprintf(path, sizeof path, "/proc/self/fd/%d", descriptor);
    int reopened = open(path, flags);
    return reopened >= 0 ? reopened : reopen_own(descriptor, flags);
#else
    if (ttyname_r(descriptor, path, sizeof path) != 0) return -1;
    return open(path, flags);
#endif
}

bool cn_terminal_size(int descriptor, int *rows, int *columns) {
    struct winsize size;
    if (ioctl(descriptor, TIOCGWINSZ, &size) != 0 || size.ws_row == 0 || size.ws_col == 0) return false;
    *rows = size.ws_row;
    *columns = size.ws_col;
    return true;
}

int cn_terminal_speed(int descriptor) {
    static const struct {
        speed_t speed;
        int baud;
    } slow[] = {
        {B300, 300}, {B600, 600}, {B1200, 1200}, {B1800, 1800}, {B2400, 2400}, {B4800, 4800}, {B9600, 9600}, {B19200, 19200},
    };
    struct termios settings;
    if (tcgetattr(descriptor, &settings) != 0) return 0;
    speed_t speed = cfgetospeed(&settings);
    for (size_t index = 0; index < sizeof slow / sizeof slow[0]; index++) {
        // A byte takes ten bits: one to begin, one to end.
        if (slow[index].speed == speed) return slow[index].baud / 10;
    }
    return 0;
}

/// A process in the background may put the settings back without being stopped for it.
static void set_found_settings(void) {
    sigset_t background, mask;
    sigemptyset(&background);
    sigaddset(&background, SIGTTOU);
    pthread_sigmask(SIG_BLOCK, &background, &mask);
    while (tcsetattr(terminal.input, TCSANOW, &terminal.found) != 0 && errno == EINTR) continue;
    pthread_sigmask(SIG_SETMASK, &mask, NULL);
}

static void send_leave(void) {
    size_t sent = 0;
    while (sent < terminal.leave_count) {
        ssize_t written = write(terminal.output, terminal.leave + sent, terminal.leave_count - sent);
        if (written > 0) {
            sent += (size_t)written;
        } else if (errno == EAGAIN) {
            struct pollfd ready = {.fd = terminal.output, .events = POLLOUT};
            if (poll(&ready, 1, PATIENCE_MILLISECONDS) == 0) return;
        } else if (errno != EINTR) {
            return;
        }
    }
}

/// Safe in a signal handler.
///
/// Returns false if the terminal is given back already.
static bool leave(void) {
    if (!atomic_exchange(&terminal.is_entered, false)) return false;
    send_leave();
    set_found_settings();
    return true;
}

// MARK: - The unplanned end

static void end_of_process(void) {
    // A child that was only forked has the same memory, but not the terminal.
    if (getpid() != terminal.owner) return;
    // Another thread may be drawing; what it still writes goes nowhere.
    if (leave()) dup2(terminal.nowhere, terminal.output);
    cn_streams_give_back();
}

/// Calls the handler that was there before, under the signal mask that it asked for: Swift's reads memory that may not be
/// there, and needs to notice.
static void call(const struct sigaction *action, int signal, siginfo_t *info, void *context) {
    sigset_t mask = ((ucontext_t *)context)->uc_sigmask;
    for (int other = 1; other < NSIG; other++) {
        if (sigismember(&action->sa_mask, other) == 1) sigaddset(&mask, other);
    }
    if (!(action->sa_flags & SA_NODEFER)) sigaddset(&mask, signal);
    pthread_sigmask(SIG_SETMASK, &mask, NULL);
    if (action->sa_flags & SA_SIGINFO) {
        action->sa_sigaction(signal, info, context);
    } else if (action->sa_handler != SIG_DFL && action->sa_handler != SIG_IGN) {
        action->sa_handler(signal);
    }
}

static bool includes(const int *signals, size_t size, int signal) {
    for (size_t index = 0; index < size / sizeof *signals; index++) {
        if (signals[index] == signal) return true;
    }
    return false;
}

static void end_by_signal(int signal, siginfo_t *info, void *context) {
    int error = errno;
    end_of_process();
    sigaction(signal, &terminal.before[signal], NULL);
    call(&terminal.before[signal], signal, info, context);
    // An instruction that failed fails again as soon as this returns, and so ends the process as it would have without us.
    if (info->si_code > 0 && (signal == SIGSEGV || signal == SIGBUS || signal == SIGILL || signal == SIGFPE)) {
        errno = error;
        return;
    }
    // Everything else has to be sent once more.
    sigset_t only;
    sigemptyset(&only);
    sigaddset(&only, signal);
    pthread_sigmask(SIG_UNBLOCK, &only, NULL);
    raise(signal);
    // The first process of a container gets here.
    _exit(128 + signal);
}

/// Whether the terminal has to be given back on this signal: on every crash, and on what ends the process because nobody has
/// asked to handle it or to ignore it.
static bool ends_process(int signal, const struct sigaction *found) {
    return includes(crashes, sizeof crashes, signal) || (!(found->sa_flags & SA_SIGINFO) && found->sa_handler == SIG_DFL);
}

static void install_handlers(void) {
    struct sigaction action = {.sa_sigaction = end_by_signal, .sa_flags = SA_SIGINFO | SA_ONSTACK};
    sigfillset(&action.sa_mask);
    for (int signal = 1; signal < NSIG; signal++) {
        if (includes(exempt, sizeof exempt, signal)) continue;
        // Fails for the few that the C library keeps to itself.
        if (sigaction(signal, NULL, &terminal.before[signal]) != 0) continue;
        if (ends_process(signal, &terminal.before[signal])) sigaction(signal, &action, NULL);
    }
}

static void remove_handlers(void) {
    for (int signal = 1; signal < NSIG; signal++) {
        struct sigaction current;
        if (sigaction(signal, NULL, &current) != 0) continue;
        if (current.sa_flags & SA_SIGINFO && current.sa_sigaction == end_by_signal) {
            sigaction(signal, &terminal.before[signal], NULL);
        }
    }
}

static uint8_t handler_stack[HANDLER_STACK];

/// The thread that draws may run out of its stack; a handler needs another one then.
static void give_stack(void) {
    stack_t current, own = {.ss_sp = handler_stack, .ss_size = sizeof handler_stack};
    if (sigaltstack(NULL, &current) == 0 && (current.ss_flags & SS_DISABLE)) sigaltstack(&own, NULL);
}

/// The next thread that draws may be another one.
static void take_stack(void) {
    stack_t current, none = {.ss_flags = SS_DISABLE};
    if (sigaltstack(NULL, &current) == 0 && current.ss_sp == handler_stack) sigaltstack(&none, NULL);
}

// MARK: - Entering and leaving

int cn_terminal_adopt(int input, int output, const uint8_t *leave, size_t count) {
    static atomic_flag is_registered = ATOMIC_FLAG_INIT;
    if (count > LEAVE_SIZE) return E2BIG;
    if (tcgetattr(input, &terminal.found) != 0) return errno;
    terminal.nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
    if (terminal.nowhere < 0) return errno;
    terminal.owner = getpid();
    terminal.input = input;
    terminal.output = output;
    memcpy(terminal.leave, leave, count);
    terminal.leave_count = count;
    terminal.is_adopted = true;
    if (!atomic_flag_test_and_set(&is_registered)) atexit(end_of_process);
    give_stack();
    install_handlers();
    return 0;
}

int cn_terminal_enter(void) {
    struct termios raw = terminal.found;
    cfmakeraw(&raw);
    raw.c_cc[VMIN] = 1;
    raw.c_cc[VTIME] = 0;
    // From the first change on it has to be undone.
    atomic_store(&terminal.is_entered, true);
    while (tcsetattr(terminal.input, TCSANOW, &raw) != 0) {
        if (errno == EINTR) continue;
        atomic_store(&terminal.is_entered, false);
        return errno;
    }
    return 0;
}

void cn_terminal_leave(void) {
    leave();
}

void cn_terminal_seize(void) {
    end_of_process();
}

void cn_terminal_abandon(void) {
    if (!terminal.is_adopted) return;
    terminal.is_adopted = false;
    remove_handlers();
    take_stack();
    close(terminal.nowhere);
}

// Standard output and standard error while the screen is up.
//
// Each leads into a pipe, which a thread of its own empties at once into a ring. That thread takes no lock that anybody could
// hold while writing, so whoever writes goes on, be it the dashboard's own thread: it may draw late, or never, and then loses
// lines, not the process. What is read is kept here and not in Swift, because a crash handler has to be able to replay it:
// Swift's "Fatal error" is written before the signal comes.

#define _GNU_SOURCE 1

#include "CNCurses.h"
#include "streams.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum {
    /// What the dashboard can be behind by without missing anything.
    RING_SIZE = 1 << 20,
    /// How much is taken out of a pipe when its stream is given back, at most. It holds less, but another process may have the
    /// other end, and go on writing into it for ever.
    LAST_OF_PIPE = 1 << 20,
    CHUNK = 1 << 14,
    /// So little that a terminal that takes anything takes it at once.
    PIECE = 256,
    PATIENCE_MILLISECONDS = 500,
};

struct stream {
    atomic_bool is_captured;
    /// What the descriptor was before.
    int original;
    /// Stays open when the stream is released: a thread that is still writing would be ended by SIGPIPE.
    int reader;
    /// A pipe with a byte in it while there is something to take.
    int notice[2];
    /// A pipe into which a byte is written to end the thread.
    int stop[2];
    pthread_t thread;
    /// Held for as long as it takes to copy a chunk, by the thread and by whoever takes.
    pthread_mutex_t lock;
    /// The last bytes read, where byte n of all lies at n modulo the size.
    uint8_t ring[RING_SIZE];
    _Atomic uint64_t count;
    /// How many have been taken, or passed over.
    uint64_t taken;
    /// Whether the thread is between reading and having read; and whether a crash handler reads instead from now on.
    atomic_bool is_reading;
    atomic_bool is_seized;
};

static struct stream streams[2] = {
    {.original = -1, .reader = -1, .lock = PTHREAD_MUTEX_INITIALIZER},
    {.original = -1, .reader = -1, .lock = PTHREAD_MUTEX_INITIALIZER},
};

static struct stream *stream_of(int descriptor) {
    return &streams[descriptor == STDERR_FILENO];
}

// MARK: - The thread

/// Takes what there is out of the pipe, up to a chunk, so that the next one who writes finds room.
///
/// Returns what read() does.
static ssize_t take_in(struct stream *stream) {
    uint8_t bytes[CHUNK];
    ssize_t length = 0;
    atomic_store(&stream->is_reading, true);
    if (!atomic_load(&stream->is_seized)) {
        do {
            length = read(stream->reader, bytes, sizeof bytes);
        } while (length < 0 && errno == EINTR);
    }
    if (length > 0) {
        pthread_mutex_lock(&stream->lock);
        uint64_t count = atomic_load(&stream->count);
        for (size_t index = 0; index < (size_t)length; index++) stream->ring[(count + index) % RING_SIZE] = bytes[index];
        atomic_store(&stream->count, count + (uint64_t)length);
        // Where there is a byte already this one need not be.
        (void)!write(stream->notice[1], "", 1);
        pthread_mutex_unlock(&stream->lock);
    }
    atomic_store(&stream->is_reading, false);
    return length;
}

static void *empty(void *argument) {
    struct stream *stream = argument;
    struct pollfd ready[2] = {{.fd = stream->reader, .events = POLLIN}, {.fd = stream->stop[0], .events = POLLIN}};
    do {
        if (poll(ready, 2, -1) < 0) continue;
        // The end of all that could be written: the process has closed the stream.
        if (ready[0].revents != 0 && take_in(stream) == 0) ready[0].fd = -1;
    } while (ready[1].revents == 0);
    for (ssize_t taken = 0, length = 1; taken < LAST_OF_PIPE && length > 0; taken += length) length = take_in(stream);
    return NULL;
}

/// Returns whether there is a thread now. It gets no signals: those are for threads that know what to do.
static bool start_thread(struct stream *stream) {
    sigset_t all, mask;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &mask);
    int error = pthread_create(&stream->thread, NULL, empty, stream);
    pthread_sigmask(SIG_SETMASK, &mask, NULL);
    errno = error;
    return error == 0;
}

// MARK: - Capturing

/// A pipe that no other program gets, and whose ends block nobody.
static bool open_pipe(int ends[2]) {
    if (pipe(ends) != 0) return false;
    for (int end = 0; end < 2; end++) {
        fcntl(ends[end], F_SETFD, FD_CLOEXEC);
        fcntl(ends[end], F_SETFL, O_NONBLOCK);
    }
    return true;
}

static void close_pipe(const int ends[2]) {
    close(ends[0]);
    close(ends[1]);
}

/// Opens what the thread needs, and starts it.
static bool start(struct stream *stream) {
    if (!open_pipe(stream->notice)) return false;
    if (open_pipe(stream->stop)) {
        if (start_thread(stream)) return true;
        close_pipe(stream->stop);
    }
    close_pipe(stream->notice);
    return false;
}

int cn_stream_capture(int descriptor) {
    struct stream *stream = stream_of(descriptor);
    int ends[2];
    if (descriptor == STDOUT_FILENO) {
        // What was printed before belongs before the screen, and what is printed now should come line by line, although a pipe
        // is no terminal.
        fflush(stdout);
        setvbuf(stdout, NULL, _IOLBF, BUFSIZ);
    }
    if (!open_pipe(ends)) return -1;
    // Whoever writes expects to be able to.
    fcntl(ends[1], F_SETFL, 0);
    stream->reader = ends[0];
    atomic_store(&stream->count, 0);
    stream->taken = 0;
    if (!start(stream)) {
        close_pipe(ends);
        return -1;
    }
    stream->original = fcntl(descriptor, F_DUPFD_CLOEXEC, 3);
    atomic_store(&stream->is_captured, true);
    bool leads_here = stream->original >= 0 && dup2(ends[1], descriptor) >= 0;
    close(ends[1]);
    if (leads_here) return stream->notice[0];
    cn_stream_release(descriptor);
    return -1;
}

size_t cn_stream_read(int descriptor, uint8_t *bytes, size_t size, uint64_t *missed) {
    struct stream *stream = stream_of(descriptor);
    pthread_mutex_lock(&stream->lock);
    uint64_t count = atomic_load(&stream->count);
    uint64_t start = count - stream->taken > RING_SIZE ? count - RING_SIZE : stream->taken;
    size_t length = count - start < size ? (size_t)(count - start) : size;
    for (size_t index = 0; index < length; index++) bytes[index] = stream->ring[(start + index) % RING_SIZE];
    *missed = start - stream->taken;
    stream->taken = start + length;
    if (stream->taken == count) {
        uint8_t notices[64];
        while (read(stream->notice[0], notices, sizeof notices) > 0) continue;
    }
    pthread_mutex_unlock(&stream->lock);
    return length;
}

void cn_stream_release(int descriptor) {
    struct stream *stream = stream_of(descriptor);
    if (!atomic_exchange(&stream->is_captured, false)) return;
    if (stream->original >= 0) {
        dup2(stream->original, descriptor);
        close(stream->original);
    }
    (void)!write(stream->stop[1], "", 1);
    pthread_join(stream->thread, NULL);
    close_pipe(stream->stop);
    close_pipe(stream->notice);
}

uint64_t cn_stream_kept(int descriptor, uint8_t *bytes, size_t *length) {
    struct stream *stream = stream_of(descriptor);
    uint64_t count = atomic_load(&stream->count);
    uint64_t start = count > CN_STREAM_KEPT ? count - CN_STREAM_KEPT : 0;
    *length = (size_t)(count - start);
    for (uint64_t position = start; position < count; position++) bytes[position - start] = stream->ring[position % RING_SIZE];
    return count;
}

// MARK: - In a signal handler

/// Gives up on a terminal that takes nothing: a process that was asked to end must end.
static void write_all(int descriptor, const uint8_t *bytes, size_t length) {
    while (length > 0) {
        struct pollfd ready = {.fd = descriptor, .events = POLLOUT};
        if (poll(&ready, 1, PATIENCE_MILLISECONDS) == 0) return;
        ssize_t written = write(descriptor, bytes, length < PIECE ? length : PIECE);
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return;
        bytes += written;
        length -= (size_t)written;
    }
}

/// From here on nobody else reads. A thread that has read something is given the time to keep it; one that does not come to it,
/// because it is the one that crashed for example, is not waited for.
static void seize(struct stream *stream) {
    atomic_store(&stream->is_seized, true);
    for (int patience = 0; patience < PATIENCE_MILLISECONDS && atomic_load(&stream->is_reading); patience++) poll(NULL, 0, 1);
}

static void give_back(int descriptor, struct stream *stream) {
    if (!atomic_exchange(&stream->is_captured, false)) return;
    dup2(stream->original, descriptor);
    seize(stream);
    uint64_t count = atomic_load(&stream->count);
    uint64_t start = count > CN_STREAM_KEPT ? count - CN_STREAM_KEPT : 0;
    size_t first = start % RING_SIZE;
    size_t kept = (size_t)(count - start);
    size_t straight = kept < RING_SIZE - first ? kept : RING_SIZE - first;
    write_all(descriptor, stream->ring + first, straight);
    write_all(descriptor, stream->ring, kept - straight);
    uint8_t rest[4096];
    for (size_t taken = 0; taken < LAST_OF_PIPE;) {
        ssize_t length = read(stream->reader, rest, sizeof rest);
        if (length <= 0) return;
        write_all(descriptor, rest, (size_t)length);
        taken += (size_t)length;
    }
}

void cn_streams_give_back(void) {
    give_back(STDOUT_FILENO, &streams[0]);
    give_back(STDERR_FILENO, &streams[1]);
}

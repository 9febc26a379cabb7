// Standard output and standard error while the screen is up. What is read is kept here and not in Swift, because a crash
// handler has to be able to replay it: Swift's "Fatal error" is written before the signal comes.

#define _GNU_SOURCE 1

#include "CNCurses.h"
#include "streams.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum {
    PIPE_SIZE = 1 << 20,
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
    /// The last bytes read, where byte n of all lies at n modulo the size.
    uint8_t kept[CN_STREAM_KEPT];
    _Atomic uint64_t count;
};

static struct stream streams[2] = {{.original = -1, .reader = -1}, {.original = -1, .reader = -1}};

static struct stream *stream_of(int descriptor) {
    return &streams[descriptor == STDERR_FILENO];
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
    if (pipe(ends) != 0) return -1;
    fcntl(ends[0], F_SETFD, FD_CLOEXEC);
    fcntl(ends[0], F_SETFL, O_NONBLOCK);
#ifdef F_SETPIPE_SZ
    // More room for those who write while a frame is drawn; the default will do where this is not allowed.
    fcntl(ends[1], F_SETPIPE_SZ, PIPE_SIZE);
#endif
    stream->original = fcntl(descriptor, F_DUPFD_CLOEXEC, 3);
    stream->reader = ends[0];
    atomic_store(&stream->count, 0);
    bool is_captured = stream->original >= 0 && dup2(ends[1], descriptor) >= 0;
    close(ends[1]);
    atomic_store(&stream->is_captured, is_captured);
    return is_captured ? stream->reader : -1;
}

size_t cn_stream_read(int descriptor, uint8_t *bytes, size_t size) {
    struct stream *stream = stream_of(descriptor);
    ssize_t length;
    do {
        length = read(stream->reader, bytes, size);
    } while (length < 0 && errno == EINTR);
    if (length <= 0) return 0;
    uint64_t count = atomic_load(&stream->count);
    for (size_t index = 0; index < (size_t)length; index++) stream->kept[(count + index) % CN_STREAM_KEPT] = bytes[index];
    atomic_store(&stream->count, count + (uint64_t)length);
    return (size_t)length;
}

void cn_stream_release(int descriptor) {
    struct stream *stream = stream_of(descriptor);
    if (!atomic_exchange(&stream->is_captured, false)) return;
    dup2(stream->original, descriptor);
    close(stream->original);
}

uint64_t cn_stream_kept(int descriptor, uint8_t *bytes, size_t *length) {
    struct stream *stream = stream_of(descriptor);
    uint64_t count = atomic_load(&stream->count);
    uint64_t start = count > CN_STREAM_KEPT ? count - CN_STREAM_KEPT : 0;
    *length = (size_t)(count - start);
    for (uint64_t position = start; position < count; position++) bytes[position - start] = stream->kept[position % CN_STREAM_KEPT];
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

static void give_back(int descriptor, struct stream *stream) {
    if (!atomic_exchange(&stream->is_captured, false)) return;
    dup2(stream->original, descriptor);
    uint64_t count = atomic_load(&stream->count);
    size_t end = count % CN_STREAM_KEPT;
    if (count > CN_STREAM_KEPT) write_all(descriptor, stream->kept + end, CN_STREAM_KEPT - end);
    write_all(descriptor, stream->kept, end);
    uint8_t rest[4096];
    // Not for ever: another process may hold the other end of the pipe, and may be writing.
    for (size_t taken = 0; taken < PIPE_SIZE;) {
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

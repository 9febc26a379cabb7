// The terminal, as far as it has to be C: curses behind plain integers and opaque handles, and what a signal handler needs.
//
// <ncurses.h> stays out of this header on purpose: its macros, variadic functions and mutable globals do not go into Swift.
// Nothing here is thread-safe; one thread owns the terminal. Only signal handlers, exit handlers and what empties the captured
// streams run elsewhere.

#ifndef CNCURSES_H
#define CNCURSES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// MARK: - Screen: from cells to the bytes that bring a terminal up to date

/// Curses for one terminal type. It never touches the terminal: it turns pictures into bytes, and somebody else writes them.
typedef struct cn_screen cn_screen;

enum {
    CN_BOLD = 1,
    CN_DIM = 2,
    CN_UNDERLINE = 4,
    CN_REVERSE = 8,
};

/// One character cell.
typedef struct {
    /// The character; 0 for the right half of the wide one before it.
    uint32_t base;
    /// Combining characters on it, 0 where there is none.
    uint32_t first_mark;
    uint32_t second_mark;
    /// Indices into the palette, -1 for the terminal's own colour.
    int16_t foreground;
    int16_t background;
    /// How many columns the caller gives to the character.
    uint8_t width;
    uint8_t attributes;
} cn_cell;

typedef enum {
    CN_SCREEN_OPENED,
    /// There is no description of this terminal type.
    CN_SCREEN_UNKNOWN,
    /// The terminal type cannot place its cursor.
    CN_SCREEN_UNSUITABLE,
    /// The system refused something; see errno.
    CN_SCREEN_REFUSED,
} cn_screen_result;

/// Takes the character set from the environment, for the whole process.
///
/// Returns whether it is UTF-8.
bool cn_adopt_locale(void);

/// Opens curses for the terminal type `term`. Prints nothing and ends nothing, whatever `term` is.
cn_screen_result cn_screen_open(const char *term, int rows, int columns, bool mouse, cn_screen **screen);

/// How many colours of the palette there are: 0, 8 or 256.
int cn_screen_colors(const cn_screen *screen);

void cn_screen_resize(cn_screen *screen, int rows, int columns);

/// Replaces what the next update shows in `row`.
void cn_screen_put(cn_screen *screen, int row, const cn_cell *cells, int count);

/// Makes the next update send everything, whatever the terminal is believed to show.
void cn_screen_repaint(cn_screen *screen);

/// Makes the next update have the terminal report clicks and the wheel, or no longer.
void cn_screen_take_mouse(cn_screen *screen, bool is_taken);

/// The bytes that make the terminal show what was put; on the first call and after `cn_screen_leave`, also those that enter
/// the alternate screen. They are valid until the next call.
const uint8_t *cn_screen_update(cn_screen *screen, size_t *count);

/// The bytes that undo all that the updates did to the modes of the terminal. They are valid until the next call.
const uint8_t *cn_screen_leave(cn_screen *screen, size_t *count);

void cn_screen_close(cn_screen *screen);

// MARK: - Terminal: its settings, and giving it back whatever happens

/// Opens the terminal behind `descriptor` once more, without blocking, so that its other users keep their own mode.
///
/// Returns -1 if that is not possible.
int cn_terminal_reopen(int descriptor, bool for_writing);

/// Returns false if the terminal does not know its size.
bool cn_terminal_size(int descriptor, int *rows, int *columns);

/// How many bytes a second the line to the terminal carries, if it is one of those on which that matters; 0 otherwise: most that
/// are called terminals are no lines, and what they say of their speed means nothing.
int cn_terminal_speed(int descriptor);

/// Remembers the settings of the terminal and how to leave it. From `cn_terminal_enter` on, the end of the process gives the
/// terminal back: a crash, a signal that nobody handles, a call of exit().
///
/// Returns 0 or the error.
int cn_terminal_adopt(int input, int output, const uint8_t *leave, size_t count);

/// Every key as it is typed, nothing echoed, no signals from the keyboard.
///
/// Returns 0 or the error.
int cn_terminal_enter(void);

/// Sends what leaves the screen and puts the settings back. A terminal that takes nothing is not waited for long.
void cn_terminal_leave(void);

/// Gives back the terminal and the captured streams as the end of the process does, if the thread that owns them has not, for a
/// process that is about to end. What that thread draws from here on goes nowhere.
///
/// Runs on any thread, but not while the terminal is entered, left or abandoned on another one.
void cn_terminal_seize(void);

/// Forgets the terminal; the end of the process is nobody's business any more.
void cn_terminal_abandon(void);

// MARK: - Streams: what the process writes while the screen is up

enum {
    /// How much of each stream is kept to be replayed.
    CN_STREAM_KEPT = 1 << 16,
};

/// Takes in what is written to `descriptor` (1 or 2), until `cn_stream_release`. Whoever writes never waits for whoever reads.
///
/// Returns a descriptor that can be read while there is something to read, or -1. It is there to be waited for, no more.
int cn_stream_capture(int descriptor);

/// Takes up to `size` of the bytes that were written, and says how many before them were missed: what is not read for long
/// makes way for what is newer.
///
/// Returns their number; 0 if there are none now.
size_t cn_stream_read(int descriptor, uint8_t *bytes, size_t size, uint64_t *missed);

/// Gives the descriptor back. What was written before can still be asked for with `cn_stream_kept`.
void cn_stream_release(int descriptor);

/// Copies the last bytes that were written, at most CN_STREAM_KEPT, once the descriptor was given back.
///
/// Returns how many were written in all.
uint64_t cn_stream_kept(int descriptor, uint8_t *bytes, size_t *count);

// MARK: - Notices: signals as bytes in a pipe

typedef enum {
    CN_NOTICE_RESIZE = 'r',
    CN_NOTICE_STOP = 's',
    CN_NOTICE_CONTINUE = 'c',
} cn_notice;

/// Turns SIGWINCH, SIGTSTP and SIGCONT into bytes, until `cn_notices_end`.
///
/// Returns the end to read from, which does not block, or -1.
int cn_notices_begin(void);

void cn_notices_end(void);

/// Stops the process as Ctrl-Z does, with the whole process group or alone. Returns once it goes on.
void cn_stop(bool with_group);

#endif

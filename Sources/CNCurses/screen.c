// Curses, used for the one thing it is best at: the fewest bytes from one picture to the next, for any terminal.
//
// It draws into a file in memory. So a frame is a value, a slow terminal never blocks the one who draws, and curses neither
// reads the keyboard nor changes the settings of the terminal.

#define _GNU_SOURCE 1
#define _DARWIN_C_SOURCE 1
#define _XOPEN_SOURCE_EXTENDED 1
#define NCURSES_WIDECHAR 1

#include "CNCurses.h"
#include "terminfo.h"

#include <errno.h>
#include <langinfo.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <wchar.h>

#include <ncurses.h>

enum {
    PALETTE = 256,
    MARKS = 2,
};

static const char paste_on[] = "\033[?2004h";
static const char paste_off[] = "\033[?2004l";
static const char mouse_on[] = "\033[?1000h\033[?1006h";
static const char mouse_off[] = "\033[?1006l\033[?1000l";

struct cn_screen {
    SCREEN *curses;
    FILE *file;
    int colors;
    bool utf8;
    /// Whether the terminal reads what ECMA-48 calls private modes, and skips those that it does not know.
    bool has_modes;
    /// Whether clicks and the wheel are to be reported.
    bool wants_mouse;
    /// Whether the terminal was told to.
    bool has_mouse;
    bool is_entered;
    /// The pair of a foreground and a background, each shifted by one so that -1 has a place; 0 if there is none yet.
    short pairs[PALETTE + 1][PALETTE + 1];
    short last_pair;
    cchar_t *row;
    uint8_t *bytes;
    size_t count;
    size_t capacity;
};

bool cn_adopt_locale(void) {
    setlocale(LC_CTYPE, "");
    return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

// MARK: - Opening

static FILE *open_memory(void) {
#ifdef __linux__
    int descriptor = memfd_create("screen", MFD_CLOEXEC);
    if (descriptor < 0) return tmpfile();
    FILE *file = fdopen(descriptor, "w+");
    if (!file) close(descriptor);
    return file;
#else
    return tmpfile();
#endif
}

/// Opens a screen and undoes what newterm does besides: it takes signals, which are the application's.
static SCREEN *open_curses(const char *term, FILE *file) {
    static const int taken[] = {SIGINT, SIGTERM, SIGWINCH};
    struct sigaction before[sizeof taken / sizeof taken[0]];
    struct sigaction stop, ignore = {.sa_handler = SIG_IGN};
    for (size_t index = 0; index < sizeof taken / sizeof taken[0]; index++) sigaction(taken[index], NULL, &before[index]);
    // Curses never touches SIGTSTP again once it has seen that somebody else has an opinion on it.
    sigaction(SIGTSTP, &ignore, &stop);
    SCREEN *screen = newterm(term, file, file);
    sigaction(SIGTSTP, &stop, NULL);
    for (size_t index = 0; index < sizeof taken / sizeof taken[0]; index++) sigaction(taken[index], &before[index], NULL);
    return screen;
}

static int usable_colors(void) {
    if (!has_colors() || start_color() != OK || use_default_colors() != OK) return 0;
    // Where there are more than the palette has, a number is not an index but red, green and blue, except for the first eight.
    if (COLORS == PALETTE) return PALETTE;
    return COLORS >= 8 ? 8 : 0;
}

cn_screen_result cn_screen_open(const char *term, int rows, int columns, bool mouse, cn_screen **result) {
    cn_screen *screen = calloc(1, sizeof *screen);
    if (!screen) return CN_SCREEN_REFUSED;
    screen->wants_mouse = mouse;
    screen->utf8 = strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
    screen->file = open_memory();
    if (!screen->file) {
        free(screen);
        return CN_SCREEN_REFUSED;
    }
    // The size comes from the caller. But of a terminal whose description has none, as that of the Linux console, curses would make
    // nothing at all: asked for, it looks at a file that is no terminal, and then takes 24 rows of 80 columns for the beginning.
    use_env(FALSE);
    use_tioctl(TRUE);
    cn_screen_result outcome = cn_terminfo_inspect(term, fileno(screen->file), &screen->has_modes);
    if (outcome == CN_SCREEN_OPENED) {
        screen->curses = open_curses(term, screen->file);
        if (!screen->curses) outcome = CN_SCREEN_UNKNOWN;
    }
    if (outcome != CN_SCREEN_OPENED) {
        cn_screen_close(screen);
        return outcome;
    }
    // Keys that are waiting must not cut an update short.
    typeahead(-1);
    cn_terminfo_keep_palette();
    nonl();
    curs_set(0);
    leaveok(stdscr, TRUE);
    screen->colors = usable_colors();
    cn_screen_resize(screen, rows, columns);
    *result = screen;
    return outcome;
}

int cn_screen_colors(const cn_screen *screen) {
    return screen->colors;
}

void cn_screen_close(cn_screen *screen) {
    if (screen->curses) {
        set_term(screen->curses);
        endwin();
        delscreen(screen->curses);
    }
    fclose(screen->file);
    free(screen->row);
    free(screen->bytes);
    free(screen);
}

// MARK: - Drawing

void cn_screen_resize(cn_screen *screen, int rows, int columns) {
    set_term(screen->curses);
    // Unlike resizeterm, this puts no KEY_RESIZE into a queue that nobody reads.
    resize_term(rows, columns);
    cchar_t *row = realloc(screen->row, (size_t)columns * sizeof *row);
    if (row) screen->row = row;
    clearok(curscr, TRUE);
}

static short pair_for(cn_screen *screen, int foreground, int background) {
    if (foreground < -1 || foreground >= screen->colors) foreground = -1;
    if (background < -1 || background >= screen->colors) background = -1;
    if (foreground == -1 && background == -1) return 0;
    short *pair = &screen->pairs[foreground + 1][background + 1];
    if (*pair == 0) {
        // A terminal with few pairs loses the background first.
        if (screen->last_pair + 1 >= COLOR_PAIRS || screen->last_pair == INT16_MAX) return 0;
        if (init_pair(screen->last_pair + 1, (short)foreground, (short)background) != OK) return 0;
        *pair = ++screen->last_pair;
    }
    return *pair;
}

static attr_t attributes_for(uint8_t attributes) {
    return ((attributes & CN_BOLD) ? A_BOLD : 0) | ((attributes & CN_DIM) ? A_DIM : 0)
        | ((attributes & CN_UNDERLINE) ? A_UNDERLINE : 0) | ((attributes & CN_REVERSE) ? A_REVERSE : 0);
}

/// Whether the C library gives `cell` the width that the caller does. Where they differ, everything after it would be shifted.
static bool is_drawable(const cn_screen *screen, const cn_cell *cell) {
    if (cell->base < 0x20 || (cell->base >= 0x7F && cell->base < 0xA0)) return false;
    if (cell->base < 0x7F) return true;
    return screen->utf8 && wcwidth((wchar_t)cell->base) == cell->width;
}

static void set_cell(cchar_t *target, const cn_screen *screen, const cn_cell *cell, attr_t attributes, short pair) {
    wchar_t text[MARKS + 2] = {(wchar_t)cell->base};
    size_t count = 1;
    if (screen->utf8) {
        if (cell->first_mark && wcwidth((wchar_t)cell->first_mark) == 0) text[count++] = (wchar_t)cell->first_mark;
        if (cell->second_mark && wcwidth((wchar_t)cell->second_mark) == 0) text[count++] = (wchar_t)cell->second_mark;
    }
    setcchar(target, text, attributes, pair, NULL);
}

void cn_screen_put(cn_screen *screen, int row, const cn_cell *cells, int count) {
    set_term(screen->curses);
    int rows, columns;
    getmaxyx(stdscr, rows, columns);
    if (row < 0 || row >= rows) return;
    if (count > columns) count = columns;
    int length = 0;
    for (int column = 0; column < count; column++) {
        const cn_cell *cell = &cells[column];
        attr_t attributes = attributes_for(cell->attributes);
        short pair = pair_for(screen, cell->foreground, cell->background);
        int width = cell->width == 2 && column + 1 < count ? 2 : 1;
        if (cell->width == width && is_drawable(screen, cell)) {
            set_cell(&screen->row[length++], screen, cell, attributes, pair);
        } else {
            wchar_t substitute[2] = {cell->base ? L'?' : L' '};
            for (int part = 0; part < width; part++) setcchar(&screen->row[length++], substitute, attributes, pair, NULL);
        }
        column += width - 1;
    }
    // The whole row at once: this neither wraps nor scrolls at the last cell of the screen, nor acts on any character.
    mvadd_wchnstr(row, 0, screen->row, length);
}

void cn_screen_repaint(cn_screen *screen) {
    set_term(screen->curses);
    clearok(curscr, TRUE);
}

void cn_screen_take_mouse(cn_screen *screen, bool is_taken) {
    screen->wants_mouse = is_taken;
}

// MARK: - Bytes

/// Makes room for `length` more bytes.
static bool reserve(cn_screen *screen, size_t length) {
    if (screen->count + length <= screen->capacity) return true;
    uint8_t *bytes = realloc(screen->bytes, screen->count + length);
    if (!bytes) return false;
    screen->bytes = bytes;
    screen->capacity = screen->count + length;
    return true;
}

static void append(cn_screen *screen, const char *text) {
    size_t length = strlen(text);
    if (!reserve(screen, length)) return;
    memcpy(screen->bytes + screen->count, text, length);
    screen->count += length;
}

/// Moves what curses wrote since the last time to the end of the bytes.
static void append_output(cn_screen *screen) {
    int descriptor = fileno(screen->file);
    struct stat status;
    if (fstat(descriptor, &status) != 0 || status.st_size == 0) return;
    size_t length = (size_t)status.st_size;
    if (!reserve(screen, length)) return;
    ssize_t taken = pread(descriptor, screen->bytes + screen->count, length, 0);
    if (taken > 0) screen->count += (size_t)taken;
    if (ftruncate(descriptor, 0) == 0) lseek(descriptor, 0, SEEK_SET);
}

const uint8_t *cn_screen_update(cn_screen *screen, size_t *count) {
    set_term(screen->curses);
    screen->count = 0;
    wnoutrefresh(stdscr);
    doupdate();
    append_output(screen);
    if (!screen->is_entered && screen->has_modes) append(screen, paste_on);
    if (screen->wants_mouse != screen->has_mouse && screen->has_modes) {
        append(screen, screen->wants_mouse ? mouse_on : mouse_off);
        screen->has_mouse = screen->wants_mouse;
    }
    screen->is_entered = true;
    *count = screen->count;
    return screen->bytes;
}

const uint8_t *cn_screen_leave(cn_screen *screen, size_t *count) {
    set_term(screen->curses);
    screen->count = 0;
    if (screen->has_modes) {
        // Whether or not it is on now: what leaves the screen is asked for once, and sent when it may be.
        append(screen, mouse_off);
        append(screen, paste_off);
        screen->has_mouse = false;
    }
    endwin();
    append_output(screen);
    screen->is_entered = false;
    *count = screen->count;
    return screen->bytes;
}

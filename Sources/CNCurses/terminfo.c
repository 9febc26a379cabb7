// A file of its own, because <term.h> defines words such as `columns` as macros.

#include "terminfo.h"

#include <string.h>

#include <curses.h>
#include <term.h>

cn_screen_result cn_terminfo_inspect(const char *term, int descriptor, bool *has_modes) {
    int found = 0;
    if (setupterm(term, descriptor, &found) != OK || found != 1) return CN_SCREEN_UNKNOWN;
    bool is_suitable = cursor_address && clear_screen;
    *has_modes = is_suitable && strncmp(cursor_address, "\033[", 2) == 0;
    del_curterm(cur_term);
    return is_suitable ? CN_SCREEN_OPENED : CN_SCREEN_UNSUITABLE;
}

void cn_terminfo_keep_palette(void) {
    char *reset = tigetstr("oc");
    if (reset && reset != (char *)-1) *reset = '\0';
}

#ifndef CN_TERMINFO_H
#define CN_TERMINFO_H

#include "CNCurses.h"

/// Looks at the description of a terminal type without opening a screen for it. `has_modes` becomes whether the terminal reads
/// what ECMA-48 calls private modes, and so skips those that it does not know.
cn_screen_result cn_terminfo_inspect(const char *term, int descriptor, bool *has_modes);

/// Keeps curses from resetting the palette of the current terminal when it enters the screen again, by emptying the sequence in
/// its copy of the description. Nobody here changes the palette, so what would be lost is the one that a person has set.
void cn_terminfo_keep_palette(void);

#endif

#include "CNCurses.h"
int bgt_placeholder(void){return 0;}

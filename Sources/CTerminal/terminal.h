#include <sys/ioctl.h>

/// Characters in a line of the terminal behind a file descriptor, or 0 where there is none. Swift cannot call ioctl,
/// which takes a varying number of arguments.
static inline int terminal_columns(int descriptor) {
    struct winsize size;
    return ioctl(descriptor, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

#include <spawn.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>

// glibc declares these for _GNU_SOURCE alone, which the platform's own module is built without. 2.27 and later.
int memfd_create(const char *name, unsigned int flags);
#ifndef MFD_CLOEXEC
#define MFD_CLOEXEC 1U
#endif
// 2.29 and later.
int posix_spawn_file_actions_addchdir_np(posix_spawn_file_actions_t *actions, const char *path);
// 2.34 and later.
int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *actions, int from);
#ifndef POSIX_SPAWN_SETSID
#define POSIX_SPAWN_SETSID 0x80
#endif

/// Characters in a line of the terminal behind a file descriptor, or 0 where there is none. Swift cannot call ioctl,
/// which takes a varying number of arguments.
static inline int terminal_columns(int descriptor) {
    struct winsize size;
    return ioctl(descriptor, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

#include <spawn.h>

// glibc (2.29 and later) declares it for _GNU_SOURCE alone, which the platform's own module is not built with.
int posix_spawn_file_actions_addchdir_np(posix_spawn_file_actions_t *, const char *);
// 2.34 and later.
int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *, int);

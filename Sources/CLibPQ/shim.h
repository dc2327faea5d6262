#include <libpq-fe.h>
#include <spawn.h>
#include <sys/eventfd.h>

// glibc's declarations of these need _GNU_SOURCE, which Swift's Glibc module is built without.
int pipe2(int descriptors[2], int flags);
int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *actions, int from);
int posix_spawn_file_actions_addchdir_np(posix_spawn_file_actions_t *actions, const char *path);
#ifndef POSIX_SPAWN_SETSID
#define POSIX_SPAWN_SETSID 0x80
#endif

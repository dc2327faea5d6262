#ifndef LAA_CCONFINEMENT_H
#define LAA_CCONFINEMENT_H

#include <stdint.h>

// What a worker process gives up before code of a module runs in it. Each returns 0, or the errno of what failed.

/// Limits the address space to what it is now and so many bytes more; lets no file grow and no core be dumped. Where a
/// crash follows upon memory that was refused, the process ends with LAA_OUT_OF_MEMORY instead of by its signal.
int laa_limit_memory(uint64_t more);

/// The exit code of a process that ran out of its memory limit; EX_OSERR of sysexits.h, otherwise not used.
#define LAA_OUT_OF_MEMORY 71

/// Whether this system has Landlock (Linux 5.13), and has it turned on.
int laa_can_limit_files(void);

/// Lets files be opened for reading only, and only below the paths given, ended by NULL; those that are not there are
/// passed over. Needs Landlock, and holds for the calling thread and those that it starts.
int laa_limit_files(const char *const *readable);

/// The path of the library that a symbol is from, or NULL.
const char *laa_library_with(const char *symbol);

/// Lets no socket be made or connected, no process or program be started, no other process be signalled or looked
/// into, no file be opened for writing, made, removed or changed, and no limit or privilege be changed. What is open
/// already stays usable. Holds for all threads.
int laa_limit_system_calls(void);

/// A copy of a file in memory, sealed so that it never changes again; its descriptor, or -1 with errno.
int laa_sealed_copy(int file);

#endif

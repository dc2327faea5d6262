#ifndef LAA_CCONFINEMENT_H
#define LAA_CCONFINEMENT_H

#include <stdint.h>

// What a worker process gives up before a module's code runs in it. The functions laa_limit_... return 0, or the errno
// of what failed.

/// Limits the address space to its present size plus `more` bytes, and lets no file grow and no core be dumped. Where
/// the process crashes because an allocation failed, it ends with exit code LAA_OUT_OF_MEMORY instead of by a signal.
int laa_limit_memory(uint64_t more);

/// The exit code of a process that reached its memory limit: EX_OSERR of sysexits.h, which nothing else here uses.
#define LAA_OUT_OF_MEMORY 71

/// Whether this system has Landlock (Linux 5.13 or later), and has it enabled.
int laa_can_limit_files(void);

/// Lets files be opened only for reading, and only at or below the given paths, a list ended by NULL; paths that do not
/// exist are skipped. Needs Landlock, and applies to the calling thread and the threads that it starts.
int laa_limit_files(const char *const *readable);

/// The path of the library that defines a symbol, or NULL.
const char *laa_library_with(const char *symbol);

/// Forbids making and connecting sockets, starting processes and programs, signalling and inspecting other processes,
/// opening files for writing, making, removing and changing them, and changing limits and privileges. Whatever is
/// already open stays usable. Applies to all threads.
int laa_limit_system_calls(void);

/// Copies a file into memory and seals the copy against any change. Returns its descriptor, or -1 with errno set.
int laa_sealed_copy(int file);

#endif

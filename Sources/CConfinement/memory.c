#define _GNU_SOURCE
#include "CConfinement.h"

#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <unistd.h>

/// Swift and C both crash where an allocation fails; errno of the crashing thread is then still ENOMEM.
static void end_by_crash(int signal_number) {
    if (errno == ENOMEM) _exit(LAA_OUT_OF_MEMORY);
    signal(signal_number, SIG_DFL);
    raise(signal_number);
}

int laa_limit_memory(uint64_t more) {
    // The first number is the size of the address space, in pages (proc(5)).
    FILE *file = fopen("/proc/self/statm", "re");
    if (!file) return errno;
    unsigned long pages = 0;
    int found = fscanf(file, "%lu", &pages);
    fclose(file);
    if (found != 1) return EIO;
    // Each arena reserves address space, 64 MB on this system, that it may never use.
    mallopt(M_ARENA_MAX, 2);
    struct rlimit memory = {.rlim_cur = pages * (uint64_t)sysconf(_SC_PAGESIZE) + more};
    memory.rlim_max = memory.rlim_cur;
    struct rlimit none = {0, 0};
    if (setrlimit(RLIMIT_AS, &memory) != 0) return errno;
    if (setrlimit(RLIMIT_FSIZE, &none) != 0) return errno;
    if (setrlimit(RLIMIT_CORE, &none) != 0) return errno;
    int crashes[] = {SIGILL, SIGTRAP, SIGABRT, SIGSEGV, SIGBUS};
    for (unsigned i = 0; i < sizeof crashes / sizeof *crashes; i++) {
        struct sigaction action = {.sa_handler = end_by_crash, .sa_flags = SA_RESETHAND | SA_NODEFER};
        if (sigaction(crashes[i], &action, NULL) != 0) return errno;
    }
    errno = 0;
    return 0;
}

int laa_sealed_copy(int file) {
    struct stat status;
    if (fstat(file, &status) != 0) return -1;
    int copy = memfd_create("module", MFD_CLOEXEC | MFD_ALLOW_SEALING);
    if (copy < 0) return -1;
    off_t offset = 0;
    while (offset < status.st_size) {
        ssize_t count = sendfile(copy, file, &offset, (size_t)(status.st_size - offset));
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) break;
    }
    if (offset < status.st_size
        || fcntl(copy, F_ADD_SEALS, F_SEAL_SEAL | F_SEAL_WRITE | F_SEAL_GROW | F_SEAL_SHRINK) != 0) {
        int reason = offset < status.st_size && errno == 0 ? EIO : errno;
        close(copy);
        errno = reason;
        return -1;
    }
    return copy;
}

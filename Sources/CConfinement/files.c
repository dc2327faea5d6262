#define _GNU_SOURCE
#include "CConfinement.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

const char *laa_library_with(const char *symbol) {
    Dl_info library;
    void *address = dlsym(RTLD_DEFAULT, symbol);
    return address && dladdr(address, &library) ? library.dli_fname : NULL;
}

int laa_can_limit_files(void) {
    return syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION) >= 1;
}

int laa_limit_files(const char *const *readable) {
    // All rights of Landlock's first version, which every later version has too.
    struct landlock_ruleset_attr handled = {.handled_access_fs = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1};
    int rules = (int)syscall(SYS_landlock_create_ruleset, &handled, sizeof handled, 0);
    if (rules < 0) return errno;
    int failure = 0;
    for (; *readable && !failure; readable++) {
        int parent = open(*readable, O_PATH | O_CLOEXEC);
        if (parent < 0) continue;
        struct stat status;
        uint64_t access = LANDLOCK_ACCESS_FS_READ_FILE;
        if (fstat(parent, &status) == 0 && S_ISDIR(status.st_mode)) access |= LANDLOCK_ACCESS_FS_READ_DIR;
        struct landlock_path_beneath_attr rule = {.allowed_access = access, .parent_fd = parent};
        if (syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) != 0) failure = errno;
        close(parent);
    }
    if (!failure && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) failure = errno;
    if (!failure && syscall(SYS_landlock_restrict_self, rules, 0) != 0) failure = errno;
    close(rules);
    return failure;
}

#define _GNU_SOURCE
#include "CConfinement.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <stddef.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__x86_64__)
#define OWN_ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define OWN_ARCHITECTURE AUDIT_ARCH_AARCH64
#endif

/// Refused whatever their arguments. Calls that older kernel headers lack are listed by number; those that only x86-64
/// has come last.
static const unsigned refused[] = {
    // Sockets, and io_uring (425 to 427), which makes sockets and opens files past every filter.
    SYS_socket, SYS_connect, SYS_bind, SYS_listen, SYS_accept, SYS_accept4, 425, 426, 427,
    // Processes.
    SYS_execve, SYS_execveat, SYS_ptrace, SYS_process_vm_readv, SYS_process_vm_writev, SYS_kcmp, SYS_pidfd_send_signal,
    SYS_pidfd_open, SYS_pidfd_getfd, SYS_tkill, SYS_rt_sigqueueinfo, SYS_rt_tgsigqueueinfo, SYS_setpgid, SYS_setsid,
    // Files.
    SYS_truncate, SYS_unlinkat, SYS_renameat, SYS_renameat2, SYS_linkat, SYS_symlinkat, SYS_mkdirat, SYS_mknodat,
    SYS_fchmod, SYS_fchmodat, 452, SYS_fchown, SYS_fchownat, SYS_utimensat, SYS_setxattr, SYS_lsetxattr, SYS_fsetxattr,
    SYS_removexattr, SYS_lremovexattr, SYS_fremovexattr, SYS_open_by_handle_at, SYS_mount, SYS_umount2, SYS_pivot_root,
    SYS_chroot, SYS_move_mount, SYS_open_tree, SYS_fsopen, SYS_fsmount, SYS_fsconfig, SYS_fspick, 442, SYS_swapon,
    SYS_swapoff, SYS_quotactl, SYS_acct, SYS_fanotify_init,
    // Objects that outlive a process.
    SYS_shmget, SYS_msgget, SYS_semget, SYS_mq_open, SYS_add_key, SYS_request_key, SYS_keyctl,
    // Limits, privileges and the machine's settings: they matter for a worker that root started.
    SYS_setrlimit, SYS_setuid, SYS_setgid, SYS_setreuid, SYS_setregid, SYS_setresuid, SYS_setresgid, SYS_setgroups,
    SYS_setfsuid, SYS_setfsgid, SYS_capset, SYS_unshare, SYS_setns, SYS_bpf, SYS_perf_event_open, SYS_userfaultfd,
    SYS_init_module, SYS_finit_module, SYS_delete_module, SYS_kexec_load, SYS_kexec_file_load, SYS_reboot,
    SYS_sethostname, SYS_setdomainname, SYS_settimeofday, SYS_clock_settime, SYS_adjtimex, SYS_clock_adjtime,
    SYS_personality, SYS_syslog, SYS_vhangup,
#if defined(__x86_64__)
    SYS_fork, SYS_vfork, SYS_creat, SYS_unlink, SYS_rename, SYS_link, SYS_symlink, SYS_mkdir, SYS_rmdir, SYS_mknod,
    SYS_chmod, SYS_chown, SYS_lchown, SYS_utime, SYS_utimes, SYS_futimesat, SYS_iopl, SYS_ioperm,
#endif
};

/// A filter that grows by a few instructions per rule. Between rules the accumulator holds the system call's number.
struct program {
    struct sock_filter code[512];
    unsigned short length;
};

static void add(struct program *program, struct sock_filter instruction) {
    program->code[program->length++] = instruction;
}

static struct sock_filter load(size_t offset) {
    return (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, (unsigned)offset);
}

/// Loads the low half of an argument, on a little-endian processor.
static struct sock_filter load_argument(int index) {
    return load(offsetof(struct seccomp_data, args) + 8 * (size_t)index);
}

static struct sock_filter give(unsigned verdict) {
    return (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, verdict);
}

static const unsigned allow = SECCOMP_RET_ALLOW;
static const unsigned refuse = SECCOMP_RET_ERRNO | EPERM;
static const unsigned missing = SECCOMP_RET_ERRNO | ENOSYS;

/// Skips the next instructions, `skipped` of them, unless the accumulator meets the condition.
static void unless(struct program *program, unsigned short condition, unsigned value, unsigned char skipped) {
    add(program, (struct sock_filter)BPF_JUMP(BPF_JMP | condition | BPF_K, value, 0, skipped));
}

static void rule(struct program *program, unsigned call, unsigned verdict) {
    unless(program, BPF_JEQ, call, 1);
    add(program, give(verdict));
}

/// Gives the call the verdict `met` where an argument meets the condition, and the opposite verdict otherwise.
static void rule_by_argument(
    struct program *program, unsigned call, int argument, unsigned short condition, unsigned value, unsigned met) {
    unless(program, BPF_JEQ, call, 4);
    add(program, load_argument(argument));
    unless(program, condition, value, 1);
    add(program, give(met));
    add(program, give(met == allow ? refuse : allow));
}

int laa_limit_system_calls(void) {
    struct program program = {.length = 0};
    // A process that switches to another architecture has other system call numbers.
    add(&program, load(offsetof(struct seccomp_data, arch)));
    add(&program, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, OWN_ARCHITECTURE, 1, 0));
    add(&program, give(SECCOMP_RET_KILL_PROCESS));
    add(&program, load(offsetof(struct seccomp_data, nr)));
#if defined(__x86_64__)
    // The same calls under their numbers in the x32 interface.
    unless(&program, BPF_JGE, 0x40000000, 1);
    add(&program, give(missing));
#endif
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) rule(&program, refused[i], refuse);
    // Their arguments are in memory, which a filter cannot read; glibc falls back to the older calls.
    rule(&program, SYS_clone3, missing);
    rule(&program, SYS_openat2, missing);
    rule_by_argument(&program, SYS_clone, 0, BPF_JSET, CLONE_THREAD, allow);
    const unsigned writing = O_WRONLY | O_RDWR | O_CREAT | O_TRUNC | (O_TMPFILE & ~O_DIRECTORY);
    rule_by_argument(&program, SYS_openat, 2, BPF_JSET, writing, refuse);
#if defined(__x86_64__)
    rule_by_argument(&program, SYS_open, 1, BPF_JSET, writing, refuse);
#endif
    rule_by_argument(&program, SYS_kill, 0, BPF_JEQ, (unsigned)getpid(), allow);
    rule_by_argument(&program, SYS_tgkill, 0, BPF_JEQ, (unsigned)getpid(), allow);
    // The address of the new limits, both halves: where it is null, the call only reads the limits.
    unless(&program, BPF_JEQ, SYS_prlimit64, 6);
    add(&program, load_argument(2));
    unless(&program, BPF_JEQ, 0, 3);
    add(&program, load(offsetof(struct seccomp_data, args[2]) + 4));
    unless(&program, BPF_JEQ, 0, 1);
    add(&program, give(allow));
    add(&program, give(refuse));
    // Typing into the user's terminal, or pasting there (TIOCLINUX).
    unless(&program, BPF_JEQ, SYS_ioctl, 5);
    add(&program, load_argument(1));
    unless(&program, BPF_JEQ, TIOCSTI, 1);
    add(&program, give(refuse));
    unless(&program, BPF_JEQ, 0x541C, 1);
    add(&program, give(refuse));
    // Whatever no rule covers.
    add(&program, give(allow));

    struct sock_fprog filter = {.len = program.length, .filter = program.code};
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return errno;
    long answer = syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC, &filter);
    // A positive answer is the number of a thread that could not take on the filter.
    return answer == 0 ? 0 : answer < 0 ? errno : EAGAIN;
}

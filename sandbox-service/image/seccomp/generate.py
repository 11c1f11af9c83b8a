#!/usr/bin/env python3
"""Writes sandbox.json, the seccomp profile of every sandbox: an allow-list, refused is what is not named.

    generate.py            writes sandbox.json beside this file
    generate.py --check    says whether it is up to date

Left out on purpose: io_uring, userfaultfd, bpf, perf, keyrings, ptrace and process_vm_* (strace and gdb do not work in
a sandbox), mounts and namespaces, module and kexec loading, handles (open_by_handle_at), memfd_secret, modify_ldt.
The engine takes the part of `archMap` that is its own; 32-bit and x32 calls are refused because no sub-architecture is named.
A name that an engine's libseccomp does not know is skipped by it.
"""
import json
import os
import sys

EPERM, ENOSYS = 1, 38
NEW_NAMESPACES = 0x7E020000
AF_UNIX, AF_INET, AF_INET6, AF_NETLINK = 1, 2, 10, 16
PROTOCOLS = (0, 1, 6, 17, 58)                      # any, ICMP, TCP, UDP, ICMPv6
NODE_TYPES = (0, 0x1000, 0x8000, 0xC000)           # plain files, pipes, sockets: no devices
PERSONALITIES = (0, 0xFFFFFFFF)                    # Linux, and asking

ALLOWED = (
    # files and descriptors
    """
    access cachestat chdir chmod chown close close_range copy_file_range creat dup dup2 dup3 faccessat
    faccessat2 fadvise64 fallocate fchdir fchmod fchmodat fchmodat2 fchown fchownat fcntl fdatasync fgetxattr
    flistxattr flock fremovexattr fsetxattr fstat fstatfs fsync ftruncate futimesat getcwd getdents getdents64
    getxattr io_cancel io_destroy io_getevents io_pgetevents io_setup io_submit ioctl lchown lgetxattr link
    linkat listxattr llistxattr lremovexattr lseek lsetxattr lstat mkdir mkdirat newfstatat open openat openat2
    pread64 preadv preadv2 pwrite64 pwritev pwritev2 read readahead readlink readlinkat readv removexattr rename
    renameat renameat2 rmdir sendfile setxattr splice stat statfs statx symlink symlinkat sync sync_file_range
    syncfs tee truncate umask unlink unlinkat utime utimensat utimes vmsplice write writev
    """,
    # waiting and telling
    """
    epoll_create epoll_create1 epoll_ctl epoll_pwait epoll_pwait2 epoll_wait eventfd eventfd2 inotify_add_watch
    inotify_init inotify_init1 inotify_rm_watch pause pipe pipe2 poll ppoll pselect6 select signalfd signalfd4
    """,
    # memory
    """
    brk get_mempolicy madvise map_shadow_stack membarrier memfd_create mincore mlock mlock2 mlockall mmap
    mprotect mremap mseal msync munlock munlockall munmap pkey_alloc pkey_free pkey_mprotect remap_file_pages
    """,
    # sockets (which families: below)
    """
    accept accept4 bind connect getpeername getsockname getsockopt listen recvfrom recvmmsg recvmsg sendmmsg
    sendmsg sendto setsockopt shutdown socketpair
    """,
    # System V and POSIX queues, shared memory and semaphores (private to the container)
    """
    mq_getsetattr mq_notify mq_open mq_timedreceive mq_timedsend mq_unlink msgctl msgget msgrcv msgsnd semctl
    semget semop semtimedop shmat shmctl shmdt shmget
    """,
    # processes, threads, signals, time and identity
    """
    alarm arch_prctl capget capset clock_getres clock_gettime clock_nanosleep execve execveat exit exit_group
    fork futex futex_requeue futex_wait futex_waitv futex_wake get_robust_list get_thread_area getcpu getegid
    geteuid getgid getgroups getitimer getpgid getpgrp getpid getppid getpriority getrandom getresgid getresuid
    getrlimit getrusage getsid gettid gettimeofday getuid ioprio_get ioprio_set kill landlock_add_rule
    landlock_create_ruleset landlock_restrict_self nanosleep pidfd_open pidfd_send_signal prctl prlimit64
    process_mrelease restart_syscall rseq rt_sigaction rt_sigpending rt_sigprocmask rt_sigqueueinfo rt_sigreturn
    rt_sigsuspend rt_sigtimedwait rt_tgsigqueueinfo sched_get_priority_max sched_get_priority_min
    sched_getaffinity sched_getattr sched_getparam sched_getscheduler sched_rr_get_interval sched_setaffinity
    sched_setattr sched_setparam sched_setscheduler sched_yield seccomp set_robust_list set_thread_area
    set_tid_address setgid setgroups setitimer setpgid setpriority setregid setresgid setresuid setreuid
    setrlimit setsid setuid sigaltstack sysinfo tgkill time timer_create timer_delete timer_getoverrun
    timer_gettime timer_settime timerfd_create timerfd_gettime timerfd_settime times tkill uname vfork wait4
    waitid
    """,
)

# glibc tries these first and falls back only on ENOSYS
ABSENT = ("clone3", "getxattrat", "listxattrat", "removexattrat", "setxattrat", "file_getattr", "file_setattr")


def allow(name, *arguments):
    rule = {"names": [name], "action": "SCMP_ACT_ALLOW"}
    if arguments:
        rule["args"] = list(arguments)
    return rule


def equal(index, value):
    return {"index": index, "value": value, "op": "SCMP_CMP_EQ"}


def masked(index, mask, value):
    return {"index": index, "value": mask, "valueTwo": value, "op": "SCMP_CMP_MASKED_EQ"}


def profile():
    rules = [{"names": sorted(set(" ".join(ALLOWED).split())), "action": "SCMP_ACT_ALLOW"}]
    rules.append(allow("clone", masked(0, NEW_NAMESPACES, 0)))
    rules.append({"names": list(ABSENT), "action": "SCMP_ACT_ERRNO", "errnoRet": ENOSYS})
    rules += [allow("personality", equal(0, value)) for value in PERSONALITIES]
    rules += [allow(name, masked(index, 0xF000, kind)) for name, index in (("mknod", 1), ("mknodat", 2)) for kind in NODE_TYPES]
    rules.append(allow("socket", equal(0, AF_UNIX)))
    rules += [allow("socket", equal(0, family), equal(2, protocol)) for family in (AF_INET, AF_INET6) for protocol in PROTOCOLS]
    rules.append(allow("socket", equal(0, AF_NETLINK), equal(2, 0)))   # NETLINK_ROUTE: what `ip` and getaddrinfo read
    return {"defaultAction": "SCMP_ACT_ERRNO", "defaultErrnoRet": EPERM,
            "archMap": [{"architecture": name, "subArchitectures": []} for name in ("SCMP_ARCH_X86_64", "SCMP_ARCH_AARCH64")],
            "syscalls": rules}


def main():
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "sandbox.json")
    text = json.dumps(profile(), indent=1) + "\n"
    if "--check" in sys.argv:
        with open(path) as file:
            sys.exit(0 if file.read() == text else "sandbox.json is not what generate.py writes")
    with open(path, "w") as file:
        file.write(text)


if __name__ == "__main__":
    main()

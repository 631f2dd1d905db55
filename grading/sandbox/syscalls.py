"""System calls that no lesson needs and that widen the way into the kernel are refused.

Namespaces of its own, mounts, keyrings (one of them is shared by all sandboxes), tracing, loading of programs into the kernel, and sockets
that no network namespace holds back (such as the one from a virtual machine to its host).
"""

from __future__ import annotations

import errno
import os
import platform
import struct
from dataclasses import dataclass

_REFUSED = """
acct add_key adjtimex bpf chroot clock_adjtime clock_settime delete_module fanotify_init finit_module fsconfig fsmount fsopen fspick init_module
io_uring_enter io_uring_register io_uring_setup kcmp kexec_file_load kexec_load keyctl lookup_dcookie mount mount_setattr move_mount move_pages
name_to_handle_at open_by_handle_at open_tree perf_event_open personality pidfd_getfd pivot_root process_vm_readv process_vm_writev ptrace quotactl
quotactl_fd reboot request_key setdomainname sethostname setns settimeofday swapoff swapon syslog umount2 unshare userfaultfd vhangup
""".split()  # noqa: SIM905

_NEW = {  # since 2019 the numbers are the same on all processors
    "io_uring_setup": 425, "io_uring_enter": 426, "io_uring_register": 427, "open_tree": 428, "move_mount": 429, "fsopen": 430, "fsconfig": 431,
    "fsmount": 432, "fspick": 433, "clone3": 435, "pidfd_getfd": 438, "mount_setattr": 442, "quotactl_fd": 443,
}  # fmt: skip
_X86_64 = _NEW | {
    "socket": 41, "clone": 56, "ptrace": 101, "syslog": 103, "personality": 135, "vhangup": 153, "pivot_root": 155, "adjtimex": 159, "chroot": 161,
    "acct": 163, "settimeofday": 164, "mount": 165, "umount2": 166, "swapon": 167, "swapoff": 168, "reboot": 169, "sethostname": 170,
    "setdomainname": 171, "init_module": 175, "delete_module": 176, "quotactl": 179, "lookup_dcookie": 212, "clock_settime": 227, "kexec_load": 246,
    "add_key": 248, "request_key": 249, "keyctl": 250, "unshare": 272, "move_pages": 279, "perf_event_open": 298, "fanotify_init": 300,
    "name_to_handle_at": 303, "open_by_handle_at": 304, "clock_adjtime": 305, "setns": 308, "process_vm_readv": 310, "process_vm_writev": 311,
    "kcmp": 312, "finit_module": 313, "kexec_file_load": 320, "bpf": 321, "userfaultfd": 323,
}  # fmt: skip
_AARCH64 = _NEW | {
    "lookup_dcookie": 18, "umount2": 39, "mount": 40, "pivot_root": 41, "chroot": 51, "vhangup": 58, "quotactl": 60, "acct": 89, "personality": 92,
    "unshare": 97, "kexec_load": 104, "init_module": 105, "delete_module": 106, "clock_settime": 112, "syslog": 116, "ptrace": 117, "reboot": 142,
    "sethostname": 161, "setdomainname": 162, "settimeofday": 170, "adjtimex": 171, "socket": 198, "add_key": 217, "request_key": 218, "keyctl": 219,
    "clone": 220, "swapon": 224, "swapoff": 225, "move_pages": 239, "perf_event_open": 241, "fanotify_init": 262, "name_to_handle_at": 264,
    "open_by_handle_at": 265, "clock_adjtime": 266, "setns": 268, "process_vm_readv": 270, "process_vm_writev": 271, "kcmp": 272,
    "finit_module": 273, "bpf": 280, "userfaultfd": 282, "kexec_file_load": 294,
}  # fmt: skip
_PROCESSORS = {"x86_64": (0xC000003E, _X86_64), "aarch64": (0xC00000B7, _AARCH64)}

_FAMILIES = (1, 2, 10, 16)
"""AF_UNIX, AF_INET, AF_INET6, AF_NETLINK: what a network namespace holds."""
_NEW_NAMESPACE = 0x7E020080
"""Every CLONE_NEW... flag."""
_X32 = 0x40000000
_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_NUMBER_AT, _PROCESSOR_AT, _FIRST_ARGUMENT_AT = 0, 4, 16
_ALLOW, _FAIL = 0x7FFF0000, 0x00050000


@dataclass(frozen=True, slots=True)
class _Step:
    """One instruction of the filter; the jumps are how many steps are passed over."""

    code: int
    value: int
    if_true: int = 0
    if_false: int = 0

    def pack(self) -> bytes:
        return struct.pack("=HBBI", self.code, self.if_true, self.if_false, self.value)


def make_filter(machine: str | None = None) -> bytes | None:
    """Return the filter as bubblewrap takes it; None for a processor whose numbers we do not know."""
    known = _PROCESSORS.get(machine or platform.machine())
    return b"".join(step.pack() for step in _list_steps(*known)) if known else None


def _list_steps(processor: int, numbers: dict[str, int]) -> list[_Step]:
    refuse, unknown, allow = _Step(_RETURN, _FAIL | errno.EPERM), _Step(_RETURN, _FAIL | errno.ENOSYS), _Step(_RETURN, _ALLOW)
    steps = [_Step(_LOAD, _PROCESSOR_AT), _Step(_EQUAL, processor, if_true=1), refuse, _Step(_LOAD, _NUMBER_AT)]
    steps += [_Step(_AT_LEAST, _X32, if_false=1), refuse]
    steps += [_Step(_EQUAL, numbers["clone3"], if_false=1), unknown]
    steps += [
        _Step(_EQUAL, numbers["clone"], if_false=4),
        _Step(_LOAD, _FIRST_ARGUMENT_AT),
        _Step(_ANY_BIT, _NEW_NAMESPACE, if_false=1),
        refuse,
        allow,
    ]
    families = [step for family in _FAMILIES for step in (_Step(_EQUAL, family, if_false=1), allow)]
    steps += [_Step(_EQUAL, numbers["socket"], if_false=len(families) + 2), _Step(_LOAD, _FIRST_ARGUMENT_AT), *families, refuse]
    for name in _REFUSED:
        steps += [_Step(_EQUAL, numbers[name], if_false=1), refuse]
    return [*steps, allow]


def open_filter() -> int | None:
    """Return a file handle from which bubblewrap reads the filter; the caller closes it."""
    made = make_filter()
    if made is None:
        return None
    handle = os.memfd_create("filter")
    os.write(handle, made)
    os.lseek(handle, 0, os.SEEK_SET)
    return handle

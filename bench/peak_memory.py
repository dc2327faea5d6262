"""Runs a command and prints two peaks of memory in MB: of its largest process, and of all its processes together.

    peak_memory.py COMMAND [ARGUMENT ...]

The first is reported by the kernel. The second is the largest sum of resident pages seen when sampling every 10 ms; a
page shared by two processes counts for both.
"""
import os
import resource
import subprocess
import sys
import time

PAGE = os.sysconf("SC_PAGE_SIZE")


def processes():
    """Each process's parent and resident bytes."""
    found = {}
    for name in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{name}/stat") as stat, open(f"/proc/{name}/statm") as statm:
                found[int(name)] = (int(stat.read().rsplit(")", 1)[1].split()[1]), int(statm.read().split()[1]) * PAGE)
        except (OSError, IndexError):
            continue  # The process has just ended.
    return found


def together(root):
    """Resident bytes of a process and all its descendants."""
    found = processes()
    total, waiting = 0, [root]
    while waiting:
        process = waiting.pop()
        total += found.get(process, (0, 0))[1]
        waiting += [child for child, (parent, _) in found.items() if parent == process]
    return total


command = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL)
most = 0
while command.poll() is None:
    most = max(most, together(command.pid))
    time.sleep(0.01)
if command.returncode:
    sys.exit(f"{sys.argv[1]} ended with {command.returncode}")
largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
print(f"{largest / 1e6:.0f} {max(largest, most) / 1e6:.0f}")

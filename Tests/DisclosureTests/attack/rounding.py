"""What a rounded count says of the true one."""
from system import INFINITE

LEAVES = {"local-authority", "not-assigned"}


class Rounding:
    """The method as its page describes it.

    Counts of the smallest areas, and of their groups, are the multiple of the base below or above the true one. Larger areas
    are sums of what was rounded: these say nothing by themselves but that they are counts.
    """

    def __init__(self, base):
        self.base = base

    def limits(self, table, place, kind, value):
        if place[0].split("/")[0] in LEAVES and kind in ("observed", "not", "n"):
            return max(0, value - self.base + 1), value + self.base - 1
        return 0, INFINITE

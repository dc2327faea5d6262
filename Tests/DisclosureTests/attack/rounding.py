"""What a rounded count says of the true one."""
from system import INFINITE

LEAVES = {"local-authority", "not-assigned"}


class Rounding:
    """The method as its page describes it.

    Of the smallest areas' totals, counts below the base become 0 or the base. Larger areas are sums of what was rounded,
    and of groups, any may have taken in the others: these say nothing by themselves but that they are counts.
    """

    def __init__(self, base):
        self.base = base

    def limits(self, table, place, kind, value):
        if table.by is None and place[0].split("/")[0] in LEAVES and kind in ("observed", "not"):
            if value == 0:
                return 0, self.base - 1
            if value == self.base:
                return 1, self.base
        return 0, INFINITE

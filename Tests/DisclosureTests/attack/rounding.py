"""What a rounded count says of the true one."""
from system import INFINITE


class Rounding:
    """The method as its page describes it: small counts to 0 or the base, others near."""

    def __init__(self, base):
        self.base = base

    def limits(self, table, place, kind, value):
        return max(0, value - self.base + 1), value + self.base - 1

"""Times the program's commands in turn with their peers, and prints one table of medians, ratios and peaks of memory.

    national.py LAA PYTHON HOME [HOME_OF_TEN_TIMES_THE_ROWS]

Each round runs every command once, so that a busy machine is busy for all of them; a ratio is the median of the rounds'
ratios. Nothing is added to the register of publications between rounds: the policy counts none. What weighing came to is
found anew each time, except by the commands that are made "again".
"""
import os
import pathlib
import shlex
import statistics
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).parent
QUARTER = "2010-11Q4"


def psql(conninfo, *words):
    ended = subprocess.run(["psql", "-X", "-q", "-A", "-t", "-d", conninfo, *words], capture_output=True, text=True)
    if ended.returncode:
        sys.exit(f"psql: {ended.stderr}")
    return ended.stdout.strip()


class Warehouse:
    """A private warehouse, and databases copied from it."""

    def __init__(self, laa, home):
        self.environment = {**os.environ, "LAA_HOME": home}
        self.conninfo = subprocess.run(
            [laa, "warehouse", "status", "--connection"], env=self.environment, capture_output=True, text=True,
            check=True).stdout.strip()
        psql(self.conninfo, "-c", "vacuum analyze")

    def database(self, name):
        return self.conninfo.replace("dbname=laa", f"dbname={name}")

    def copy(self, name):
        psql(self.database("postgres"), "-c", f"drop database if exists {name}", "-c", f"create database {name} template laa")
        return self.database(name)

    def drop(self, name):
        psql(self.database("postgres"), "-c", f"drop database if exists {name}")


class Commands:
    """The commands that are timed, by name."""

    def __init__(self, laa, work):
        self.laa, self.work = laa, work
        policy = (HERE.parent / "Sources/Disclosure/disclosure.yaml").read_text(encoding="utf-8").splitlines()
        self.policy = work / "policy.yaml"
        self.policy.write_text(
            "\n".join("published: []" if line.startswith("published:") else line for line in policy) + "\n",
            encoding="utf-8")

    def report(self, database, *words):
        return [self.laa, "report", "NI18", "--quarter", QUARTER, "--level", "local-authority", "--format", "json",
                "--database", database, *words]

    def make_return(self, area, database, *words):
        return [self.laa, "return", "--quiet", "--area", area, "--quarter", QUARTER, "--output",
                str(self.work / "return"), "--database", database, *words]

    def run(self, words, environment, again=False):
        """Runs a command to its end; returns the seconds it took."""
        anew = {} if again else {"LAA_WEIGH_ANEW": "yes"}
        began = time.monotonic()
        ended = subprocess.run(
            words, env={**environment, **anew, "LAA_POLICY": str(self.policy)}, stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE, text=True)
        if ended.returncode:
            sys.exit(f"{shlex.join(words)}: exit {ended.returncode}\n{ended.stderr[-2000:]}")
        return time.monotonic() - began

    def peaks(self, words, environment):
        """The peaks of memory in MB: of the largest process, and of all together."""
        ended = subprocess.run(
            [sys.executable, str(HERE / "peak_memory.py"), *words],
            env={**environment, "LAA_POLICY": str(self.policy)}, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            text=True, check=True)
        return [int(number) for number in ended.stdout.split()]


def rounds(commands, environment, timed, count):
    """Seconds by command and round; one round before them is not counted."""
    seconds = {name: [] for name in timed}
    for number in range(count + 1):
        for name, words in timed.items():
            took = commands.run(words, environment, again=name.endswith(", again"))
            if number:
                seconds[name].append(took)
    return seconds


def ratio(seconds, one, other):
    return statistics.median(a / b for a, b in zip(seconds[one], seconds[other]))


def submit(commands, warehouse, work, name):
    """Submits all trusts' returns from a copy of the warehouse: the words, the environment and the ledger are its own."""
    database = warehouse.copy(name)
    # So many rows of the sample are not assigned to an authority that some returns would be held back.
    psql(database, "-c", "update warehouse.quality_threshold set largest_share = 1")
    folder = work / name
    folder.mkdir()
    trusts = psql(database, "-f", str(HERE / "trusts.sql"))
    (folder / "submissions.yaml").write_text(
        f"from: {QUARTER}\npolicy: {commands.policy}\noutbox: {folder}/outbox\nstore: {folder}/store\n"
        f"key: {folder}/key\npartnerships: {trusts}\n", encoding="utf-8")
    environment = {**warehouse.environment, "LAA_SUBMISSIONS": str(folder / "submissions.yaml")}
    return [commands.laa, "submit", "--due", "--as-of", "2011-09-01", "--quiet", "--database", database], environment


def main(laa, python, home, tenfold=None):
    count, submits = int(os.environ.get("RUNS", 5)), int(os.environ.get("SUBMITS", 1))
    warehouse = Warehouse(laa, home)
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        commands = Commands(laa, work)
        table(commands, warehouse, work, python, count, submits, Warehouse(laa, tenfold) if tenfold else None)


def national(commands, warehouse, work, python):
    """The commands on a warehouse of national size, by name."""
    rows = "\n".join(
        line.split("--")[0] for line in (HERE / "ni18_rows.sql").read_text(encoding="utf-8").splitlines())
    (work / "rows.sql").write_text(rows, encoding="utf-8")
    (work / "copy.sql").write_text(
        f"copy ({' '.join(rows.split())}) to stdout (format binary)", encoding="utf-8")
    current = warehouse.conninfo
    later = warehouse.copy("bench_later")
    earlier = psql(later, "-f", str(HERE / "later_vintage.sql"))
    psql(later, "-c", "vacuum analyze")
    return {
        "COPY": ["psql", "-X", "-q", "-d", current, "-f", str(work / "copy.sql")],
        "Python": [python, str(HERE / "ni18_python.py"), current, str(work / "rows.sql")],
        "NI 18": commands.report(current),
        "return": commands.make_return("Lancashire", current),
        "return, again": commands.make_return("Lancashire", current),
        "national edition": commands.make_return("England and Wales", current),
        "national edition, again": commands.make_return("England and Wales", current),
        "--version": [commands.laa, "--version"],
        "modules list": [commands.laa, "modules", "list"],
        "NI 18, later": commands.report(later),
        "NI 18, as of": commands.report(later, "--as-of", earlier),
        "return, later": commands.make_return("Lancashire", later),
        "return, as of": commands.make_return("Lancashire", later, "--as-of", earlier),
    }


def table(commands, warehouse, work, python, count, submits, tenfold):
    environment = warehouse.environment
    timed = national(commands, warehouse, work, python)
    seconds = rounds(commands, environment, timed, count)

    def line(what, value, target):
        print(f"  {what:66} {value:>22}   {target}", flush=True)

    def median(name):
        return statistics.median(seconds[name])

    print(f"The national sample; medians of {count} rounds, COPY takes {median('COPY'):.2f} s:")
    one = median("return")
    all_seconds, peak = [], 0
    for number in range(submits):
        words, own = submit(commands, warehouse, work, f"bench_submit_{number}")
        all_seconds.append(commands.run(words, own))
    words, own = submit(commands, warehouse, work, "bench_submit_memory")
    peak = commands.peaks(words, own)[1]
    for number in [*range(submits), "memory"]:
        warehouse.drop(f"bench_submit_{number}")
    line("35 trusts' returns in one run, by one return", f"{statistics.median(all_seconds) / one:.1f} x", "4 x")
    line("  memory of all processes together", f"{peak} MB", "500 MB")
    line("one trust's return, by COPY", f"{ratio(seconds, 'return', 'COPY'):.1f} x", "3 x")
    largest, together = commands.peaks(timed["return"], environment)
    line("  memory of the largest process, of all together", f"{largest}, {together} MB", "100 MB")
    line("  made again", f"{ratio(seconds, 'return, again', 'COPY'):.1f} x", "3 x")
    line("the national edition, by COPY", f"{ratio(seconds, 'national edition', 'COPY'):.1f} x", "4 x")
    line("  made again", f"{ratio(seconds, 'national edition, again', 'COPY'):.1f} x", "4 x")
    line("NI 18 by authority, by COPY", f"{ratio(seconds, 'NI 18', 'COPY'):.2f} x", "0.8 x")
    line("NI 18 by authority, by Python", f"{ratio(seconds, 'NI 18', 'Python'):.2f} x", "0.22 x")
    line("as of an earlier vintage, by today's: NI 18", f"{ratio(seconds, 'NI 18, as of', 'NI 18, later'):.2f} x", "1.15 x")
    line("as of an earlier vintage, by today's: return", f"{ratio(seconds, 'return, as of', 'return, later'):.2f} x", "1.15 x")
    more = statistics.median(a - b for a, b in zip(seconds["modules list"], seconds["--version"]))
    line("laa modules list, more than laa --version", f"{1000 * more:.0f} ms", "60 ms")
    warehouse.drop("bench_later")
    if tenfold:
        large = {
            "NI 18": commands.report(tenfold.conninfo),
            "return": commands.make_return("Lancashire", tenfold.conninfo),
        }
        took = rounds(commands, tenfold.environment, large, max(1, count // 2))
        for name, most in [("NI 18", 150), ("return", 250)]:
            line(f"ten times the rows: {name}, by its time now",
                 f"{statistics.median(took[name]) / median(name):.1f} x", "10.5 x")
            line("  memory of the largest process, of all together",
                 "{}, {} MB".format(*commands.peaks(large[name], tenfold.environment)), f"{most} MB")


main(*sys.argv[1:])

"""Writes a synthetic caseload extract over four quarter ends.

    caseload_extract.py ROWS upper_tier_authorities.csv
"""

import csv
import random
import sys

rows, authorities = int(sys.argv[1]), sys.argv[2]
draws = random.Random(7)
with open(authorities, newline="") as file:
    places = [
        ("PT-" + row["probation_trust_2010"].upper().replace(" ", "-"), row["gss_code_as_at_2009_2012"])
        for row in csv.DictReader(file)
    ]
people = []
for number in range((rows + 3) // 4):
    trust, authority = draws.choice(places)
    year, serial = 1980 + number % 30, number + 1
    # The check letter of a PNC number: Sources/Loading/Privacy/PNCNumber.swift.
    letter = "ZABCDEFGHJKLMNPQRTUVWXY"[(year % 100 * 10_000_000 + serial) % 23]
    people.append(
        f"{year}/{serial:07d}{letter},"
        f"{'male' if draws.random() < 0.9 else 'female'},{draws.randint(1950, 1991)}-{draws.randint(1, 12):02d},"
        f"{draws.choice(['asian', 'black', 'mixed', 'other', 'white', ''])},{trust},{authority},{draws.randint(1, 4)},"
        f"{draws.choice(['community order', 'suspended sentence order', 'licence'])},yes,"
        f"0.{draws.randint(1000, 9999)},supplied 1\n"
    )
out = sys.stdout
out.write(
    "snapshot_date,pnc,sex,birth_month,ethnicity,trust,authority,tier,order_type,pnc_matched,predicted,model\n")
left = rows
for day in ("2010-06-30", "2010-09-30", "2010-12-31", "2011-03-31"):
    for person in people[:left]:
        out.write(day + "," + person)
    left -= min(left, len(people))

"""Writes a synthetic extract of proven offences, by people of a caseload extract.

    reoffences_extract.py ROWS caseload.csv
"""

import csv
import datetime
import random
import sys

rows, caseload = int(sys.argv[1]), sys.argv[2]
draws = random.Random(11)
with open(caseload, newline="") as file:
    people = sorted({row["pnc"] for row in csv.DictReader(file)})
codes = ["00801", "02800", "04910", "08801", "10501", "12508", "19510"]
begin = datetime.date(2010, 4, 1)
out = sys.stdout
out.write("pnc,offence_date,proven_date,offence_code,offence_number,disposal\n")
for number in range(rows):
    offence = begin + datetime.timedelta(days=draws.randrange(365))
    proven = offence + datetime.timedelta(days=draws.randrange(180))
    out.write(
        f"{people[number % len(people)]},{offence},{proven},{draws.choice(codes)},{number // len(people) + 1},"
        f"{draws.choice(['caution', 'conviction'])}\n"
    )

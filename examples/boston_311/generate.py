"""Writes boston_311_2011_q3.csv: four hundred made requests of the shape of the city's export. Same seed, same bytes.

    python3 generate.py

Numbers, places and moments are invented; types, departments and service levels are those of rules/boston_311.
"""
import csv
import io
import pathlib
import random
from datetime import datetime, timedelta

SEED, ROWS = 311, 400
HERE = pathlib.Path(__file__).parent
LEVELS = HERE.parent.parent / "rules" / "boston_311" / "service_levels.tsv"
EXPORT = datetime(2011, 11, 30, 18, 0)
HEADER = ("case_enquiry_id,open_dt,target_dt,closed_dt,ontime,case_status,subject,reason,type,queue,department,"
          "neighborhood,ward,source").split(",")
WITHOUT_LEVEL = (("Abandoned Bicycle", "PWDx"), ("Cemetery Maintenance Request", "PARK"), ("Bridge Maintenance", "PWDx"),
                 ("Carbon Monoxide", "ISD"))
SOURCES = ("Constituent Call", "Self Service", "Citizens Connect App", "Employee Generated")


def working(at, days):
    """The arrival moved (a day off first, then past 17:00), then `days` Mondays to Fridays on."""
    def next_day(moment):
        moment += timedelta(days=1)
        while moment.weekday() > 4:
            moment += timedelta(days=1)
        return moment
    if at.weekday() > 4:
        at = next_day(at)
    if at.time() > datetime(2011, 1, 1, 17).time():
        at = next_day(at).replace(hour=8, minute=30, second=0)
    for _ in range(days):
        at = next_day(at)
    return at


def main():
    rng = random.Random(SEED)
    levels = [line.split("\t") for line in LEVELS.read_text(encoding="utf-8").splitlines()[1:]]
    weights = [1 / (rank + 3) for rank in range(len(levels))]
    rows = []
    for _ in range(ROWS):
        opened = datetime(2011, 7, 1) + timedelta(seconds=rng.randrange(92 * 86400))
        target = None
        if rng.random() < 0.04:
            kind, department = rng.choice(WITHOUT_LEVEL)
        else:
            kind, department, limit = rng.choices(levels, weights)[0]
            amount = int(limit.split()[0])
            start = opened - timedelta(seconds=rng.randrange(90))       # the city starts its clock a little before
            target = working(start, amount) if "working" in limit else start + timedelta(days=amount)
            if start.date() != opened.date() or start.hour != opened.hour:
                target = None                                           # no row may hang on the last minute of an hour
        length = timedelta(seconds=int(rng.lognormvariate(11.4, 1.6)))
        closed = opened + length if rng.random() > 0.05 else None
        if closed and closed > EXPORT:
            closed = None
        place = rng.randint(1, 20)
        rows.append([opened, target, closed, "", "Closed" if closed else "Open",
                     department, "Made", kind, f"{department}_{kind}", department, f"District {place}", f"Ward {place}",
                     rng.choice(SOURCES)])
    rows.sort(key=lambda row: row[0])
    newest = max(row[2] for row in rows if row[2])          # what is open is judged as of the newest closing
    for row in rows:
        target, closed = row[1:3]
        row[3] = "ONTIME" if target is None or (closed or newest) <= target else "OVERDUE"
    text = io.StringIO()
    out = csv.writer(text, lineterminator="\n")
    out.writerow(HEADER)
    for number, row in enumerate(rows):
        out.writerow([900000000001 + 7 * number, *("" if cell is None else cell for cell in row)])
    (HERE / "boston_311_2011_q3.csv").write_text(text.getvalue(), encoding="utf-8")


if __name__ == "__main__":
    main()

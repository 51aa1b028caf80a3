#!/usr/bin/env python3
"""What a monthly notice costs beside `onus run`: the same rules, the same feed, in turn.

    python3 benches/notice.py                      a million tickets, three rounds
    python3 benches/notice.py --tickets 100000 --rounds 5
    python3 benches/notice.py --onus PATH --rounds 1

Two feeds: the reference job's, eighteen months of which the notice takes one; and the same tickets moved into May 2026,
so that the month itself holds them all. `screen` writes no lists, `lists` every list of `run`, once and in the form for
programs, or every form of the notice. The limit is 1.5 times.
"""
import argparse
import csv
import datetime
import os
import pathlib
import shutil
import statistics

from run import HERE, WORK, built, feed, measured

BLOCK = (HERE / "reference_job" / "notice.onus").read_text(encoding="utf-8")
MONTH, CUT_OFF, FIRST_MONDAY = "2026-05", "2026-06-03 12:00", datetime.date(2026, 5, 4)


def moved(plain):
    """The same tickets by whole weeks into four weeks of one month: weekdays and hours stay."""
    file = plain.with_name(plain.name.replace("plain", "month"))
    if file.exists():
        return file
    weeks, days = {}, {}

    def shift(text, by):
        day = days.get((text[:10], by))
        if day is None:
            day = (datetime.date.fromisoformat(text[:10]) + datetime.timedelta(weeks=by)).isoformat()
            days[text[:10], by] = day
        return day + text[10:]

    def weeks_of(opened):
        if opened not in weeks:
            day = datetime.date.fromisoformat(opened)
            monday = day - datetime.timedelta(days=day.weekday())
            to = FIRST_MONDAY + datetime.timedelta(weeks=monday.toordinal() // 7 % 4)
            weeks[opened] = (to - monday).days // 7
        return weeks[opened]

    part = file.with_suffix(".part")
    with open(plain, encoding="utf-8", newline="") as old, open(part, "w", encoding="utf-8", newline="") as new:
        rows, out = csv.reader(old), csv.writer(new, lineterminator="\n")
        head = next(rows)
        out.writerow(head)
        opened = head.index("opened_at")
        moments = [at for at, name in enumerate(head) if name.endswith("_at") or name.startswith("pause")]
        for row in rows:
            by = weeks_of(row[opened][:10])
            for at in moments:
                if row[at]:
                    row[at] = shift(row[at], by)
            out.writerow(row)
    part.rename(file)
    return file


def rules(file):
    folder = WORK / f"rules_notice_{file.stem}"
    folder.mkdir(exist_ok=True)
    text = (HERE / "reference_job.onus").read_text(encoding="utf-8").replace('"tickets.csv"', f'"{file.name}"')
    (folder / "rules.onus").write_text(text + BLOCK, encoding="utf-8")
    return folder


def jobs(program, file):
    folder, out = rules(file), WORK / "out_notice"
    data = [folder, "--data", file.parent]
    return {
        "run, screen": [program, "run", *data, "--as-of", CUT_OFF],
        "notice, screen": [program, "notice", "draft", *data, "--month", MONTH],
        "run, lists": [program, "run", *data, "--as-of", CUT_OFF, "--for", "machines", "--out", out],
        "notice, lists": [program, "notice", "draft", *data, "--month", MONTH, "--out", out],
    }


def compare(name, file, program, rounds, log):
    all_jobs = jobs(program, file)
    times = {job: [] for job in all_jobs}
    for _ in range(rounds):
        for job, words in all_jobs.items():
            shutil.rmtree(WORK / "out_notice", ignore_errors=True)
            times[job].append(measured(words, log))
    print(f"\n{name}: {file.stat().st_size / 1e6:.0f} MB, {rounds} rounds, medians; load {os.getloadavg()[0]:.1f}")
    print(f"{'':16}{'CPU s':>8}{'wall s':>8}{'MB':>8}{'/ run, screen':>15}{'/ run, lists':>14}")
    median = {job: {what: statistics.median(one[what] for one in own) for what in own[0]} for job, own in times.items()}
    for job, own in median.items():
        ratios = [own["cpu"] / median[f"run, {to}"]["cpu"] for to in ("screen", "lists")]
        print(f"{job:16}{own['cpu']:8.2f}{own['wall']:8.2f}{own['mb']:8.0f}{ratios[0]:15.2f}{ratios[1]:14.2f}")


def main():
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--tickets", type=int, default=1_000_000)
    words.add_argument("--rounds", type=int, default=3)
    words.add_argument("--onus", type=pathlib.Path, help="a program that is built already")
    options = words.parse_args()
    WORK.mkdir(parents=True, exist_ok=True)
    make = WORK / "make_feed"
    if options.onus is None or not make.exists():
        program, make = built()
    program = options.onus.resolve() if options.onus else program
    plain = feed(make, options.tickets, "plain")
    with open(WORK / "log_notice", "w", encoding="utf-8") as log:
        compare("eighteen months, the notice of one", plain, program, options.rounds, log)
        compare("all in the month", moved(plain), program, options.rounds, log)


if __name__ == "__main__":
    main()

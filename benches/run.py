#!/usr/bin/env python3
"""The reference job: Onus beside DuckDB and Polars, one table, one report.

    python3 benches/run.py                    a million tickets, five rounds
    python3 benches/run.py --tickets 10000000 --rounds 1
    python3 benches/run.py --no-peers         Onus alone

Builds what it needs under target/bench: the program, the generator, a virtual environment with the peers, the feeds.
Runs the jobs in turn, compares the results row for row, prints medians, writes benches/report.json.
"""
import argparse
import json
import os
import pathlib
import platform
import re
import statistics
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent
WORK = ROOT / "target" / "bench"
JOB = HERE / "reference_job"
PEERS = ["duckdb", "polars", "pyarrow", "numpy"]
AS_OF = "2026-06-30 17:30"


def call(*words, **more):
    subprocess.run([str(word) for word in words], check=True, **more)


def built():
    """The program, the generator and, where asked for, the peers' interpreter."""
    call("cargo", "build", "--release", "--quiet", cwd=ROOT)
    make = WORK / "make_feed"
    call("rustc", "-O", "--edition", "2024", JOB / "make_feed.rs", "-o", make)
    return ROOT / "target" / "release" / "onus", make


def peers():
    python = WORK / "venv" / "bin" / "python"
    if not python.exists():
        call(sys.executable, "-m", "venv", WORK / "venv")
        call(python, "-m", "pip", "install", "--quiet", *PEERS)
    versions = "import duckdb, polars; print(duckdb.__version__, polars.__version__)"
    found = subprocess.run([python, "-c", versions], check=True, capture_output=True, text=True)
    return python, dict(zip(["DuckDB", "Polars"], found.stdout.split()))


def feed(make, tickets, layout):
    file = WORK / f"tickets_{tickets}_{layout}.csv"
    if not file.exists():
        part = file.with_suffix(".part")
        call(make, tickets, part, layout)
        part.rename(file)
    return file


def rules(layout, file):
    """A folder with the rule file; for the wide layout with its names of columns and one more row."""
    folder = WORK / f"rules_{layout}"
    folder.mkdir(exist_ok=True)
    text = (HERE / "reference_job.onus").read_text(encoding="utf-8").replace('"tickets.csv"', f'"{file.name}"')
    if layout == "wide":
        names = {
            "ticket_id": "CaseNumber", "kind": "Kind", "category": "Category", "business_unit": "Unit",
            "customer_id": "Account", "opened_at": "Opened", "dispatched_at": "Dispatched",
            "first_contact_at": "Contacted", "resolved_at": "Resolved", "callback_at": "Called Back",
            "pause1_from": "Pause1 Begin", "pause1_to": "Pause1 End", "pause2_from": "Pause2 Begin",
            "pause2_to": "Pause2 End",
        }
        text = re.sub(r'from column "(\w+)"', lambda found: f'from column "{names[found[1]]}"', text)
        row = re.compile(r"  when kind = complaint and category = outage *: 8 working hours\n")
        text, rows = row.subn(lambda found: found[0] + "  when kind = complaint and category = billing : 5 working days\n", text)
        assert rows == 1
    (folder / "rules.onus").write_text(text, encoding="utf-8")
    return folder


def measured(words, log):
    """Wall and CPU seconds, and peak memory in MB, of one run of a command."""
    begin = time.perf_counter()
    process = subprocess.Popen([str(word) for word in words], stdout=log, stderr=log)
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        raise SystemExit(f"status {status}: {' '.join(map(str, words))}; see {log.name}")
    cpu = usage.ru_utime + usage.ru_stime
    return {"wall": time.perf_counter() - begin, "cpu": cpu, "mb": usage.ru_maxrss / 1024}


def onus(program, folder, data, out):
    lists = "overdue,escalations,parties"
    call("rm", "-rf", out)
    # A nightly run feeds other programs, as the peers' tables do.
    what = ["--reports", lists, "--for", "machines"]
    return [program, "run", folder, "--data", data, "--as-of", AS_OF, *what, "--out", out]


def commands(options):
    program, make = built()
    plain = feed(make, options.tickets, "plain")
    jobs = {"Onus": (program, plain, rules("plain", plain), "plain")}
    for layout in options.layouts:
        file = feed(make, options.tickets, layout)
        folder = rules("wide", file) if layout == "wide" else rules(layout, file)
        jobs[f"Onus, {layout} feed"] = (program, file, folder, layout)
    return jobs, plain


def run(options):
    WORK.mkdir(parents=True, exist_ok=True)
    jobs, plain = commands(options)
    names = list(jobs)
    versions = {}
    if options.peers:
        python, versions = peers()
        names += ["DuckDB", "Polars"]
    times = {name: [] for name in names}
    with open(WORK / "log", "w", encoding="utf-8") as log:
        for _ in range(options.rounds):
            for name in names:
                out = WORK / ("out_" + re.sub(r"\W+", "_", name))
                if name in jobs:
                    program, file, folder, _ = jobs[name]
                    words = onus(program, folder, file.parent, out)
                else:
                    out.mkdir(exist_ok=True)
                    script = {"DuckDB": ["duck.py", plain, out, "J2", "2"], "Polars": ["pol.py", plain, out, "J2"]}
                    script = script[name]
                    words = [python, JOB / script[0], *script[1:]]
                times[name].append(measured(words, log))
    same = {}
    for peer in ("DuckDB", "Polars") if options.peers else ():
        compare = [sys.executable, JOB / "compare.py", WORK / "out_Onus", WORK / f"out_{peer}"]
        same[peer] = subprocess.run(compare).returncode == 0
    return jobs, times, versions, same, plain


def table(jobs, times, versions, same, plain, options):
    median = {name: {what: statistics.median(one[what] for one in all) for what in all[0]} for name, all in
              times.items()}
    ours = median["Onus"]
    size = plain.stat().st_size
    print(f"\n{options.tickets:,} tickets, {size / 1e6:.0f} MB, {options.rounds} rounds, medians; "
          f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    print(f"{'':22}{'CPU s':>8}{'wall s':>8}{'MB':>8}{'CPU / Onus':>12}{'CPU/byte':>10}")
    rows = {}
    for name, one in median.items():
        bytes_read = jobs[name][1].stat().st_size if name in jobs else size
        ratio = statistics.median(theirs["cpu"] / own["cpu"] for theirs, own in zip(times[name], times["Onus"]))
        per_byte = (one["cpu"] / bytes_read) / (ours["cpu"] / size)
        rows[name] = {**one, "bytes": bytes_read, "cpu_over_onus": ratio, "cpu_per_byte_over_onus": per_byte}
        print(f"{name:22}{one['cpu']:8.2f}{one['wall']:8.2f}{one['mb']:8.0f}{ratio:12.2f}{per_byte:10.2f}")
    report = {
        "tickets": options.tickets, "bytes": size, "rounds": options.rounds, "as_of": AS_OF,
        "machine": {"cores": os.cpu_count(), "load": os.getloadavg(), "system": platform.platform()},
        "versions": versions, "same_rows": same, "medians": rows, "times": times,
    }
    (HERE / "report.json").write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    print("written: benches/report.json")
    return all(same.values())


def main():
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--tickets", type=int, default=1_000_000)
    words.add_argument("--rounds", type=int, default=5)
    words.add_argument("--layouts", nargs="*", default=["wide"], choices=["wide", "long"])
    words.add_argument("--no-peers", dest="peers", action="store_false")
    options = words.parse_args()
    sys.exit(0 if table(*run(options), options) else 1)


if __name__ == "__main__":
    main()

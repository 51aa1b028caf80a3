"""Whether Onus and a peer say the same: compare.py ONUS_FOLDER PEER_FOLDER. Ends with status 1 where they differ.

The job calls a ticket late from one working second on; Onus calls an answer late that comes after the due moment,
also one that comes in the night after it, with no working second lost. So rows are compared where
late_working_seconds is above zero. The job lets a ticket climb that is answered in the very second in which it has
been late for long enough; in Onus an answer comes before a rung of the same second. Such tickets are counted as the
job counts them, and told. The tier of the job is the highest rung entered; 1 is late without a climb.
What the job sums up beside (open tickets, scores of a survey) no rule asks for, and is not compared.
"""
import collections
import csv
import sys


# Working seconds late from which a ticket climbs: the tier.
CLIMBS = {8 * 3600: 2, 24 * 3600: 3}


def rows(folder, name):
    with open(f"{folder}/{name}", newline="", encoding="utf-8") as file:
        yield from csv.DictReader(file)


def wall(moment):
    """`2025-01-02T10:30:00+08:00` as the peers write it."""
    return moment[:19].replace("T", " ")


def onus(folder):
    tickets, units = {}, collections.defaultdict(lambda: [0] * 8)
    last_second = {}
    for row in rows(folder, "overdue.csv"):
        seconds = int(row["late_working_seconds"] or 0)
        if seconds == 0:
            continue
        unit = units[row["handler"]]
        if row["deadline"] == "contact":
            unit[0] += 1
        elif row["deadline"] == "resolve":
            tickets[row["ticket"]] = [row["kind"], row["category"], row["handler"], wall(row["due"]), seconds, 1]
            if row["state"] == "done late" and seconds in CLIMBS:
                last_second[row["ticket"]] = CLIMBS[seconds]
            unit[1] += 1
            unit[2] += row["state"] == "overdue"
            unit[3] += seconds
            unit[4] = max(unit[4], seconds)
    for row in rows(folder, "escalations.csv"):
        rung = int(row["deadline"].split("/")[1])
        nothing_late = [row["kind"], row["category"], row["handler"], "", 0, 1]
        ticket = tickets.setdefault(row["ticket"], nothing_late)
        ticket[5] = max(ticket[5], rung)
    short = [(ticket, tier) for ticket, tier in last_second.items() if tickets[ticket][5] < tier]
    for ticket, tier in short:
        tickets[ticket][5] = tier
    print(f"answered in the second in which they would climb: {len(short)}")
    for ticket in tickets.values():
        units[ticket[2]][4 + ticket[5]] += 1
    return tickets, units


def peer(folder):
    tickets, units = {}, {}
    for row in rows(folder, "escalations.csv"):
        seconds = int(row["overdue_sec"])
        due = row["due_at"] if seconds > 0 else ""
        tickets[row["ticket_id"]] = [
            row["kind"], row["category"], row["business_unit"], due, seconds, int(row["tier"])]
    names = "contact_late overdue overdue_open overdue_sec_sum overdue_sec_max tier1 tier2 tier3".split()
    for row in rows(folder, "summary.csv"):
        units[row["business_unit"]] = [int(row[name]) for name in names]
    return tickets, units


def differences(ours, theirs, what):
    unlike = [key for key in sorted(ours.keys() | theirs.keys()) if ours.get(key) != theirs.get(key)]
    print(f"{what}: {len(theirs)} of the peer, {len(ours)} of Onus, {len(unlike)} differ")
    for key in unlike[:5]:
        print(f"  {key}: peer {theirs.get(key)}, Onus {ours.get(key)}")
    return len(unlike)


def main():
    (our_tickets, our_units), (their_tickets, their_units) = onus(sys.argv[1]), peer(sys.argv[2])
    unlike = differences(our_tickets, their_tickets, "tickets") + differences(our_units, their_units, "units")
    sys.exit(1 if unlike else 0)


if __name__ == "__main__":
    main()

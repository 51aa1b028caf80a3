"""Writes the made feed of a power bureau: 工单.csv, 流转.csv, 监控.csv. Same seed, same bytes.

    python3 generate.py

`plan.py` says what the feed has to show, `life.py` what happens to a ticket, `workdays.py` counts working time.
"""
import calendar
import csv
import io
import pathlib
import random
from datetime import datetime

import plan
from life import GROUP, Life, Ticket, hours, minutes
from workdays import add_time, arrival, works

SEED = 20140124
HERE = pathlib.Path(__file__).parent
EXPORT = datetime.strptime("2014-" + plan.EXPORT, "%Y-%m-%d %H:%M")
LEAVES = (
    ("供电服务",) * 11 + ("信息沟通",) * 4 + ("第三方机构",) * 2 + ("其它",) * 3,
    ("频繁停电",) * 8 + ("停电",) * 4 + ("电压质量",) * 4 + ("停电信息不准",) * 1 + ("供电可靠",) * 2 + ("供电质量",),
    ("电网建设",), ("供电安全",))
GROUP["供电质量"] = 1          # another spelling of 供电可靠, told by `又名`


def moment(text):
    return datetime.strptime("2014-" + text, "%Y-%m-%d %H:%M")


def draw_moment(rng, month, first=1, last=31):
    day = rng.randint(first, min(last, calendar.monthrange(2014, month)[1]))
    hour = rng.choices(range(24), [1] * 7 + [3, 9, 12, 12, 9, 5, 5, 9, 11, 11, 8, 6, 6, 5, 3, 2, 1])[0]
    return datetime(2014, month, day, hour, rng.randint(0, 59))


def draw_tickets(rng):
    """The cases, then per month as many drawn tickets as the plan lacks."""
    tickets = [Ticket(moment(at), leaf, kind, unit, fate, who, rng) for at, leaf, kind, unit, fate, who in plan.CASES]
    for month, (groups, kinds) in plan.ACCEPTED.items():
        told = [t for t in tickets if t.accepted.month == month]
        of = [g for g in range(4) for _ in range(groups[g] - sum(t.group == g for t in told))]
        by = [k for n, k in zip(kinds, plan.KINDS) for _ in range(n - sum(t.kind == k for t in told))]
        assert len(of) == len(by) == sum(groups) - len(told), month
        rng.shuffle(by)
        direct = plan.DRAWN[month]["direct"]
        for group, kind in zip(of, by):
            fate = "direct" if group == 0 and kind != "投诉" and direct else "plain"
            direct -= fate == "direct"
            unit = plan.CENTRE if fate == "direct" else rng.choices(plan.UNITS, (46, 34, 20))[0]
            at = draw_moment(rng, month)
            while at.date() == datetime(2014, 1, 24).date():
                at = draw_moment(rng, month)
            tickets.append(Ticket(at, rng.choice(LEAVES[group]), kind, unit, fate, None, rng))
    return tickets


def due_in(tickets, month):
    return [t for t in tickets if t.base_due() and t.base_due().month == month]


def mark(rng, tickets):
    """Returns, pauses, extensions, hand-overs, reclassifications: early in a month, so that its figures stand."""
    for month, drawn in plan.DRAWN.items():
        pool = [t for t in tickets if t.is_plain() and t.accepted.month == month and t.accepted.day <= 10
                and t.group != 3 and t.kind != "投诉"]
        rng.shuffle(pool)
        for name in ("returned", "paused", "extended", "called_late"):
            for _ in range(drawn[name]):
                setattr(pool.pop(), name, True)
        for _ in range(drawn["handed"]):
            t = pool.pop()
            t.handed_from = plan.CITY         # the unit itself is settled below
        for t in [t for t in pool if t.leaf == "供电服务"][:drawn["reclassified"]]:
            t.reclassified = True


def settle(rng, tickets):
    """Moves plain tickets inside their month until as many answers fall due as planned; then gives them units."""
    windows = {5: ((2, 13), (21, 30)), 6: ((2, 13), (19, 28))}
    for month, units in plan.DUE.items():
        movable = [t for t in tickets if t.is_plain() and t.accepted.month == month
                   and t.kind != "投诉" and t.group != 3]
        rng.shuffle(movable)
        for t in movable:
            lacking = sum(units.values()) - len(due_in(tickets, month))
            if not lacking:
                break
            inside = t.base_due().month == month
            if inside == (lacking < 0):
                first, last = windows[month][0 if lacking > 0 else 1]
                at = draw_moment(rng, month, first, last)
                t.dispatched, t.accepted = at + (t.dispatched - t.accepted), at
        assert len(due_in(tickets, month)) == sum(units.values()), month
    for month, units in plan.DUE.items():
        told = {id(t) for t in tickets[:len(plan.CASES)]}
        judged = due_in(tickets, month)
        left = [u for u in units for _ in range(units[u] - sum(t.unit == u for t in judged if id(t) in told))]
        rng.shuffle(left)
        for t, unit in zip([t for t in judged if id(t) not in told], left, strict=True):
            t.unit = unit
    for t in tickets:
        if t.handed_from:
            t.handed_from = plan.JIANGBEI if t.unit == plan.CITY else plan.CITY


def spoil(rng, tickets):
    """Late and incomplete answers of the months that are not told case by case."""
    for month, drawn in plan.DRAWN.items():
        pool = [t for t in due_in(tickets, month) if t.is_plain() and t.accepted.month == month
                and t.leaf != "停电信息不准"]
        rng.shuffle(pool)
        for _ in range(drawn["late"]):
            pool.pop().fate = "late"
        for i in range(drawn["incomplete"]):
            pool.pop().fate = ("no_cause", "rejected", "dissatisfied")[i % 3]


def number(tickets):
    """Date and a running number over all the day's calls, of which complaints are a small part."""
    last = None
    for t in sorted(tickets, key=lambda t: t.accepted):
        call = -(-(t.accepted.hour * 60 + t.accepted.minute) // 36)
        if last and last[0] == t.accepted.date() and call <= last[1]:
            call = last[1] + 1
        last = (t.accepted.date(), call)
        t.number = f"{t.accepted:%Y%m%d}-{call:04}"


def ticket_row(t):
    seen = {event for at, event, _, _ in t.events if at <= EXPORT}
    texts = ["", "", ""]
    if "答复" in seen:
        texts = ["已现场核实并处理" if t.measures else "", "见附页原因分析" if t.cause else "",
                 t.unit if t.responsibility else ""]
    called = "回访" in seen
    return [t.number, f"{t.accepted:%Y-%m-%d %H:%M}", t.customer, t.kind, t.leaf, t.handed_from or t.unit,
            t.result if called else "", t.dissatisfied_with if called else "",
            "是" if t.kind == "投诉" else "否", "否" if t.kind == "建议" else "是", "是" if t.kind == "建议" else "否",
            *texts, *channel_and_proof(t.number, "答复" in seen)]


def channel_and_proof(number, answered):
    """Drawn beside everything else: nothing hangs on them but what is counted by them."""
    rng = random.Random(f"{SEED} {number}")
    channel = rng.choices(("热线", "营业厅", "网上", "监管转办"), (62, 17, 16, 5))[0]
    proved = "是" if rng.random() < 0.82 else "否"
    return [channel, proved if answered else ""]


TICKET_HEADER = ["工单编号", "受理时间", "户号", "业务类型", "业务类别", "处理单位", "回访结果", "不满意原因",
                 "是否投诉意愿", "是否内部原因", "是否建议", "处理措施", "原因分析", "责任认定",
                 "受理渠道", "是否属实"]
EVENT_HEADER = ["工单编号", "环节", "完成时间", "处理单位", "业务类别"]


def dirt(tickets, rows, events):
    """Five kinds, beside the 568: two of them set rows aside by what they say, two by what is missing, one is told."""
    def like(month, offset, **change):
        t = [t for t in tickets if t.accepted.month == month and t.fate == "plain"][offset]
        row = dict(zip(TICKET_HEADER, ticket_row(t)))
        row.update(change)
        return t, list(row.values())
    t, row = like(2, 3, 工单编号="20140219-0901", 业务类别="供电服物", 户号="H0900001")   # an unknown category
    rows.append((t.accepted, row))
    events += [(t.dispatched, "20140219-0901", "派单", plan.CENTRE, ""), (t.dispatched + minutes(30), "20140219-0901", "接单", t.unit, "")]
    t, row = like(4, 5, 工单编号="20140409-0902", 业务类别="停电类", 户号="H0900002")     # another one
    rows.append((t.accepted, row))
    t, row = like(3, 7, 业务类别="其它", 户号="H0900003")                                 # a number that is taken
    rows.append((t.accepted + hours(1), row))
    t, row = like(5, 9, 工单编号="20140520-0904", 受理时间="", 户号="H0900004")           # no acceptance
    rows.append((t.accepted, row))
    for day, name in ((11, "派单"), (11, "接单"), (12, "答复")):                          # a ticket nobody knows
        events.append((datetime(2014, 3, day, 10, 7 + len(name)), "20140311-9999", name, plan.CITY, ""))
    for month in (2, 3):                                                                # received before it came in
        t = [t for t in tickets if t.accepted.month == month and t.fate == "plain" and not t.is_marked()][11]
        i = next(i for i, e in enumerate(events) if e[1] == t.number and e[2] == "接单")
        events[i] = (t.accepted - minutes(15), *events[i][1:])


def write(name, header, rows, encoding):
    text = io.StringIO()
    out = csv.writer(text, lineterminator="\r\n")
    out.writerow(header)
    out.writerows(rows)
    (HERE / name).write_bytes(text.getvalue().encode(encoding))


def monitoring(rng):
    for month, tiers in plan.MONITORED.items():
        for tier, times in tiers.items():
            for _ in range(times):
                at = draw_moment(rng, month, 1, 28)
                yield f"{add_time(arrival(at), minutes(rng.randint(1, 90))):%Y-%m-%d %H:%M}", tier


def main():
    rng = random.Random(SEED)
    tickets = draw_tickets(rng)
    mark(rng, tickets)
    settle(rng, tickets)
    spoil(rng, tickets)
    counted = len(tickets)
    tickets += [Ticket(moment(at), leaf, kind, unit, fate, None, rng) for at, leaf, kind, unit, fate in plan.LEFT_OUT]
    number(tickets)
    tickets.sort(key=lambda t: t.number)
    homes = {}
    for t, home in zip(tickets, rng.sample(range(1000000, 9000000), len(tickets))):
        t.customer = homes.setdefault(t.customer, f"H{home}") if t.customer else f"H{home}"
    life = Life(rng)
    for t in tickets:
        life.live(t)
        life.report_month_ends(t)
    rows = [(t.accepted, ticket_row(t)) for t in tickets]
    events = [(at, t.number, event, party, leaf) for t in tickets for at, event, party, leaf in t.events if at <= EXPORT]
    dirt(tickets, rows, events)
    write("工单.csv", TICKET_HEADER, [row for _, row in sorted(rows, key=lambda r: r[0])], "gb18030")
    write("流转.csv", EVENT_HEADER, [[n, e, f"{at:%Y-%m-%d %H:%M}", p, c] for at, n, e, p, c in sorted(events)], "gb18030")
    write("监控.csv", ["监控时间", "层级"], sorted(monitoring(rng)), "utf-8")
    print(f"{counted} tickets counted, {len(rows)} rows, {len(events)} events")


if __name__ == "__main__":
    main()

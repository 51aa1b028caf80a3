"""Writes the made feed of a machinery maker: 工单.csv, 流转.csv, 问卷.csv. Same seed, same bytes.

    python3 generate.py

`STORIES` are the cases told one by one; the rest is drawn and goes as it should. Nothing in it is real.
"""
import csv
import pathlib
import random
from datetime import datetime, timedelta

HERE = pathlib.Path(__file__).parent
SEED = 20260101
DRAWN = 100
EXPORT = datetime(2026, 4, 1, 9, 0)
DEALER, HLJ, HN = "龙江代理商", "黑龙江分公司", "湖南分公司"
UNITS = (DEALER,) * 5 + (HLJ,) * 2 + (HN,) * 3
QUALITY = ("漏油", "主要部件故障")
LEAVES = QUALITY * 3 + ("服务技能", "服务态度", "服务及时性", "配件供应", "配件供应", "流程制度", "技术疑难")
CHECKS = ("产品检查", "工况检查", "使用保养检查", "综合分析")
REACH = {"本地": timedelta(hours=2), "省内": timedelta(hours=12), "外省": timedelta(hours=24)}
GOOD = "已处理，原因和保养办法已向客户说明"


def at(text):
    return datetime.strptime("2026-" + text, "%Y-%m-%d %H:%M")


class Ticket:
    """A ticket and what happened to it; `events` are (moment, event, unit, promised)."""

    def __init__(self, accepted, kind, leaf, unit, customer, machine, distance="本地", down=False):
        self.accepted, self.kind, self.leaf, self.unit = accepted, kind, leaf, unit
        self.customer, self.machine, self.distance, self.down = customer, machine, distance, down
        self.answer, self.result, self.events = "", "", []

    def add(self, moment, event, promised=None, unit=None):
        self.events.append((moment, event, unit or self.unit, promised))

    def answered(self, moment, text=GOOD, result="满意", archive=True):
        self.add(moment, "答复")
        if moment + timedelta(hours=3) < EXPORT:
            self.answer, self.result = text, result
            self.add(moment + timedelta(hours=3), "回访", unit="总部服务管理部")
            if archive:
                self.add(moment + timedelta(hours=4), "归档", unit="总部服务管理部")


STORIES = [
    # number of the story, then: accepted, kind, leaf, unit, customer, machine, distance, down, events, answer
    # 1. A promise that is not kept: the branch gets it at the promised hour, changes the person and answers in time.
    ("03-02 09:00", "投诉", "服务及时性", DEALER, "HLJ017", "P-3107", "省内", False,
     ["03-02 09:10 联系客户", "03-02 09:20 承诺 03-02 15:00", "03-02 18:30 撤换当事人", "03-02 19:20 到场"],
     ("03-03 10:00",)),
    # 2. Three calls to the hotline.
    ("03-09 08:30", "投诉", "服务态度", HN, "HN021", "P-2214", "本地", False,
     ["03-09 08:40 联系客户", "03-09 11:00 来电", "03-09 16:00 来电", "03-10 08:00 来电", "03-10 15:00 撤换当事人"],
     ("03-11 10:00",)),
    # 3. Four visits, still leaking.
    ("03-03 08:00", "报修", "漏油", HN, "HN008", "P-1902", "省内", False,
     ["03-03 08:05 联系客户", "03-03 15:00 到场", "03-04 10:00 到场", "03-05 10:00 到场", "03-06 14:00 到场",
      "03-06 15:00 产品检查", "03-06 15:30 工况检查", "03-06 16:00 使用保养检查", "03-07 11:00 综合分析"],
     ("03-07 16:00",)),
    # 4. to 6. The same machine, the same matter, the third time.
    ("01-12 09:00", "报修", "主要部件故障", DEALER, "HLJ033", "P-3350", "本地", False,
     ["01-12 09:05 联系客户", "01-12 10:30 到场"] + [f"01-12 1{n}:00 {c}" for n, c in enumerate(CHECKS, 1)],
     ("01-13 09:00",)),
    ("02-09 09:00", "报修", "主要部件故障", DEALER, "HLJ033", "P-3350", "本地", False,
     ["02-09 09:05 联系客户", "02-09 10:30 到场"] + [f"02-09 1{n}:00 {c}" for n, c in enumerate(CHECKS, 1)],
     ("02-10 09:00",)),
    ("03-16 09:00", "报修", "主要部件故障", DEALER, "HLJ033", "P-3350", "本地", False,
     ["03-16 09:05 联系客户", "03-16 10:30 到场"] + [f"03-16 1{n}:00 {c}" for n, c in enumerate(CHECKS, 1)],
     ("03-18 17:00",)),
    # 7. The owning department asks the leadership, which lists it: parts that nobody can deliver.
    ("03-04 10:00", "投诉", "配件供应", HLJ, "HLJ041", "P-3388", "外省", False,
     ["03-04 10:10 联系客户", "03-07 15:00 撤换当事人", "03-08 11:00 提请", "03-10 09:00 批示", "03-12 17:00 列遗留"], None),
    # 8. A machine that stands still, answered after 48 hours.
    ("03-20 07:30", "报修", "主要部件故障", DEALER, "HLJ052", "P-3410", "省内", True,
     ["03-20 07:40 联系客户", "03-20 18:00 到场", "03-21 09:00 产品检查", "03-21 09:30 工况检查",
      "03-21 10:00 使用保养检查", "03-22 09:00 综合分析"], ("03-22 09:30",)),
    # 9. Waiting for the customer stops the clock.
    ("03-11 14:00", "投诉", "配件供应", HN, "HN030", "P-2290", "本地", False,
     ["03-11 14:10 联系客户", "03-12 09:00 等待客户", "03-14 09:00 客户回复"], ("03-16 10:00",)),
    # 10. Found by a callback, not told by the customer.
    ("03-17 11:00", "抱怨", "服务技能", HLJ, "HLJ060", "P-3421", "本地", False, ["03-17 11:12 联系客户"], ("03-18 10:00",)),
    # 11. A forbidden wording, and a customer who says so.
    ("03-18 09:00", "投诉", "流程制度", HN, "HN044", "P-2301", "本地", False,
     ["03-18 09:14 联系客户"], ("03-19 10:00", "按合同办，这与我们公司无关", "不满意")),
    # 12. Passed from the dealer to the branch on its last day: twelve hours at least.
    ("03-23 08:00", "投诉", "技术疑难", DEALER, "HLJ071", "P-3433", "外省", False,
     ["03-23 08:10 联系客户", f"03-26 06:00 改派 {HLJ}"], ("03-26 16:00",)),
    # 13. Opened again.
    ("03-05 09:00", "投诉", "服务态度", HLJ, "HLJ075", "P-3440", "本地", False,
     ["03-05 09:05 联系客户", "03-06 09:00 答复", "03-06 14:00 回访", "03-06 15:00 归档", "03-12 10:00 重开", "03-12 10:10 联系客户"],
     ("03-13 17:00",)),
    # 14. Still open at the export, two rungs up.
    ("03-25 16:00", "投诉", "服务及时性", DEALER, "HLJ083", "P-3462", "省内", False,
     ["03-25 16:10 联系客户"], None),
    # 15. A repair answered without the analysis.
    ("03-24 09:00", "报修", "漏油", HLJ, "HLJ088", "P-3470", "本地", False,
     ["03-24 09:10 联系客户", "03-24 10:40 到场", "03-24 13:00 产品检查", "03-24 13:20 工况检查",
      "03-24 13:40 使用保养检查"], ("03-25 11:00",)),
    # 16. A technician who comes too late, though nothing was promised.
    ("03-27 08:00", "报修", "漏油", HN, "HN052", "P-2333", "本地", False,
     ["03-27 08:10 联系客户", "03-27 11:30 到场", "03-27 12:00 产品检查", "03-27 12:20 工况检查",
      "03-27 12:40 使用保养检查", "03-27 15:00 综合分析"], ("03-28 09:00",)),
]


def told(story):
    accepted, kind, leaf, unit, customer, machine, distance, down, events, answer = story
    ticket = Ticket(at(accepted), kind, leaf, unit, customer, machine, distance, down)
    for line in events:
        day, clock, event, *more = line.split(" ")
        moment = at(f"{day} {clock}")
        promised = at(" ".join(more)) if event == "承诺" else None
        ticket.add(moment, event, promised, more[0] if event == "改派" else None)
    if answer:
        ticket.answered(at(answer[0]), *answer[1:])
    return ticket


def drawn(rng, number):
    """A ticket on which everything goes in time."""
    moment = datetime(2026, 1, 4) + timedelta(days=rng.randrange(84), minutes=rng.randrange(7 * 60, 19 * 60))
    leaf, unit = rng.choice(LEAVES), rng.choice(UNITS)
    kind = "报修" if leaf in QUALITY else rng.choices(("投诉", "抱怨"), (3, 1))[0]
    area = "HN" if unit == HN else "HLJ"
    ticket = Ticket(moment, kind, leaf, unit, f"{area}{100 + number}", f"P-{4000 + number}",
                    rng.choices(tuple(REACH), (5, 3, 2))[0], leaf in QUALITY and rng.random() < 0.2)
    ticket.add(moment + timedelta(minutes=rng.randint(3, 14)), "联系客户")
    done = moment
    if kind == "报修":
        done = moment + REACH[ticket.distance] * rng.uniform(0.4, 0.95)
        done = done.replace(second=0, microsecond=0)
        if rng.random() < 0.6:
            said = (done + timedelta(minutes=rng.randint(5, 90))).replace(second=0, microsecond=0)
            ticket.add(moment + timedelta(minutes=15), "承诺", said)
        ticket.add(done, "到场")
        for step, check in enumerate(CHECKS, 1):
            ticket.add(done + timedelta(minutes=20 * step), check)
        done += timedelta(minutes=100)
    answered = (done + timedelta(days=1)).replace(hour=rng.randint(9, 17), minute=rng.randrange(60))
    ticket.answered(min(answered, moment + timedelta(hours=46)),
                    result=rng.choices(("满意", "未联系上"), (9, 1))[0])
    return ticket


def surveys(rng):
    """The worked example of the source text (38 customers of Heilongjiang, 79.2 points), and four more dimensions."""
    of_38 = [6] + [7] * 2 + [8] * 34 + [9]
    rows = []
    for who, timely in enumerate(of_38, 1):
        for dimension in ("服务技能", "服务态度", "服务及时性", "配件供应", "服务综合"):
            score = timely if dimension == "服务及时性" else rng.choices((7, 8, 9, 10), (1, 6, 3, 1))[0]
            rows.append([f"HLJ{who:03}", dimension, score, f"2026-03-{1 + who % 28:02} 10:00", "泵送事业部",
                         HLJ, DEALER if who % 3 else "", "泵车", "黑龙江", rng.choice(("老客户", "新客户"))])
    return rows


def write(name, header, rows):
    with open(HERE / name, "w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, lineterminator="\r\n").writerows([header, *rows])


def main():
    rng = random.Random(SEED)
    tickets = [told(story) for story in STORIES] + [drawn(rng, number) for number in range(DRAWN)]
    tickets.sort(key=lambda ticket: ticket.accepted)
    clock = "%Y-%m-%d %H:%M"
    yes = {True: "是", False: "否"}
    rows, events = [], []
    for ticket in tickets:
        number = f"FW{ticket.accepted:%Y%m%d%H%M}"
        rows.append([number, f"{ticket.accepted:{clock}}", ticket.customer, ticket.machine, ticket.kind, ticket.leaf,
                     ticket.unit, yes[ticket.kind != "抱怨"], yes[ticket.kind == "报修"], yes[ticket.down],
                     ticket.distance, ticket.answer, ticket.result])
        events += [[number, event, f"{moment:{clock}}", unit, f"{promised:{clock}}" if promised else ""]
                   for moment, event, unit, promised in sorted(ticket.events, key=lambda event: event[0])
                   if moment <= EXPORT]
    assert len({row[0] for row in rows}) == len(rows)
    # One row with a category that nobody declared, one event of a ticket that nobody knows.
    rows.append(["FW202603301000", "2026-03-30 10:00", "HN090", "P-2399", "投诉", "服务太度", HN,
                 "是", "否", "否", "本地", "", ""])
    events.append(["FW202603319999", "联系客户", "2026-03-31 10:00", HN, ""])
    write("工单.csv", ["服务单号", "报单时间", "客户编码", "整机编号", "类型", "问题类别", "服务网点", "是否客户主动",
                     "是否报修", "是否停机", "距离", "答复内容", "回访结果"], rows)
    write("流转.csv", ["服务单号", "环节", "完成时间", "服务网点", "承诺时间"], events)
    write("问卷.csv", ["客户编码", "维度", "评分", "回访时间", "事业部", "分公司", "代理商", "产品类型", "地域", "客户类型"],
          surveys(rng))


if __name__ == "__main__":
    main()

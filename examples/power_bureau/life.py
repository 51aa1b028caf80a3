"""What happens to one made ticket: from its fate to its events. Moments are drawn; every fate keeps its verdict."""
from datetime import datetime, timedelta

import plan
from workdays import add_days, add_time, arrival, between, month_end

GROUP = {"供电服务": 0, "信息沟通": 0, "第三方机构": 0, "其它": 0, "供电可靠": 1, "停电": 1, "频繁停电": 1,
         "停电信息不准": 1, "电压质量": 1, "电网建设": 2, "供电安全": 3}
OWNERS = (plan.MARKETING, plan.OPERATIONS, plan.PLANNING, plan.SAFETY)


def minutes(n):
    return timedelta(minutes=n)


def hours(n):
    return timedelta(minutes=round(n * 60))


def owner(leaf):
    return plan.CENTRE if leaf == "停电信息不准" else OWNERS[GROUP[leaf]]


class Ticket:
    """A ticket as the generator plans it. `events` are (moment, event, party, category or "")."""

    def __init__(self, accepted, leaf, kind, unit, fate, customer, rng):
        self.accepted, self.leaf, self.kind, self.unit, self.fate = accepted, leaf, kind, unit, fate
        self.customer, self.number = customer, None
        wait = rng.randint(3, 18) if kind == "投诉" else rng.randint(5, 55)
        if fate == "plain" and customer is None and rng.random() < 0.04:
            wait += 60              # the centre is late
        self.dispatched = None if fate == "direct" else accepted + minutes(10 if fate == "raised" else wait)
        self.returned = self.paused = self.extended = self.reclassified = self.called_late = False
        self.handed_from = None
        self.cause = self.measures = self.responsibility = True
        self.result, self.dissatisfied_with = "满意", ""
        self.above = None           # from when to when it stands above rung 1
        self.events = []

    @property
    def group(self):
        return GROUP[self.leaf]

    def base_due(self):
        """The answer's due moment before pause and extension; None where no clock of a unit is judged."""
        if self.dispatched is None or self.fate in NOT_JUDGED:
            return None
        if self.group == 3:
            return self.dispatched + hours(24)
        return add_days(arrival(self.dispatched), 4 if self.kind == "投诉" else 9)

    def is_plain(self):
        return self.fate == "plain" and self.customer is None and not self.is_marked()

    def is_marked(self):
        return any((self.returned, self.paused, self.extended, self.reclassified, self.called_late, self.handed_from))


# Their answer is taken over by a higher rung, or they are void.
NOT_JUDGED = {"direct", "second", "third", "owner_second", "in_progress", "returned_thrice", "month_end_late", "作废", "合并"}


class Life:
    """Writes the events of tickets."""

    def __init__(self, rng):
        self.rng = rng

    def between(self, start, end, low=0.15, high=0.9):
        """A moment of working time well inside two moments; by the clock where no working time lies between."""
        span = between(start, end)
        share = self.rng.uniform(low, high)
        if span < minutes(30):
            return start + minutes(int((end - start).total_seconds() * share / 60))
        return add_time(start, minutes(max(1, int(span.total_seconds() * share / 60))))

    def live(self, t):
        """Fills the events of a ticket."""
        if t.fate == "direct":
            t.events.append((t.accepted + minutes(self.rng.randint(6, 40)), "归档", plan.CENTRE, ""))
            return
        contacted = self.opening(t, t.accepted, t.dispatched)
        due = self.due(t, contacted)
        getattr(self, "live_" + {"作废": "left_out", "合并": "left_out"}.get(t.fate, t.fate))(t, contacted, due)

    def opening(self, t, accepted, dispatched):
        """Dispatch, receipt, first contact. A unit calls between eight and eight, always within 24 hours."""
        first = t.handed_from or t.unit
        t.events.append((dispatched, "派单", plan.CENTRE, ""))
        contacted = dispatched + minutes(self.rng.randint(25, 280))
        if contacted.hour >= 20 or contacted.hour < 8:
            day = contacted.date() + timedelta(days=contacted.hour >= 20)
            contacted = datetime(day.year, day.month, day.day, 8, self.rng.randint(5, 55))
        contacted = max(contacted, dispatched + minutes(25))
        if t.called_late:
            contacted = dispatched + minutes(self.rng.randint(1450, 1700))
        received = dispatched + minutes(max(3, int((contacted - dispatched).total_seconds() / 60 * self.rng.uniform(0.1, 0.8))))
        if t.returned:
            t.events.append((received, "退单", first, ""))
            t.events.append((received + minutes(6), "派单", plan.CENTRE, ""))
            received += minutes(12)
            contacted = max(contacted, received + minutes(10))
        if t.handed_from:
            t.events.append((received, "退单", first, ""))
            t.events.append((received + minutes(9), "改派", t.unit, ""))
            received += minutes(15)
            contacted = max(contacted, received + minutes(10))
        t.events.append((received, "接单", t.unit, ""))
        t.events.append((contacted, "联系客户", t.unit, ""))
        if t.reclassified:
            t.events.append((contacted + minutes(20), "改判", plan.CENTRE, "信息沟通"))
        return contacted

    def due(self, t, contacted):
        """The due moment with extension and pause, whose events it writes."""
        due = t.base_due()
        if due is None:
            return None
        if t.extended:
            asked = self.between(contacted, due, 0.4, 0.7)
            t.events.append((asked, "延期申请", t.unit, ""))
            t.events.append((add_time(asked, hours(self.rng.uniform(0.5, 2))), "延期批准", owner(t.leaf), ""))
            due = add_days(due, 3)
        if t.paused:
            start = self.between(contacted, t.base_due(), 0.2, 0.5)
            end = add_time(start, hours(self.rng.uniform(5, 24)))
            t.events.append((start, "等待客户", t.unit, ""))
            t.events.append((end, "客户回复", t.unit, ""))
            due = add_time(due, between(start, end))
            t.resumed = end
        return due

    def answer(self, t, at, since=None):
        """Handled, answered, called back, archived; `since` where the handling was told before."""
        if since is None:
            start = max(e[0] for e in t.events)
            t.events.append((self.between(start, at, 0.5, 0.95), "处理", t.unit, ""))
        t.events.append((at, "答复", t.unit, ""))
        self.close(t, at)

    def close(self, t, at):
        slow = self.rng.random() < 0.03
        called = add_time(at, hours(self.rng.uniform(9, 13) if slow else self.rng.uniform(0.8, 6)))
        t.events.append((called, "回访", plan.CENTRE, ""))
        draw = self.rng.random()
        if t.result == "满意" and draw < 0.06:
            t.result, t.dissatisfied_with = "不满意", self.rng.choice(("处理结果", "服务态度"))
        elif t.result == "满意" and draw < 0.12:
            t.result = "未联系上"
        t.events.append((add_time(called, hours(self.rng.uniform(0.4, 5))), "归档", plan.CENTRE, ""))

    def in_time(self, t, contacted, due):
        since = getattr(t, "resumed", None) or max(e[0] for e in t.events)
        return self.between(max(since, contacted), due, 0.3, 0.95)

    def live_plain(self, t, contacted, due):
        self.answer(t, self.in_time(t, contacted, due))

    def live_no_cause(self, t, contacted, due):
        t.cause = False
        self.answer(t, self.between(contacted, due, 0.3, 0.7))

    def live_dissatisfied(self, t, contacted, due):
        t.result, t.dissatisfied_with = "不满意", "处理过程"
        self.answer(t, self.between(contacted, due, 0.3, 0.7))

    def live_rejected(self, t, contacted, due):
        first = self.between(contacted, due, 0.2, 0.4)
        t.events.append((self.between(contacted, first, 0.4, 0.9), "处理", t.unit, ""))
        t.events.append((first, "答复", t.unit, ""))
        rejected = add_time(first, hours(1))
        t.events.append((rejected, "审核退回", plan.CENTRE, ""))
        self.answer(t, self.between(rejected, due, 0.3, 0.7), rejected)

    def climb(self, t, entered, rung):
        """What a rung does at once; its due moment."""
        t.above = t.above or (entered, None)
        if rung == 2:
            t.events.append((add_time(entered, hours(self.rng.uniform(1, 5))), "内部讨论", owner(t.leaf), ""))
            return add_days(entered, 3)
        t.events.append((add_time(entered, hours(self.rng.uniform(4, 12))), "部门会商", plan.LEADERS, ""))
        return add_days(entered, 5)

    def live_late(self, t, contacted, due):
        limit = self.climb(t, due, 2)
        self.answer(t, self.between(add_time(due, hours(5.5)), limit, 0.1, 0.8))

    def live_asked_late(self, t, contacted, due):
        t.events.append((add_time(due, hours(1)), "延期申请", t.unit, ""))
        t.events.append((add_time(due, hours(2)), "延期批准", owner(t.leaf), ""))
        self.live_late(t, contacted, due)

    def live_raised(self, t, contacted, due):
        limit = self.climb(t, self.climb(t, due, 2), 3)
        self.answer(t, self.between(max(e[0] for e in t.events), limit, 0.2, 0.7))

    def live_leaders_late(self, t, contacted, due):
        limit = self.climb(t, self.climb(t, due, 2), 3)
        self.answer(t, add_time(limit, hours(9)))

    def live_referred(self, t, contacted, due):
        limit = self.climb(t, due, 2)
        asked = self.between(add_time(due, hours(5.5)), limit, 0.2, 0.6)
        t.events.append((asked, "提请", owner(t.leaf), ""))
        limit = self.climb(t, asked, 3)
        self.answer(t, self.between(max(e[0] for e in t.events), limit, 0.2, 0.7))

    def live_listed(self, t, contacted, due):
        limit = self.climb(t, due, 2)
        t.events.append((self.between(add_time(due, hours(5.5)), limit, 0.2, 0.7), "列遗留", owner(t.leaf), ""))

    def live_struck_off(self, t, contacted, due):
        limit = self.climb(t, self.climb(t, due, 2), 3)
        t.events.append((limit - hours(3), "列遗留", plan.LEADERS, ""))
        self.answer(t, datetime(2014, 4, 16, 15, 20))
        t.result, t.dissatisfied_with = "满意", ""

    def live_assigned_back(self, t, contacted, due):
        limit = self.climb(t, self.climb(t, due, 2), 3)
        back = datetime(2014, 6, 27, 9, 50)
        assert back < limit
        t.events.append((back, "交办", plan.LEADERS, ""))
        t.above = (t.above[0], back)

    def live_returned_thrice(self, t, contacted, due):
        at = add_time(contacted, hours(1))
        for _ in range(3):
            t.events.append((at, "退单", t.unit, ""))
            last, at = at, add_time(at, hours(4))
            if _ < 2:
                t.events.append((last + minutes(8), "派单", plan.CENTRE, ""))
        limit = self.climb(t, last, 2)
        self.answer(t, self.between(add_time(last, hours(5.5)), limit, 0.2, 0.7))

    def live_month_end_late(self, t, contacted, due):
        t.events.append((datetime(2014, 3, 6, 9, 40), "月末反馈", t.unit, ""))
        self.climb(t, datetime(2014, 3, 5, 17, 30), 2)
        self.answer(t, datetime(2014, 3, 7, 10, 25))

    def report_month_ends(self, t):
        """The unit's feedback on what the month-end hand-over collects: dispatched, unanswered, at rung 1."""
        for month in range(1, 7):
            collected = month_end(2014, month)
            open_, answered = False, None
            for at, event, _, _ in sorted(t.events):
                if event in ("归档", "重开", *plan.LEFT_OUT_EVENTS) and at < collected:
                    open_ = False
                if event in ("派单", "审核退回") and at < collected:
                    open_ = True
                if event == "答复":
                    open_, answered = open_ and at >= collected, at
            above = t.above and t.above[0] <= collected and (t.above[1] is None or collected < t.above[1])
            told = add_time(collected, hours(self.rng.uniform(2, 15)))
            if open_ and not above and (answered is None or told < answered) and t.fate != "month_end_late":
                t.events.append((told, "月末反馈", t.unit, ""))

    def live_reopened(self, t, contacted, due):
        self.answer(t, self.between(contacted, due, 0.3, 0.6))
        archived = max(e[0] for e in t.events)
        again = datetime(archived.year, archived.month, archived.day, 9, 40) + timedelta(days=5)
        t.events.append((again, "重开", plan.CENTRE, ""))
        second = again + minutes(12)
        contacted = self.opening(t, again, second)
        self.answer(t, self.between(contacted, add_days(arrival(second), 9), 0.3, 0.7))

    def live_second(self, t, contacted, due):
        limit = add_days(arrival(t.accepted), 3)
        t.above = (t.accepted, None)
        t.events.append((add_time(max(contacted, arrival(t.accepted)), minutes(50)), "内部讨论", owner(t.leaf), ""))
        self.answer(t, self.between(max(e[0] for e in t.events), limit, 0.2, 0.45))

    def live_third(self, t, contacted, due):
        limit = self.climb(t, arrival(t.accepted), 3)
        t.above = (t.accepted, None)
        self.answer(t, self.between(max(e[0] for e in t.events), limit, 0.2, 0.7))

    live_owner_second = live_third

    def live_in_progress(self, t, contacted, due):
        t.above = (t.accepted, None)
        t.events.append((add_time(arrival(t.accepted), hours(3)), "内部讨论", owner(t.leaf), ""))

    def live_left_out(self, t, contacted, due):
        t.events.append((add_time(contacted, hours(2)), t.fate, plan.CENTRE, ""))

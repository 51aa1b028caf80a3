"""Working time of the made bureau, 2014: 08:30-12:00 and 14:30-17:30, with the year's holidays and make-up days.

Used only to plan the made feed; the rules of Onus are not read here.
"""
from datetime import date, datetime, time, timedelta

OFF = {date(2014, m, d) for m, d in (
    [(1, 1), (1, 31)] + [(2, d) for d in range(1, 7)] + [(4, 5), (4, 6), (4, 7)] + [(5, 1), (5, 2), (5, 3), (6, 2)])}
MAKE_UP = {date(2014, 1, 26), date(2014, 2, 8), date(2014, 5, 4)}
SPANS = ((time(8, 30), time(12, 0)), (time(14, 30), time(17, 30)))


def works(day):
    return day in MAKE_UP or (day.weekday() < 5 and day not in OFF)


def spans(day):
    if not works(day):
        return []
    return [(datetime.combine(day, a), datetime.combine(day, b)) for a, b in SPANS]


def arrival(at):
    """The moment itself inside working time, else the next opening."""
    day = at.date()
    while True:
        for start, end in spans(day):
            if at < end:
                return max(at, start)
        day += timedelta(days=1)


def add_days(at, days):
    """Close of business of the n-th working date after the date of `at`."""
    day = at.date()
    while days:
        day += timedelta(days=1)
        days -= works(day)
    return datetime.combine(day, SPANS[-1][1])


def add_time(at, amount):
    """`amount` of working time after `at`; what runs out at closing time ends there."""
    day = at.date()
    while True:
        for start, end in spans(day):
            start = max(start, at)
            if start < end:
                if amount <= end - start:
                    return start + amount
                amount -= end - start
        day += timedelta(days=1)


def between(start, end):
    """Working time between two moments."""
    total, day = timedelta(0), start.date()
    while day <= end.date():
        for a, b in spans(day):
            total += max(timedelta(0), min(b, end) - max(a, start))
        day += timedelta(days=1)
    return total


def month_end(year, month):
    """The last working day of a month, 17:30."""
    day = date(year, month % 12 + 1, 1) - timedelta(days=1)
    while not works(day):
        day -= timedelta(days=1)
    return datetime.combine(day, SPANS[-1][1])

"""The figures the made feed has to show, per month and unit, and the cases told one by one.

Change a figure here, not in the generator. Moments are "month-day hour:minute" of 2014.
"""
GROUPS = ("供电服务及其他", "停电与电压质量", "电网建设", "供电安全")
KINDS = ("投诉", "意见", "建议")
CITY, JIANGBEI, DONGJIANG, CENTRE = "城区供电局", "江北县供电局", "东江供电所", "客服中心"
UNITS = (CITY, JIANGBEI, DONGJIANG)
OPERATIONS, MARKETING, PLANNING, SAFETY, LEADERS = "生产设备部", "市场营销部", "计划建设部", "安全监管部", "局领导班子"

EXPORT = "07-03 12:00"      # the moment the feed was taken: nothing later stands in it

# month: tickets by group, tickets by kind
ACCEPTED = {
    1: ((41, 25, 13, 7), (20, 51, 15)),
    2: ((34, 21, 11, 6), (17, 42, 13)),
    3: ((48, 30, 16, 8), (23, 61, 18)),
    4: ((52, 30, 17, 9), (25, 64, 19)),
    5: ((46, 34, 15, 9), (24, 61, 19)),
    6: ((41, 33, 13, 9), (21, 58, 17)),
}

# month: answers due by unit; where a month is not told, units are drawn
DUE = {5: {CITY: 38, JIANGBEI: 31, DONGJIANG: 15}, 6: {CITY: 40, JIANGBEI: 30, DONGJIANG: 18}}

# month: late answers to draw beside the cases below, incomplete answers, solved at first contact,
# returned once, paused, extended, handed over, reclassified, first called after 24 hours
DRAWN = {
    1: dict(late=5, incomplete=3, direct=5, returned=2, paused=3, extended=1, handed=1, reclassified=1, called_late=2),
    2: dict(late=4, incomplete=3, direct=4, returned=1, paused=2, extended=1, handed=1, reclassified=1, called_late=2),
    3: dict(late=4, incomplete=4, direct=6, returned=2, paused=3, extended=1, handed=2, reclassified=1, called_late=3),
    4: dict(late=4, incomplete=4, direct=6, returned=2, paused=3, extended=2, handed=1, reclassified=1, called_late=2),
    5: dict(late=0, incomplete=0, direct=6, returned=2, paused=3, extended=1, handed=1, reclassified=1, called_late=0),
    6: dict(late=0, incomplete=0, direct=5, returned=1, paused=2, extended=1, handed=1, reclassified=1, called_late=0),
}

# Cases told one by one: acceptance, leaf category, kind, unit, fate, and the customer where it comes again.
#   late            answered after the due moment, inside the department's own limit
#   raised          the department is late too, the leadership answers in time
#   leaders_late    the leadership is late as well
#   referred        the department asks the leadership in time
#   listed          the department lists it as a leftover; never answered
#   struck_off      the leadership lists it as a leftover; answered and archived in April
#   assigned_back   department late, leadership sends it back to the unit; still open
#   asked_late      an extension is asked for after the due moment
#   returned_thrice the third return brings it to the department
#   month_end_late  the month-end feedback comes late and brings it to the department
#   reopened        archived, reopened, answered again
#   no_cause, rejected, dissatisfied   incomplete answers
#   second, third   a repeat; in_progress: a repeat that is still open; owner_second: its handler is its owner
CASES = [
    # Spring Festival: the complaint of the first example of the rules, and its neighbours
    ("01-24 10:00", "频繁停电", "投诉", CITY, "raised", None),
    ("01-27 16:20", "电压质量", "投诉", JIANGBEI, "leaders_late", None),
    ("01-30 18:00", "供电服务", "投诉", CITY, "plain", None),
    ("02-01 11:05", "供电安全", "投诉", DONGJIANG, "plain", None),
    ("02-03 20:40", "频繁停电", "意见", JIANGBEI, "plain", None),
    ("02-06 23:10", "供电服务", "意见", CITY, "plain", None),
    ("02-10 09:30", "电网建设", "意见", JIANGBEI, "struck_off", None),
    ("02-25 09:10", "供电服务", "意见", JIANGBEI, "month_end_late", None),
    ("02-12 15:05", "电压质量", "意见", CITY, "reopened", None),
    ("03-04 14:50", "电网建设", "意见", JIANGBEI, "returned_thrice", None),
    ("03-06 10:20", "供电服务", "投诉", JIANGBEI, "referred", None),
    ("03-11 09:45", "频繁停电", "投诉", CITY, "asked_late", None),
    ("03-17 11:30", "供电服务", "意见", DONGJIANG, "reopened", None),
    ("04-10 10:15", "频繁停电", "意见", CITY, "listed", None),
    # May: five late answers, two of City and three of Jiangbei; one of them listed as a leftover
    ("05-05 09:20", "电压质量", "投诉", JIANGBEI, "listed", None),
    ("05-06 15:40", "供电服务", "意见", CITY, "late", None),
    ("05-07 10:05", "停电", "意见", JIANGBEI, "late", None),
    ("05-12 16:30", "供电服务", "投诉", JIANGBEI, "late", None),
    ("05-08 08:50", "电网建设", "意见", CITY, "late", None),
    ("05-13 10:10", "供电服务", "意见", CITY, "no_cause", None),
    ("05-09 14:45", "电压质量", "意见", JIANGBEI, "dissatisfied", None),
    # June: seven late answers; four of Operations, two of Marketing, one of Planning
    ("05-27 10:30", "停电", "意见", CITY, "late", None),
    ("06-12 09:05", "频繁停电", "投诉", JIANGBEI, "assigned_back", None),
    ("06-03 15:10", "电压质量", "意见", JIANGBEI, "late", None),
    ("06-09 11:00", "供电服务", "投诉", JIANGBEI, "late", None),
    ("06-05 09:40", "电网建设", "意见", JIANGBEI, "late", None),
    ("06-10 16:00", "供电服务", "意见", CITY, "late", None),
    ("06-17 14:35", "频繁停电", "投诉", DONGJIANG, "late", None),
    # June: three incomplete answers
    ("06-04 10:00", "供电服务", "意见", JIANGBEI, "no_cause", None),
    ("06-06 09:15", "信息沟通", "意见", JIANGBEI, "rejected", None),
    ("06-11 15:20", "供电服务", "意见", CITY, "dissatisfied", None),
    # Repeats: the letter is the customer
    ("04-02 09:40", "频繁停电", "投诉", CITY, "plain", "A"),
    ("05-13 20:15", "频繁停电", "投诉", CITY, "second", "A"),
    ("06-17 08:50", "频繁停电", "投诉", CITY, "third", "A"),
    ("04-08 10:30", "停电信息不准", "意见", CENTRE, "plain", "B"),
    ("06-11 09:00", "停电信息不准", "投诉", CENTRE, "owner_second", "B"),
    ("03-25 15:30", "停电信息不准", "意见", CENTRE, "plain", "C"),
    ("06-05 10:45", "停电信息不准", "意见", CENTRE, "owner_second", "C"),
    ("04-21 09:50", "电压质量", "意见", JIANGBEI, "plain", "D"),
    ("06-30 10:05", "电压质量", "意见", JIANGBEI, "in_progress", "D"),
    ("04-15 16:10", "供电服务", "意见", CITY, "plain", "E"),
    ("06-30 14:40", "供电服务", "意见", CITY, "in_progress", "E"),
    ("01-09 09:25", "供电服务", "意见", JIANGBEI, "plain", "F"),
    ("02-17 10:50", "供电服务", "投诉", JIANGBEI, "second", "F"),
    ("01-15 11:15", "电压质量", "意见", DONGJIANG, "plain", "G"),
    ("02-20 09:35", "电压质量", "意见", DONGJIANG, "second", "G"),
    ("03-24 08:45", "电压质量", "投诉", DONGJIANG, "third", "G"),
    ("03-03 10:05", "第三方机构", "投诉", CITY, "plain", "H"),
    ("03-31 16:45", "第三方机构", "投诉", CITY, "second", "H"),     # within 30 days of the archive: came back
    ("01-21 14:55", "电网建设", "意见", CITY, "plain", "I"),
    ("04-21 15:00", "电网建设", "意见", CITY, "second", "I"),        # day 90: counts
    ("01-20 15:25", "电网建设", "意见", JIANGBEI, "plain", "J"),
    ("04-21 10:40", "电网建设", "意见", JIANGBEI, "plain", "J"),     # day 91: does not
]

# Beside the 568: void and merged tickets
LEFT_OUT = [
    ("02-18 09:55", "供电服务", "意见", CITY, "作废"),
    ("03-12 16:15", "频繁停电", "意见", JIANGBEI, "合并"),
    ("05-15 10:25", "信息沟通", "意见", CITY, "作废"),
    ("06-16 09:50", "停电", "意见", DONGJIANG, "合并"),
]

LEFT_OUT_EVENTS = ("作废", "合并")

# Monitoring done, month: by tier
MONITORED = {m: {"局领导": 1, "部门领导": 6, "部门管理人员": 16, "班长": 24, "值长": 36} for m in range(1, 7)}
MONITORED[2]["局领导"] = 0
MONITORED[4]["值长"] = 33
MONITORED[6].update({"部门领导": 5, "班长": 22})

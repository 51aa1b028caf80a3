//! The pages of what was written well and means nothing sound (O130x to O134x).

use super::code::{Code, Page};

/// In the order of their codes.
pub(super) const MEANING: &[Page] = &[
    Page {
        code: Code("O1301"),
        title: ("no time zone is stated", "没有写时区"),
        body: (
            "Every clock time of the rules and feeds is read in one time zone, and the program does not take that of the machine.",
            "规则和数据里的钟点都按一个时区读，程序不会擅自用本机的时区。",
        ),
        wrong: r#"organisation { department cards }
"#,
        right: r#"timezone Europe/London
organisation { department cards }
"#,
    },
    Page {
        code: Code("O1302"),
        title: ("something is stated twice", "同一项说了两次"),
        body: (
            "Where two lines of a block say the same thing differently, nobody could say which holds.",
            "一段里两行说同一件事，就说不清以哪一行为准。",
        ),
        wrong: r#"timezone Europe/London
timezone Europe/Paris
"#,
        right: r#"timezone Europe/London
"#,
    },
    Page {
        code: Code("O1303"),
        title: ("there is no such time zone", "没有这个时区"),
        body: (
            "Time zones are written as in the IANA list: Asia/Shanghai, Europe/London.",
            "时区按 IANA 的名称写：Asia/Shanghai、Asia/Hong_Kong。",
        ),
        wrong: r#"timezone Asia/Shanhai
"#,
        right: r#"timezone Asia/Shanghai
"#,
    },
    Page {
        code: Code("O1304"),
        title: ("a calendar without working time", "日历没有上班时间"),
        body: (
            "Working time cannot be counted along a calendar on which nobody ever works. A calendar that lists days off only is there to be built upon.",
            "没有上班时间的日历没法计工作时间。只列放假日期的日历是给别的日历“基于”用的。",
        ),
        wrong: r#"timezone Europe/London
calendar office { covers all years }
"#,
        right: r#"timezone Europe/London
calendar office { covers all years; monday to friday 09:00-17:00 }
"#,
    },
    Page {
        code: Code("O1305"),
        title: ("a date stands in two lines of a calendar", "同一天写了两次"),
        body: (
            "Within one calendar a date is worked, off, or has hours of its own: one of them. \"closed\" takes hours away from any.",
            "在一个日历里，一天要么上班、要么休息、要么有自己的钟点。“停班”可以从任何一天里扣掉钟点。",
        ),
        wrong: r#"timezone Europe/London
calendar office { covers all years; every day 09:00-17:00; off 2026-05-01; work 2026-05-01 }
"#,
        right: r#"timezone Europe/London
calendar office { covers all years; every day 09:00-17:00; off 2026-05-01; work 2026-05-02 }
"#,
    },
    Page {
        code: Code("O1306"),
        title: ("calendars build on each other in a circle", "日历互相基于"),
        body: (
            "A calendar builds on another that does not need it in turn.",
            "日历可以基于另一个，但不能绕回自己。",
        ),
        wrong: r#"timezone Europe/London
calendar a { builds on b; covers all years; every day 09:00-17:00 }
calendar b { builds on a; covers all years; every day 09:00-17:00 }
"#,
        right: r#"timezone Europe/London
calendar a { builds on b; covers all years; every day 09:00-17:00 }
calendar b { covers all years; every day 09:00-17:00 }
"#,
    },
    Page {
        code: Code("O1307"),
        title: ("hours that overlap", "钟点重叠"),
        body: (
            "The stretches of a day lie apart; a break is the gap between two. A night shift is two stretches, up to 24:00 and from 00:00.",
            "同一天的几段时间不能重叠，中间空着的就是休息。夜班写成到 24:00 和从 00:00 两段。",
        ),
        wrong: r#"timezone Europe/London
calendar office { covers all years; every day 09:00-12:00, 11:00-17:00 }
"#,
        right: r#"timezone Europe/London
calendar office { covers all years; every day 09:00-17:00 }
"#,
    },
    Page {
        code: Code("O1308"),
        title: ("a date outside the years of its block", "日期不在这一段的年份里"),
        body: (
            "A block with a year holds dates of that year; all dates lie between 1900 and 2200.",
            "写了年度的一段只放那一年的日期；日期都应在 1900 至 2200 年之间。",
        ),
        wrong: r#"timezone Europe/London
calendar office, year 2026 { every day 09:00-17:00; off 2027-01-01 }
"#,
        right: r#"timezone Europe/London
calendar office, year 2027 { every day 09:00-17:00; off 2027-01-01 }
"#,
    },
    Page {
        code: Code("O1309"),
        title: ("an end before its beginning", "结束早于开始"),
        body: (
            "A stretch of days ends on or after the day on which it begins; a yearly day exists in some year.",
            "一段日期的结束不能早于开始；每年的日期要是存在的日子。",
        ),
        wrong: r#"timezone Europe/London
organisation { department cards from 2026-07-01 until 2026-01-01 }
"#,
        right: r#"timezone Europe/London
organisation { department cards from 2026-01-01 until 2026-07-01 }
"#,
    },
    Page {
        code: Code("O1310"),
        title: ("a category is in no reporting group", "类别没有归入口径"),
        body: (
            "Where a rule set has groups, the monthly figures are told by group. A category without one would be missing from them without a word.",
            "有了口径，月报就按口径统计。没归入口径的类别会悄悄漏掉。",
        ),
        wrong: r#"timezone Europe/London
organisation { department cards }
category loans { owner cards }
category charging { owner cards }
group "Service" of loans
"#,
        right: r#"timezone Europe/London
organisation { department cards }
category loans { owner cards }
category charging { owner cards }
group "Service" of loans, charging
"#,
    },
    Page {
        code: Code("O1311"),
        title: ("a category is in two reporting groups", "类别归入了两个口径"),
        body: (
            "It would be counted twice. A subcategory may be put into a group other than that of its parent.",
            "会重复统计。子类可以归入与上级不同的口径。",
        ),
        wrong: r#"timezone Europe/London
organisation { department cards }
category loans { owner cards }
category charging { owner cards }
group "Service" of loans, charging
group "Other" of loans
"#,
        right: r#"timezone Europe/London
organisation { department cards }
category loans { owner cards }
category charging { owner cards }
group "Service" of charging
group "Other" of loans
"#,
    },
    Page {
        code: Code("O1312"),
        title: ("a category has no owner", "类别没有归口"),
        body: (
            "The owner of a category answers for it where the rules say \"owning department\". Subcategories inherit it.",
            "规则里写“归口部门”时，就是类别的归口负责。子类随上级。",
        ),
        wrong: r#"timezone Europe/London
organisation { department cards }
category loans
"#,
        right: r#"timezone Europe/London
organisation { department cards }
category loans { owner cards }
"#,
    },
    Page {
        code: Code("O1313"),
        title: ("a party stands above itself", "单位绕回了自己"),
        body: (
            "Following \"under\" from any party must end at the top, or nobody would be its superior.",
            "从任何单位往上都要有尽头，否则找不到上级。",
        ),
        wrong: r#"timezone Europe/London
organisation {
  department cards under loans
  department loans under cards
}
"#,
        right: r#"timezone Europe/London
organisation {
  department cards under loans
  department loans
}
"#,
    },
    Page {
        code: Code("O1314"),
        title: ("nobody stands that far up", "没有这么多级上级"),
        body: (
            "\"cards superior\" is the party that the organisation puts above cards; there must be one.",
            "“X 上级单位”是组织里写在 X 上面的那个，必须有。",
        ),
        wrong: r#"timezone Europe/London
organisation { department cards }
category loans { owner cards }
workflow request { in order accepted, answered }
finding seen { responsible cards superior; when has answered }
"#,
        right: r#"timezone Europe/London
organisation { department cards }
category loans { owner cards }
workflow request { in order accepted, answered }
finding seen { responsible cards; when has answered }
"#,
    },
    Page {
        code: Code("O1320"),
        title: ("a value does not fit", "取值不合适"),
        body: (
            "A field is compared with a value of its own sort, and only numbers and moments have a more and a less.",
            "字段要与同类的值相比；只有数值和时间点能比大小。",
        ),
        wrong: r#"field urgent yes or no
kind hot { when urgent = 3 }
"#,
        right: r#"field urgent yes or no
kind hot { when urgent = yes }
"#,
    },
    Page {
        code: Code("O1321"),
        title: ("this cannot be asked here", "这里不能问这个"),
        body: (
            "What a condition may ask depends on its place: a row is chosen before anything is late, a finding is made when all is known, only a notice knows the rates of a month.",
            "条件能问什么要看写在哪里：选时限时还没有逾期，认定时都已知道，指标和样本只有通报里才有。",
        ),
        wrong: r#"timezone Europe/London
organisation { department cards }
category loans { owner cards }
workflow request { in order accepted, answered }
deadline answer {
  from accepted to answered
  responsible cards
  otherwise : 24 hours
}
deadline second {
  from accepted to answered
  responsible cards
  when answer overdue : 1 hour
  otherwise : 2 hours
}
"#,
        right: r#"timezone Europe/London
organisation { department cards }
category loans { owner cards }
workflow request { in order accepted, answered }
deadline answer {
  from accepted to answered
  responsible cards
  otherwise : 24 hours
}
deadline second {
  from accepted to answered
  responsible cards
  when has accepted : 1 hour
  otherwise : 2 hours
}
"#,
    },
    Page {
        code: Code("O1322"),
        title: ("\"resolved\" is not defined", "没有写明怎样算已解决"),
        body: (
            "The workflow says when a ticket is resolved, because houses differ on it.",
            "各单位的说法不同，所以由流程写明怎样算已解决。",
        ),
        wrong: r#"timezone Europe/London
organisation { department cards }
category loans { owner cards }
workflow request { in order accepted, answered }
finding open { responsible cards; when unresolved }
"#,
        right: r#"timezone Europe/London
organisation { department cards }
category loans { owner cards }
workflow request { in order accepted, answered; resolved when has answered }
finding open { responsible cards; when unresolved }
"#,
    },
    Page {
        code: Code("O1323"),
        title: ("repeats are not defined", "没有写明怎样算重复"),
        body: (
            "What counts as the same matter again is for the house to say: the same customer, the same category, within how long.",
            "怎样算又为同一件事来，由本单位写明：同一客户、同一类别、多长时间以内。",
        ),
        wrong: r#"timezone Europe/London
organisation { department cards }
category loans { owner cards }
workflow request { in order accepted, answered }
finding again { responsible cards; when occurrence >= 2 }
"#,
        right: r#"timezone Europe/London
organisation { department cards }
category loans { owner cards }
workflow request { in order accepted, answered }
finding again { responsible cards; when occurrence >= 2 }
repeat { same customer, category; looking back 90 calendar days }
"#,
    },
    Page {
        code: Code("O1324"),
        title: (
            "a number is out of range or has the wrong unit",
            "数字超出范围或单位不对",
        ),
        body: (
            "A limit is a length of time, more than none and less than a hundred years; other numbers have bounds of their own, which the message tells.",
            "期限是一段时间，大于零、不到一百年；其他数字各有范围，消息里会写明。",
        ),
        wrong: r#"timezone Europe/London
organisation { department cards }
category loans { owner cards }
workflow request { in order accepted, answered }
deadline answer {
  from accepted to answered
  responsible cards
  otherwise : 0 hours
}
"#,
        right: r#"timezone Europe/London
organisation { department cards }
category loans { owner cards }
workflow request { in order accepted, answered }
deadline answer {
  from accepted to answered
  responsible cards
  otherwise : 3 hours
}
"#,
    },
    Page {
        code: Code("O1325"),
        title: ("there is no such rung", "没有这一级"),
        body: (
            "Rungs are named by their number in the ladder.",
            "各级按阶梯里的级号来称呼。",
        ),
        wrong: r#"timezone Europe/London
organisation { department cards }
category loans { owner cards }
workflow request { in order accepted, answered }
deadline answer {
  from accepted to answered
  responsible cards
  otherwise : 24 hours
}
ladder climb {
  rung 1 "unit" { responsible cards; within as deadline answer }
  rung 2 "top" {
    enter when rung 1 overdue
    responsible cards
    to answered
    within 24 hours
  }
}
finding high { responsible cards; when at rung 3 }
"#,
        right: r#"timezone Europe/London
organisation { department cards }
category loans { owner cards }
workflow request { in order accepted, answered }
deadline answer {
  from accepted to answered
  responsible cards
  otherwise : 24 hours
}
ladder climb {
  rung 1 "unit" { responsible cards; within as deadline answer }
  rung 2 "top" {
    enter when rung 1 overdue
    responsible cards
    to answered
    within 24 hours
  }
}
finding high { responsible cards; when at rung 2 }
"#,
    },
    Page {
        code: Code("O1326"),
        title: ("a finding counts one below it", "认定数了后面的认定"),
        body: (
            "Findings are made from top to bottom, so that none can wait for itself.",
            "认定自上而下逐条得出，这样谁也不会等自己。",
        ),
        wrong: r#"timezone Europe/London
organisation { department cards }
category loans { owner cards }
workflow request { in order accepted, answered }
finding second { responsible cards; when first count >= 1 }
finding first { responsible cards; when has answered }
"#,
        right: r#"timezone Europe/London
organisation { department cards }
category loans { owner cards }
workflow request { in order accepted, answered }
finding first { responsible cards; when has answered }
finding second { responsible cards; when first count >= 1 }
"#,
    },
    Page {
        code: Code("O1330"),
        title: ("a deadline has no row \"otherwise\"", "时限没有“其余”一行"),
        body: (
            "A ticket that matches no row would have no time limit, and nobody would notice. If that is meant, write: otherwise : no deadline.",
            "哪一行都不符合的工单就没有时限，而且没人会发现。真要这样，请写：其余 ： 不设时限。",
        ),
        wrong: r#"timezone Europe/London
organisation { department cards }
category loans { owner cards }
workflow request { in order accepted, answered }
kind complaint
deadline answer {
  from accepted to answered
  responsible cards
  when kind = complaint : 4 hours
}
"#,
        right: r#"timezone Europe/London
organisation { department cards }
category loans { owner cards }
workflow request { in order accepted, answered }
kind complaint
deadline answer {
  from accepted to answered
  responsible cards
  when kind = complaint : 4 hours
  otherwise : 24 hours
}
"#,
    },
    Page {
        code: Code("O1331"),
        title: ("a row is never reached", "永远轮不到的一行"),
        body: (
            "Rows are tried from top to bottom, and \"otherwise\" takes all that is left.",
            "各行自上而下比对，“其余”收下剩下的全部。",
        ),
        wrong: r#"timezone Europe/London
organisation { department cards }
category loans { owner cards }
workflow request { in order accepted, answered }
kind complaint
deadline answer {
  from accepted to answered
  responsible cards
  otherwise : 24 hours
  when kind = complaint : 4 hours
}
"#,
        right: r#"timezone Europe/London
organisation { department cards }
category loans { owner cards }
workflow request { in order accepted, answered }
kind complaint
deadline answer {
  from accepted to answered
  responsible cards
  when kind = complaint : 4 hours
  otherwise : 24 hours
}
"#,
    },
    Page {
        code: Code("O1332"),
        title: ("it is not said how days are counted", "没有写明怎么计日"),
        body: (
            "Whether the day of arrival counts, and whether the last day ends at close of business, moves a due moment by a day. So the file says it.",
            "到达当天算不算、最后一天到几点为止，会差出一天。所以要写明。",
        ),
        wrong: r#"timezone Europe/London
organisation { department cards }
category loans { owner cards }
workflow request { in order accepted, answered }
calendar office { covers all years; monday to friday 09:00-17:00 }
deadline answer {
  from accepted to answered
  responsible cards
calendar office
  otherwise : 3 working days
}
"#,
        right: r#"timezone Europe/London
organisation { department cards }
category loans { owner cards }
workflow request { in order accepted, answered }
working days count from next day, until close of business
calendar office { covers all years; monday to friday 09:00-17:00 }
deadline answer {
  from accepted to answered
  responsible cards
calendar office
  otherwise : 3 working days
}
"#,
    },
    Page {
        code: Code("O1333"),
        title: ("working time without a calendar", "工作时间没有日历"),
        body: (
            "Working days and hours are counted along a calendar; the block names which.",
            "工作日和工作小时要按日历来数，要写明按哪个日历。",
        ),
        wrong: r#"timezone Europe/London
organisation { department cards }
category loans { owner cards }
workflow request { in order accepted, answered }
working days count from next day, until close of business
calendar office { covers all years; monday to friday 09:00-17:00 }
deadline answer {
  from accepted to answered
  responsible cards
  otherwise : 3 working days
}
"#,
        right: r#"timezone Europe/London
organisation { department cards }
category loans { owner cards }
workflow request { in order accepted, answered }
working days count from next day, until close of business
calendar office { covers all years; monday to friday 09:00-17:00 }
deadline answer {
  from accepted to answered
  responsible cards
calendar office
  otherwise : 3 working days
}
"#,
    },
    Page {
        code: Code("O1335"),
        title: ("something is left unsaid", "有一项没有写明"),
        body: (
            "A block is complete, or it is not taken: what it leaves out would have to be guessed.",
            "一段要写全才收，缺的只能猜。",
        ),
        wrong: r#"timezone Europe/London
organisation { department cards }
category loans { owner cards }
workflow request { in order accepted, answered }
deadline answer {
  from accepted to answered
  otherwise : 24 hours
}
"#,
        right: r#"timezone Europe/London
organisation { department cards }
category loans { owner cards }
workflow request { in order accepted, answered }
deadline answer {
  from accepted to answered
  responsible cards
  otherwise : 24 hours
}
"#,
    },
    Page {
        code: Code("O1337"),
        title: ("a pause that nothing ends", "没有东西能结束暂停"),
        body: (
            "A pause runs from one event to another; without the second in the workflow the clock would stand still for ever.",
            "暂停从一个环节到另一个环节。流程里没有后者，钟就一直停着。",
        ),
        wrong: r#"timezone Europe/London
organisation { department cards }
category loans { owner cards }
workflow request { in order accepted, answered; may have waiting }
deadline answer {
  from accepted to answered
  responsible cards
pause from waiting to replied
  otherwise : 24 hours
}
"#,
        right: r#"timezone Europe/London
organisation { department cards }
category loans { owner cards }
workflow request { in order accepted, answered; may have waiting, replied }
deadline answer {
  from accepted to answered
  responsible cards
pause from waiting to replied
  otherwise : 24 hours
}
"#,
    },
    Page {
        code: Code("O1338"),
        title: ("a due moment that is no point in time", "到期时间不是时间点"),
        body: (
            "A row may name a field whose moment is the due moment, such as a promise; the field is declared as a point in time.",
            "一行可以写一个字段，它的时间就是到期时间，例如承诺时间；这个字段要定义成时间点。",
        ),
        wrong: r#"timezone Europe/London
organisation { department cards }
category loans { owner cards }
workflow request { in order accepted, answered }
field promised text
deadline answer {
  from accepted to answered
  responsible cards
  otherwise : promised
}
"#,
        right: r#"timezone Europe/London
organisation { department cards }
category loans { owner cards }
workflow request { in order accepted, answered }
field promised point in time
deadline answer {
  from accepted to answered
  responsible cards
  otherwise : promised
}
"#,
    },
    Page {
        code: Code("O1340"),
        title: ("a rung is missing", "缺了一级"),
        body: ("Rungs stand in their order, from 1 upwards.", "各级从1起依次往上写。"),
        wrong: r#"timezone Europe/London
organisation { department cards }
category loans { owner cards }
workflow request { in order accepted, answered }
deadline answer {
  from accepted to answered
  responsible cards
  otherwise : 24 hours
}
ladder climb {
  rung 1 "unit" { responsible cards; within as deadline answer }
  rung 3 "top" {
    enter when rung 1 overdue
    responsible cards
    to answered
    within 24 hours
  }
}
"#,
        right: r#"timezone Europe/London
organisation { department cards }
category loans { owner cards }
workflow request { in order accepted, answered }
deadline answer {
  from accepted to answered
  responsible cards
  otherwise : 24 hours
}
ladder climb {
  rung 1 "unit" { responsible cards; within as deadline answer }
  rung 2 "top" {
    enter when rung 1 overdue
    responsible cards
    to answered
    within 24 hours
  }
}
"#,
    },
    Page {
        code: Code("O1342"),
        title: ("a word without meaning here", "这里写这个没有意义"),
        body: (
            "The statement belongs elsewhere; kept here it would do nothing, and a reader would think it does.",
            "这一句不属于这里，留着什么也不做，却会让人以为它在起作用。",
        ),
        wrong: r#"timezone Europe/London
organisation { department cards }
category loans { owner cards }
workflow request { in order accepted, answered }
deadline answer {
  from accepted to answered
  responsible cards
  otherwise : 24 hours
}
ladder climb {
  rung 1 "unit" { enter when has accepted; responsible cards; within as deadline answer }
  rung 2 "top" {
    enter when rung 1 overdue
    responsible cards
    to answered
    within 24 hours
  }
}
"#,
        right: r#"timezone Europe/London
organisation { department cards }
category loans { owner cards }
workflow request { in order accepted, answered }
deadline answer {
  from accepted to answered
  responsible cards
  otherwise : 24 hours
}
ladder climb {
  rung 1 "unit" { responsible cards; within as deadline answer }
  rung 2 "top" {
    enter when rung 1 overdue
    responsible cards
    to answered
    within 24 hours
  }
}
"#,
    },
    Page {
        code: Code("O1343"),
        title: ("a way out that leads to its own rung", "出口又回到自己"),
        body: (
            "A way out goes up, back, or nowhere: then the climb ends.",
            "出口或向上，或退回，或到此为止。",
        ),
        wrong: r#"timezone Europe/London
organisation { department cards }
category loans { owner cards }
workflow request { in order accepted, answered }
deadline answer {
  from accepted to answered
  responsible cards
  otherwise : 24 hours
}
ladder climb {
  rung 1 "unit" { responsible cards; within as deadline answer }
  rung 2 "top" {
    enter when rung 1 overdue
    responsible cards
    to answered
    within 24 hours
    exit answered to rung 2
  }
}
"#,
        right: r#"timezone Europe/London
organisation { department cards }
category loans { owner cards }
workflow request { in order accepted, answered }
deadline answer {
  from accepted to answered
  responsible cards
  otherwise : 24 hours
}
ladder climb {
  rung 1 "unit" { responsible cards; within as deadline answer }
  rung 2 "top" {
    enter when rung 1 overdue
    responsible cards
    to answered
    within 24 hours
    exit answered
  }
}
"#,
    },
    Page {
        code: Code("O1344"),
        title: ("a way back without a limit", "退回没有限"),
        body: (
            "What is sent back has to come due again, or it would lie there for ever.",
            "退回去的事要重新有期限，否则就一直放着。",
        ),
        wrong: r#"timezone Europe/London
organisation { department cards }
category loans { owner cards }
workflow request { in order accepted, answered }
deadline answer {
  from accepted to answered
  responsible cards
  otherwise : 24 hours
}
ladder climb {
  rung 1 "unit" { responsible cards; within as deadline answer }
  rung 2 "top" {
    enter when rung 1 overdue
    responsible cards
    to answered
    within 24 hours
    exit answered to rung 1
  }
}
"#,
        right: r#"timezone Europe/London
organisation { department cards }
category loans { owner cards }
workflow request { in order accepted, answered }
deadline answer {
  from accepted to answered
  responsible cards
  otherwise : 24 hours
}
ladder climb {
  rung 1 "unit" { responsible cards; within as deadline answer }
  rung 2 "top" {
    enter when rung 1 overdue
    responsible cards
    to answered
    within 24 hours
    exit answered to rung 1 within 24 hours
  }
}
"#,
    },
    Page {
        code: Code("O1345"),
        title: ("a rung that waits for itself", "某一级在等自己"),
        body: (
            "A rung is entered from below, so its trigger can ask only for rungs below it.",
            "一级从下面进入，所以进入条件只能问它下面的级。",
        ),
        wrong: r#"timezone Europe/London
organisation { department cards }
category loans { owner cards }
workflow request { in order accepted, answered }
deadline answer {
  from accepted to answered
  responsible cards
  otherwise : 24 hours
}
ladder climb {
  rung 1 "unit" { responsible cards; within as deadline answer }
  rung 2 "top" {
    enter when rung 2 overdue
    responsible cards
    to answered
    within 24 hours
  }
}
"#,
        right: r#"timezone Europe/London
organisation { department cards }
category loans { owner cards }
workflow request { in order accepted, answered }
deadline answer {
  from accepted to answered
  responsible cards
  otherwise : 24 hours
}
ladder climb {
  rung 1 "unit" { responsible cards; within as deadline answer }
  rung 2 "top" {
    enter when rung 1 overdue
    responsible cards
    to answered
    within 24 hours
  }
}
"#,
    },
    Page {
        code: Code("O1346"),
        title: ("rung 1 and its deadline name two parties", "第1级和它的时限责任方不同"),
        body: (
            "Rung 1 is the obligation of its deadline, one row in every list; it can have one party only.",
            "第1级就是那个时限的责任，在各张表里是同一行，只能有一个责任方。",
        ),
        wrong: r#"timezone Europe/London
organisation { department cards }
category loans { owner cards }
workflow request { in order accepted, answered }
deadline answer {
  from accepted to answered
  responsible cards
  otherwise : 24 hours
}
ladder climb {
  rung 1 "unit" { responsible handler; within as deadline answer }
  rung 2 "top" {
    enter when rung 1 overdue
    responsible cards
    to answered
    within 24 hours
  }
}
"#,
        right: r#"timezone Europe/London
organisation { department cards }
category loans { owner cards }
workflow request { in order accepted, answered }
deadline answer {
  from accepted to answered
  responsible cards
  otherwise : 24 hours
}
ladder climb {
  rung 1 "unit" { responsible cards; within as deadline answer }
  rung 2 "top" {
    enter when rung 1 overdue
    responsible cards
    to answered
    within 24 hours
  }
}
"#,
    },
    Page {
        code: Code("O1347"),
        title: ("a way up that enters no rung", "向上的出口没有进入哪一级"),
        body: (
            "An exit closes the rung it leaves; the rung it leads to is entered only by its own triggers. Both are written, so that each rung can be read by itself.",
            "出口结束它所在的那一级；通往的那一级只按自己的进入条件进入。两处都写上，每一级就能单独读懂。",
        ),
        wrong: r#"timezone Europe/London
organisation { department cards }
category loans { owner cards }
workflow request { in order accepted, answered; may have referred }
deadline answer {
  from accepted to answered
  responsible cards
  otherwise : 24 hours
}
ladder climb {
  rung 1 "unit" { responsible cards; within as deadline answer }
  rung 2 "top" {
    enter when rung 1 overdue
    responsible cards
    to answered
    within 24 hours
    exit referred to rung 3
  }
  rung 3 "board" {
    enter when rung 2 overdue
    responsible cards
    to answered
    within 24 hours
  }
}
"#,
        right: r#"timezone Europe/London
organisation { department cards }
category loans { owner cards }
workflow request { in order accepted, answered; may have referred }
deadline answer {
  from accepted to answered
  responsible cards
  otherwise : 24 hours
}
ladder climb {
  rung 1 "unit" { responsible cards; within as deadline answer }
  rung 2 "top" {
    enter when rung 1 overdue
    responsible cards
    to answered
    within 24 hours
    exit referred to rung 3
  }
  rung 3 "board" {
    enter when has referred
    enter when rung 2 overdue
    responsible cards
    to answered
    within 24 hours
  }
}
"#,
    },
];

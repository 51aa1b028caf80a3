//! The pages of deadlines (O133x).

use super::code::{Code, Page};

/// In the order of their codes.
pub(super) const DEADLINES: &[Page] = &[
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
        code: Code("O1334"),
        title: ("what waits for a target to be late", "拿内部目标问逾期"),
        body: (
            "A deadline with the line 'a miss is no breach' is a target of the house: it is measured and listed apart, and never late. Nothing can wait for its lateness. 'on time' can be asked of it.",
            "写了“超期 不算 逾期”的时限是内部目标：单独计量、单独列出，永远不算逾期，所以不能问它是否逾期。可以问它是否“按时”。",
        ),
        wrong: r#"timezone Europe/London
organisation { department cards; department complaints }
kind complaint
category loans { owner cards }
workflow request { in order accepted, triaged, answered }
deadline triage {
  from accepted to triaged
  responsible cards
  otherwise : 4 hours
  a miss is no breach
}
deadline answer {
  from accepted to answered
  responsible cards
  otherwise : 48 hours
}
finding slow_triage {
  responsible cards
  when triage overdue
}
"#,
        right: r#"timezone Europe/London
organisation { department cards; department complaints }
kind complaint
category loans { owner cards }
workflow request { in order accepted, triaged, answered }
deadline triage {
  from accepted to triaged
  responsible cards
  otherwise : 4 hours
  a miss is no breach
}
deadline answer {
  from accepted to answered
  responsible cards
  otherwise : 48 hours
}
finding slow_answer {
  responsible cards
  when answer overdue
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
        code: Code("O1336"),
        title: (
            "of two due moments the same one always decides",
            "两个到期时间总是同一个起作用",
        ),
        body: (
            "\"later of\" and \"earlier of\" choose between two clocks that are counted in different ways; of two lengths in the same units the longer one always ends later.",
            "“取迟”“取早”在两个计法不同的期限里选；单位同类的两个期限，长的总是在后。",
        ),
        wrong: r#"timezone Europe/London
organisation { department cards }
category loans { owner cards }
workflow request { in order accepted, answered }
deadline answer {
  from accepted to answered
  responsible cards
  otherwise : later of 24 hours, 90 minutes
}
"#,
        right: r#"timezone Europe/London
working days count from next day, until close of business
calendar office {
  covers all years
  monday to friday 09:00-17:00
}
organisation { department cards }
category loans { owner cards }
workflow request { in order accepted, answered }
deadline answer {
  from accepted to answered
  responsible cards
  calendar office
  otherwise : later of 24 hours, 1 working day
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
        code: Code("O1339"),
        title: ("a time of day behind hours", "钟点写在小时之后"),
        body: (
            "A reminder counted in days may name the time of day on the day it reaches. One counted in hours or minutes has its time of day already.",
            "按天数算的提醒可以写明当天几点；按小时、分钟算的已经定到几点了。",
        ),
        wrong: r#"timezone Europe/London
organisation { department cards }
category loans { owner cards }
workflow request { in order accepted, answered }
deadline answer {
  from accepted to answered
  responsible cards
  otherwise : 48 hours
  remind after due 2 hours 09:00, send to cards
}
"#,
        right: r#"timezone Europe/London
organisation { department cards }
category loans { owner cards }
workflow request { in order accepted, answered }
calendar days count from the moment, until the same time
deadline answer {
  from accepted to answered
  responsible cards
  otherwise : 48 hours
  remind after due 1 calendar day 09:00, send to cards
}
"#,
    },
    Page {
        code: Code("O1348"),
        title: (
            "nothing stands in for what begins every turn",
            "每一期都由它开始，不用别的代替",
        ),
        body: (
            "A deadline with \"every\" repeats: each of its end events ends a turn and begins the next. Such an event is no start that another stands in for: the first turn runs from the event behind \"from\".",
            "写“每”的时限是循环的：每个结束事件都结束一期并开始下一期。这样的事件不需要别的事件代替：第一期从“从”后面的事件起算。",
        ),
        wrong: r#"timezone Europe/London
organisation { department cards }
category loans { owner cards }
workflow request { in order accepted, contacted, archived; resolved when has archived }
deadline silence {
  every 24 hours from contacted, else accepted to contacted
  responsible cards
}
"#,
        right: r#"timezone Europe/London
organisation { department cards }
category loans { owner cards }
workflow request { in order accepted, contacted, archived; resolved when has archived }
deadline silence {
  every 24 hours from accepted to contacted
  responsible cards
}
"#,
    },
];

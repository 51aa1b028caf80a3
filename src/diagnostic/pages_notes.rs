//! The pages of notes on cover and style (O21xx).

use super::code::{Code, Page};

/// In the order of their codes.
pub(super) const NOTES: &[Page] = &[
    Page {
        code: Code("O2101"),
        title: ("a name that misleads the eye", "看着一样、其实不同的名称"),
        body: (
            "Characters that cannot be seen, or letters of another alphabet, make two names look like one.",
            "看不见的字符，或外形相近的别种字母，会让两个名称看起来一样。",
        ),
        wrong: "field \"root c\u{430}use\" text\n",
        right: r#"field "root cause" text
"#,
    },
    Page {
        code: Code("O2102"),
        title: ("a calendar file without a time zone", "日历文件没有时区"),
        body: (
            "A file of calendars alone takes the time zone of the rules that import it; read on its own, its times are UTC.",
            "只有日历的文件，时区随引入它的规则；单独使用时按 UTC。",
        ),
        wrong: r#"calendar office { covers all years; monday to friday 09:00-17:00 }
"#,
        right: r#"timezone Europe/London
calendar office { covers all years; monday to friday 09:00-17:00 }
"#,
    },
    Page {
        code: Code("O2103"),
        title: ("a calendar ends", "日历快用完了"),
        body: (
            "A limit that runs beyond the years a calendar covers is undetermined: never late and never on time. Add the next year when its holidays are known.",
            "期限跨进日历没有覆盖的年份，就判不了逾期与否。放假安排公布后请补上下一年。",
        ),
        wrong: r#"timezone Europe/London
organisation { department cards }
category loans { owner cards }
workflow request { in order accepted, answered }
working days count from next day, until close of business
calendar office { covers 2026-01-01 to 2026-12-31; monday to friday 09:00-17:00 }
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
        code: Code("O2104"),
        title: ("= leaves out subcategories", "“=”不含下级类别"),
        body: (
            "\"category = X\" holds for X itself, not for what stands below it; \"category in X\" holds for both.",
            "“类别 = X”只对 X 本身，“类别 属于 X”连下级一起算。",
        ),
        wrong: r#"timezone Europe/London
organisation { department cards }
category loans { owner cards; subcategory car }
kind big { when category = loans }
"#,
        right: r#"timezone Europe/London
organisation { department cards }
category loans { owner cards; subcategory car }
kind big { when category in loans }
"#,
    },
    Page {
        code: Code("O2105"),
        title: ("a file is not UTF-8", "文件不是 UTF-8"),
        body: (
            "It was read as GB18030, which older Chinese editors write. Save it as UTF-8 so that nothing depends on a guess.",
            "按 GB18030（旧编辑器常用）读取了。另存为 UTF-8 就不用猜。",
        ),
        wrong: "",
        right: "",
    },
    Page {
        code: Code("O2106"),
        title: ("a rate without a floor", "比率没有下限"),
        body: (
            "A unit with a single case due would be named for it, or escape by it. A floor on the sample keeps chance out of the notice.",
            "只有一件到期的单位，一件就定了点不点名。给样本加个下限，免得凭运气。",
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
metric timely { count each answer; numerator when answer on time; denominator all }
notice monthly {
  period every month
  name when timely < 95%
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
metric timely { count each answer; numerator when answer on time; denominator all }
notice monthly {
  period every month
  name when timely < 95% and sample >= 5
}
"#,
    },
    Page {
        code: Code("O2110"),
        title: ("an entry of a file of days was left out", "假日文件里有一条没有采用"),
        body: (
            "What cannot be read in one way is not taken: an event with hours, a repetition that is not plainly yearly, a date with the day first, a day called off in one place and worked in another. Write such days into the calendar itself; what stands there beats the file.",
            "没有唯一读法的内容不采用：带钟点的事件、不是简单逐年的重复、日在前的日期、一处说休息一处说上班的日子。这些日子请直接写在日历里，日历里写的优先。",
        ),
        wrong: "",
        right: "",
    },
    Page {
        code: Code("O2111"),
        title: ("nobody can ever be a co-handler", "没有取数说明协办单位"),
        body: (
            "A deadline with \"responsible each co_handler\" is owed by the units that the ticket names in the field co_handlers. No column of the feeds tells it, so nobody would ever owe it.",
            "写“责任 每个 协办单位”的时限，由工单的协办单位一栏所列单位负责。取数里没有这一列，就永远没有人负责。",
        ),
        wrong: r#"timezone Europe/London
organisation { department cards; department complaints }
category loans { owner cards }
workflow request { in order accepted, answered; may have opinion_given }
deadline opinion {
  from accepted to opinion_given
  responsible each co_handler
  otherwise : 24 hours
}
feed tickets "tickets.csv" {
  ticket_id from column "id"
  accepted from column "opened"
  opinion_given from column "opinion", optional
}
"#,
        right: r#"timezone Europe/London
organisation { department cards; department complaints }
category loans { owner cards }
workflow request { in order accepted, answered; may have opinion_given }
deadline opinion {
  from accepted to opinion_given
  responsible each co_handler
  otherwise : 24 hours
}
feed tickets "tickets.csv" {
  ticket_id from column "id"
  accepted from column "opened"
  co_handlers from column "with"
  opinion_given from column "opinion", optional
}
"#,
    },
    Page {
        code: Code("O2112"),
        title: ("a row that no case reaches", "没有工单轮得到的一行"),
        body: (
            "Rows are tried from top to bottom, and the first that is not false decides. Where the rows above take every case that a row fits, or no case can fit it, the row grants nothing: what it says is not what happens. This is proved over all the tickets there could be; where that would take too long, a note says that it is not proven.",
            "各行自上而下比对，第一个不落空的行说了算。上面的行已收走它所适用的全部工单，或者没有工单符合它，这一行就不起作用：写的是一回事，办的是另一回事。这是对一切可能的工单证明出来的；证明要花太久时，会提示“未能证明”。",
        ),
        wrong: r#"timezone Europe/London
organisation { department cards }
category loans {
  owner cards
  subcategory mortgages
}
workflow request { in order accepted, answered }
kind complaint
kind enquiry
deadline answer {
  from accepted to answered
  responsible cards
  when category in loans : 24 hours
  when kind = complaint and category = loans/mortgages : 4 hours
  otherwise : 48 hours
}
"#,
        right: r#"timezone Europe/London
organisation { department cards }
category loans {
  owner cards
  subcategory mortgages
}
workflow request { in order accepted, answered }
kind complaint
kind enquiry
deadline answer {
  from accepted to answered
  responsible cards
  when kind = complaint and category = loans/mortgages : 4 hours
  when category in loans : 24 hours
  otherwise : 48 hours
}
"#,
    },
    Page {
        code: Code("O2113"),
        title: ("a line that adds nothing", "多余的一行"),
        body: (
            "Any of the naming lines of a notice names a unit, and any of the triggers of a rung enters it. A line that holds only where another does names nobody new and enters nothing more: what it is meant to catch is caught already, or a number in it is not the one that was meant. This is proved over everything that counts, rates and tickets can come to; lateness is tried as if it had nothing to do with anything else. Where that would take too long, a note says that it is not proven.",
            "通报的点名各行，符合一行就点名；一级的进入各行，符合一行就进入。只在别的行也成立时才成立的一行，点不出新的单位，也不会另外进入：要么本来就包括在内，要么写错了数。这是对次数、指标和工单的一切可能证明出来的，逾期与否按互不相干来试；证明要花太久时，会提示“未能证明”。",
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
finding late { when answer overdue }
notice monthly {
  period every month
  name when late count >= 2
  name when late count >= 5
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
finding late { when answer overdue }
notice monthly {
  period every month
  name when late count >= 2
}
"#,
    },
    Page {
        code: Code("O2114"),
        title: ("nobody answers for a category", "有的类别没有人负责"),
        body: (
            "\"owning department superior\" is whoever stands above the owner of a ticket's category. Where the owner has nobody so far above it, nobody answers, and a rung passes to the next. Every category is tried, and every day on which its owner changes or a party begins or has ended.",
            "“归口部门 上级单位”是工单类别的归口部门的上级。归口部门往上没有这么多级，就没有人负责，升到这一级的会直接转到下一级。每个类别、每次更换归口部门或有部门设立、撤销的日子都试过。",
        ),
        wrong: r#"timezone Europe/London
organisation { leadership board; department cards under board }
category loans { owner cards, from 2026-07-01 board }
workflow request { in order accepted, answered }
deadline answer {
  from accepted to answered
  responsible owning department superior
  otherwise : 24 hours
}
"#,
        right: r#"timezone Europe/London
organisation { leadership board; department cards under board }
category loans { owner cards, from 2026-07-01 board }
workflow request { in order accepted, answered }
deadline answer {
  from accepted to answered
  responsible owning department superior, from 2026-07-01 board
  otherwise : 24 hours
}
"#,
    },
    Page {
        code: Code("O2115"),
        title: (
            "a ladder without tickets, or a ticket without a ladder",
            "没有工单的阶梯，没有阶梯的工单",
        ),
        body: (
            "A ticket has the first ladder that applies. One below others that take all its tickets is never used. A note tells of tickets that tell all that is asked, and that no ladder is for, with one of them made up: late, they climb nowhere. Both are proved over all the tickets there could be and all dates; where that would take too long, a note says that it is not proven.",
            "工单用的是第一个适用的阶梯。前面的阶梯已收下它的全部工单，这个阶梯就永远用不上。所问都已载明、却没有阶梯可用的工单，用一张虚拟的工单提示：它逾期也无处可升。两者都是对一切可能的工单和日期证明出来的；证明要花太久时，会提示“未能证明”。",
        ),
        wrong: r#"timezone Europe/London
calendar days count from the moment, until the same time
organisation { leadership board; department cards under board }
category loans { owner cards }
workflow request { in order accepted, answered }
kind complaint
kind enquiry
deadline answer { from accepted to answered; responsible cards; otherwise : 24 hours }
ladder ordinary {
  applies when kind in complaint, enquiry
  rung 1 "desk" { responsible cards; within as deadline answer }
  rung 2 "board" { enter when rung 1 overdue; responsible board; to answered; within 2 calendar days }
}
ladder strict {
  applies when kind = complaint
  rung 1 "desk" { responsible cards; within as deadline answer }
  rung 2 "board" { enter when rung 1 overdue; responsible board; to answered; within 1 calendar day }
}
"#,
        right: r#"timezone Europe/London
calendar days count from the moment, until the same time
organisation { leadership board; department cards under board }
category loans { owner cards }
workflow request { in order accepted, answered }
kind complaint
kind enquiry
deadline answer { from accepted to answered; responsible cards; otherwise : 24 hours }
ladder strict {
  applies when kind = complaint
  rung 1 "desk" { responsible cards; within as deadline answer }
  rung 2 "board" { enter when rung 1 overdue; responsible board; to answered; within 1 calendar day }
}
ladder ordinary {
  applies when kind in complaint, enquiry
  rung 1 "desk" { responsible cards; within as deadline answer }
  rung 2 "board" { enter when rung 1 overdue; responsible board; to answered; within 2 calendar days }
}
"#,
    },
    Page {
        code: Code("O2190"),
        title: ("an allowance without a reason", "容许而不说理由"),
        body: (
            "A comment `# allow CODE: reason` takes back what is told of its line, or of the next one where it has a line to itself. Whoever reads the file later has to see why.",
            "注释“# 容许 代码：理由”使这一行（单独成行时为下一行）不再提示该代码。以后看规则的人要知道为什么。",
        ),
        wrong: r#"timezone Europe/London
organisation { department cards }
category loans { owner cards; subcategory car }
kind big { when category = loans }    # allow O2104
"#,
        right: r#"timezone Europe/London
organisation { department cards }
category loans { owner cards; subcategory car }
kind big { when category = loans }    # allow O2104: cars are handled by another house
"#,
    },
    Page {
        code: Code("O2191"),
        title: ("nothing to allow", "没有可以容许的"),
        body: (
            "A comment `# allow CODE: reason` stands where nothing is told under that code, or an error, which is never allowed. What it once took back has been mended, or it stands on the wrong line.",
            "这条“# 容许 代码：理由”所指的那一行没有该代码的提示，或该代码是错误，错误不能容许。也许早已改好，也许写错了行。",
        ),
        wrong: r#"timezone Europe/London
organisation { department cards }
category loans { owner cards; subcategory car }
kind big { when category in loans }    # allow O2104: cars are handled by another house
"#,
        right: r#"timezone Europe/London
organisation { department cards }
category loans { owner cards; subcategory car }
kind big { when category in loans }
"#,
    },
];

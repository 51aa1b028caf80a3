//! The pages of what can be read and is hardly meant (O22xx).

use super::code::{Code, Page};

/// In the order of their codes.
pub(super) const DOUBTS: &[Page] = &[
    Page {
        code: Code("O2201"),
        title: ("a ladder that does not rise", "升级后没有升到更高一层"),
        body: (
            "A rung goes to the party that has the case already, or to one that does not stand above it: the case climbs, and nobody with more authority hears of it. A party stands above another by the line of superiors in the organisation, or by its level; whom a handler has above him is not asked.",
            "某一级的负责方就是前一级的，或不在前一级之上：升了级，却没有更有权的人知道。是否在上，看组织里的上级，或看层级（领导、部门、单位、班组）；承办单位的上级是谁，这里不问。",
        ),
        wrong: r#"timezone Europe/London
organisation {
  leadership board
  department cards under board
  department complaints under board
}
category loans { owner cards }
workflow request { in order accepted, answered }
deadline answer {
  from accepted to answered
  responsible handler
  otherwise : 24 hours
}
ladder escalation {
  rung 1 "unit" { responsible handler; within as deadline answer }
  rung 2 "department" { enter when rung 1 overdue; responsible owning department; to answered; within 24 hours }
  rung 3 "complaints" { enter when rung 2 overdue; responsible complaints; to answered; within 24 hours }
}
"#,
        right: r#"timezone Europe/London
organisation {
  leadership board
  department cards under board
  department complaints under board
}
category loans { owner cards }
workflow request { in order accepted, answered }
deadline answer {
  from accepted to answered
  responsible handler
  otherwise : 24 hours
}
ladder escalation {
  rung 1 "unit" { responsible handler; within as deadline answer }
  rung 2 "department" { enter when rung 1 overdue; responsible owning department; to answered; within 24 hours }
  rung 3 "board" { enter when rung 2 overdue; responsible board; to answered; within 24 hours }
}
"#,
    },
    Page {
        code: Code("O2202"),
        title: ("longer than its limit", "比期限本身还长"),
        body: (
            "A warning or a reminder so long before the due moment comes before the case has begun, where a row grants less: everything of that row is warned of at once, and the warning says nothing. An extension longer than every limit makes the limit a matter of form. Lengths are compared only where they can be compared on every calendar.",
            "某一行的期限比预警或提醒的提前量还短，事情一起算就处于预警，预警就没有意义。延期比每一行的期限都长，期限就形同虚设。只在任何日历下都能比较时才比较。",
        ),
        wrong: r#"timezone Europe/London
organisation { department cards }
category loans { owner cards }
workflow request { in order accepted, answered }
deadline answer {
  from accepted to answered
  responsible cards
  when category = loans : 4 hours
  otherwise : 48 hours
  warn before due 1 calendar day
}
"#,
        right: r#"timezone Europe/London
organisation { department cards }
category loans { owner cards }
workflow request { in order accepted, answered }
deadline answer {
  from accepted to answered
  responsible cards
  when category = loans : 4 hours
  otherwise : 48 hours
  warn before due 1 hour
}
"#,
    },
    Page {
        code: Code("O2203"),
        title: ("a party that is not there then", "那时还没有或已撤销的一方"),
        body: (
            "A line gives a duty to a party for days after its last one, and nobody is said to replace it, or for days before its first. What arises then goes to whoever stands above it, or to nobody. Say who follows and from which day.",
            "这一行在某一方撤销之后（又没有写由谁接替）或设立之前，仍让它负责。那时出现的事归它的上级，没有上级就无人负责。请写明从哪天起由谁负责。",
        ),
        wrong: r#"timezone Europe/London
organisation { department cards until 2026-06-30 }
category loans { owner cards }
"#,
        right: r#"timezone Europe/London
organisation {
  department cards until 2026-06-30
  department accounts replaces cards from 2026-07-01
}
category loans { owner cards }
"#,
    },
    Page {
        code: Code("O2204"),
        title: ("days off that differ from the official ones", "与放假通知不一致的日子"),
        body: (
            "A calendar in the zone of mainland China lists most of a year's official days off by itself, and differs from the State Council's notice in some: a day off that is worked, or a make-up day that is not. Every due moment across such a day is wrong by a day. The table that ships has the days of 2012 to 2026; a calendar that builds on it may change what it likes.",
            "日历自己列了当年大部分法定放假日，却有几天与国务院办公厅的放假通知不同：该放假的在上班，或该补班的没上。跨过这几天的期限都会差一天。随程序附带 2012 至 2026 年的表；“基于 中国大陆”的日历可以另作规定。",
        ),
        wrong: r#"timezone Asia/Shanghai
calendar office {
  covers 2026-05-01 to 2026-12-31
  monday to friday 09:00-17:00
  off 2026-05-01 to 2026-05-05, 2026-06-19 to 2026-06-21, 2026-09-25 to 2026-09-27, 2026-10-01 to 2026-10-06
  work 2026-05-09, 2026-09-20, 2026-10-10
}
"#,
        right: r#"timezone Asia/Shanghai
calendar office {
  covers 2026-05-01 to 2026-12-31
  monday to friday 09:00-17:00
  off 2026-05-01 to 2026-05-05, 2026-06-19 to 2026-06-21, 2026-09-25 to 2026-09-27, 2026-10-01 to 2026-10-07
  work 2026-05-09, 2026-09-20, 2026-10-10
}
"#,
    },
    Page {
        code: Code("O2205"),
        title: ("a rule that depends on a person", "靠某一个人的规则"),
        body: (
            "A party or a contact reads like the name of a person. People go on leave and change their post; the rule goes on, and nobody answers. Name the post. This is told by family names and forms of address, so a post may be meant after all: then allow it with the reason.",
            "负责方或联系人像是一个人的姓名。人会休假、会调岗，规则还在，就没有人负责了。请写岗位。这是按姓氏和称呼判断的，若本来就是岗位，写明理由容许即可。",
        ),
        wrong: r#"timezone Europe/London
organisation { department cards contact person "Mr Smith" }
category loans { owner cards }
"#,
        right: r#"timezone Europe/London
organisation { department cards contact person "Head of cards" }
category loans { owner cards }
"#,
    },
    Page {
        code: Code("O2206"),
        title: ("a value of a feed that the rules do not know", "数据里有规则不认识的值"),
        body: (
            "Told by \"onus check --data DIR\" at the line of the column: each value once, with how many rows have it and what would cure it. A run sets such rows aside, or lists the event; here it is seen before anybody counts on the figures.",
            "由“onus check --data 文件夹”在取数那一列提示：每个值一次，写明有几行、怎样可以救回来。运行时这些行会被搁置，或列为不认识的事件；在这里可以早一步看到。",
        ),
        wrong: "",
        right: "",
    },
    Page {
        code: Code("O2207"),
        title: ("a line that no ticket has met", "没有工单遇到过的一条"),
        body: (
            "Told by \"onus check --data DIR\": no ticket of the feeds is judged by this row, has climbed by this line, was paused or extended by it, or is found by it. Perhaps it is rare; perhaps the export lacks the column it asks for, or writes the value in another way. A way out of a rung, a row without a time limit, and a pause without a reason beside others leave no trace and are not told, nor is what is on trial.",
            "由“onus check --data 文件夹”提示：数据里没有一件工单轮到这一行、因它升级、暂停、延期或被认定。也许本来就少见；也许导出表缺了它要问的那一列，或写法不同。一级的出口、不设时限的行、与别的暂停并列而没有写事由的暂停，不留痕迹，不提示；试行的规则也不提示。",
        ),
        wrong: "",
        right: "",
    },
    Page {
        code: Code("O2208"),
        title: ("a deadline that nothing ends", "没有结束事件的时限"),
        body: (
            "The feeds tell when it begins, and no column tells the event that ends it: every case is late once it is due, answered or not. A feed of events may tell any event; then nothing is said.",
            "取数里有它的起算时刻，却没有一列写它的结束事件：办没办，一到期都算逾期。有事件表时，什么事件都可能有，不提示。",
        ),
        wrong: r#"timezone Europe/London
organisation { department cards }
category loans { owner cards }
workflow request { in order accepted, answered }
deadline answer { from accepted to answered; responsible cards; otherwise : 48 hours }
feed tickets "cases.csv" {
  ticket_id from column "number"
  accepted from column "opened"
}
"#,
        right: r#"timezone Europe/London
organisation { department cards }
category loans { owner cards }
workflow request { in order accepted, answered }
deadline answer { from accepted to answered; responsible cards; otherwise : 48 hours }
feed tickets "cases.csv" {
  ticket_id from column "number"
  accepted from column "opened"
  answered from column "closed", optional
}
"#,
    },
];

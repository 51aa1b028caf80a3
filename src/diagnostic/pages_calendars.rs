//! The pages of a file's head and its calendars (O130x).

use super::code::{Code, Page};

/// In the order of their codes.
pub(super) const CALENDARS: &[Page] = &[
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
];

//! The pages of categories, parties, conditions and numbers (O131x, O132x).

use super::code::{Code, Page};

/// In the order of their codes.
pub(super) const MATTER: &[Page] = &[
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
        code: Code("O1315"),
        title: ("a party cannot replace another", "接替不了"),
        body: (
            "A party takes on the duties of the one that it replaces once that has ended. So it begins after the last day of the other; where that states none, the day before is its last.",
            "一个单位在另一个单位结束之后接替它的责任，所以要在它的最后一天之后开始；没有写最后一天的，以接替前一天为最后一天。",
        ),
        wrong: r#"timezone Europe/London
organisation {
  department cards
  department lending replaces cards
}
"#,
        right: r#"timezone Europe/London
organisation {
  department cards
  department lending replaces cards from 2026-07-01
}
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
organisation { leadership board; department cards }
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
    responsible board
    to answered
    within 24 hours
  }
}
finding high { responsible cards; when at rung 3 }
"#,
        right: r#"timezone Europe/London
organisation { leadership board; department cards }
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
    responsible board
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
        code: Code("O1327"),
        title: ("the dates of a value do not rise", "取值的日期没有递增"),
        body: (
            "A value that changes is written in the order of its dates, each date once: the value of a day is the last one that has begun.",
            "会变的取值按日期先后写，每个日期只写一次：某一天用的是最后一个已经生效的值。",
        ),
        wrong: r#"timezone Europe/London
organisation { department cards }
category loans { owner cards }
workflow request { in order accepted, answered }
deadline answer {
  from accepted to answered
  responsible cards
  otherwise : 72 hours, from 2026-04-08 48 hours, from 2026-01-01 24 hours
}
"#,
        right: r#"timezone Europe/London
organisation { department cards }
category loans { owner cards }
workflow request { in order accepted, answered }
deadline answer {
  from accepted to answered
  responsible cards
  otherwise : 72 hours, from 2026-01-01 48 hours, from 2026-04-08 24 hours
}
"#,
    },
];

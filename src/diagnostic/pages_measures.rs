//! The pages of findings, measures and versions (O135x to O138x).

use super::code::{Code, Page};

/// In the order of their codes.
pub(super) const MEASURES: &[Page] = &[
    Page {
        code: Code("O1350"),
        title: ("a finding that charges nobody", "认定没有责任方"),
        body: (
            "A line that names a deadline charges the party of that deadline. A finding with other lines says who is responsible.",
            "提到时限的一行，记在该时限责任方名下。其他的要写明责任。",
        ),
        wrong: r#"timezone Europe/London
organisation { department cards }
category loans { owner cards }
workflow request { in order accepted, answered }
finding seen { when has answered }
"#,
        right: r#"timezone Europe/London
organisation { department cards }
category loans { owner cards }
workflow request { in order accepted, answered }
finding seen { responsible cards; when has answered }
"#,
    },
    Page {
        code: Code("O1351"),
        title: ("wording is looked for in what is no text", "在非文本里查用语"),
        body: (
            "Forbidden wording is looked for in a field that holds text.",
            "用语只能在文本字段里查。",
        ),
        wrong: r#"field urgent yes or no
wording rude { check urgent; contains "impossible" }
"#,
        right: r#"field answer_text text
wording rude { check answer_text; contains "impossible" }
"#,
    },
    Page {
        code: Code("O1352"),
        title: ("scores outside their scale", "分数超出评分"),
        body: (
            "A band lies within the scale, its lower score first.",
            "等级要在评分范围内，先写低分。",
        ),
        wrong: r#"satisfaction phone_survey {
  scale 1 to 10
  band satisfied 9 to 11
}
"#,
        right: r#"satisfaction phone_survey {
  scale 1 to 10
  band satisfied 9 to 10
}
"#,
    },
    Page {
        code: Code("O1353"),
        title: ("bands that overlap", "等级重叠"),
        body: ("A score counts in one band only.", "一个分数只能算在一个等级里。"),
        wrong: r#"satisfaction phone_survey {
  scale 1 to 10
  band satisfied 8 to 10
  band fair 5 to 8
}
"#,
        right: r#"satisfaction phone_survey {
  scale 1 to 10
  band satisfied 8 to 10
  band fair 5 to 7
}
"#,
    },
    Page {
        code: Code("O1354"),
        title: ("weights that do not make a whole", "权重合计不是 100%"),
        body: (
            "The overall score is the sum of the dimensions by their weights, which make 100% together.",
            "总分按各维度的权重合成，权重合计应为 100%。",
        ),
        wrong: r#"satisfaction phone_survey {
  scale 1 to 10
  dimension speed 60%
  dimension manner 30%
}
"#,
        right: r#"satisfaction phone_survey {
  scale 1 to 10
  dimension speed 60%
  dimension manner 40%
}
"#,
    },
    Page {
        code: Code("O1370"),
        title: ("two versions from one day", "两个版本同一天起"),
        body: (
            "Versions of a deadline or ladder replace each other from a day on; only one can begin on it.",
            "时限或阶梯的新版本从某一天起代替旧的，同一天只能有一个。",
        ),
        wrong: r#"timezone Europe/London
organisation { department cards }
category loans { owner cards }
workflow request { in order accepted, answered }
deadline answer from 2026-07-01 {
  from accepted to answered
  responsible cards
  otherwise : 24 hours
}
deadline answer from 2026-07-01 {
  from accepted to answered
  responsible cards
  otherwise : 48 hours
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
deadline answer from 2026-07-01 {
  from accepted to answered
  responsible cards
  otherwise : 48 hours
}
"#,
    },
    Page {
        code: Code("O1371"),
        title: ("versions of different workflows", "几个版本属于不同流程"),
        body: (
            "Versions of one name judge the same tickets before and after a day.",
            "同名的几个版本，是同一类工单在某天前后的规定。",
        ),
        wrong: r#"timezone Europe/London
organisation { department cards }
category loans { owner cards }
workflow request { in order accepted, answered }
workflow other { in order accepted, answered }
deadline answer {
  from accepted to answered
  responsible cards
  otherwise : 24 hours
}
deadline answer from 2026-07-01 {
  from accepted to answered
  responsible cards
  workflow other
  otherwise : 48 hours
}
"#,
        right: r#"timezone Europe/London
organisation { department cards }
category loans { owner cards }
workflow request { in order accepted, answered }
workflow other { in order accepted, answered }
deadline answer {
  from accepted to answered
  responsible cards
  otherwise : 24 hours
}
deadline answer from 2026-07-01 {
  from accepted to answered
  responsible cards
  otherwise : 48 hours
}
"#,
    },
    Page {
        code: Code("O1372"),
        title: ("a ladder is never used", "永远用不上的阶梯"),
        body: (
            "Ladders are tried from top to bottom; one that says nothing about which tickets it is for takes them all.",
            "阶梯自上而下选用，没写适用条件的会收下所有工单。",
        ),
        wrong: r#"timezone Europe/London
organisation { leadership board; department cards }
category loans { owner cards }
workflow request { in order accepted, answered }
kind complaint
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
ladder fast {
  rung 1 "unit" { responsible cards; within as deadline answer }
  rung 2 "top" {
    enter when rung 1 overdue
    responsible board
    to answered
    within 24 hours
  }
}
"#,
        right: r#"timezone Europe/London
organisation { leadership board; department cards }
category loans { owner cards }
workflow request { in order accepted, answered }
kind complaint
deadline answer {
  from accepted to answered
  responsible cards
  otherwise : 24 hours
}
ladder climb {
  applies when kind = complaint
  rung 1 "unit" { responsible cards; within as deadline answer }
  rung 2 "top" {
    enter when rung 1 overdue
    responsible board
    to answered
    within 24 hours
  }
}
ladder fast {
  rung 1 "unit" { responsible cards; within as deadline answer }
  rung 2 "top" {
    enter when rung 1 overdue
    responsible board
    to answered
    within 24 hours
  }
}
"#,
    },
    Page {
        code: Code("O1373"),
        title: ("two versions of the rules overlap", "两版规则重叠"),
        body: (
            "A ticket is judged by the version in force on its day, so on every day at most one is. A version lasts until the next one begins; until ends it sooner. So it is with the blocks of one name: only what ends before the older block does may lie within it.",
            "一件工单按那一天施行的版本办，所以每一天最多有一版施行。一版到下一版起为止；写了截至就提前结束。同名的段也一样：只有比旧段先截至的新段，才能落在旧段之内。",
        ),
        wrong: r#"ruleset "House" version 1
effective from 2026-01-01 until 2026-12-31, by accepted
timezone Europe/London
organisation { department cards }
category loans { owner cards }
workflow request { in order accepted, answered }
deadline answer {
  from accepted to answered
  responsible cards
  otherwise : 24 hours
}
ruleset "House" version 2
effective from 2026-07-01, by accepted
timezone Europe/London
organisation { department cards }
category loans { owner cards }
workflow request { in order accepted, answered }
deadline answer {
  from accepted to answered
  responsible cards
  otherwise : 48 hours
}
"#,
        right: r#"ruleset "House" version 1
effective from 2026-01-01, by accepted
timezone Europe/London
organisation { department cards }
category loans { owner cards }
workflow request { in order accepted, answered }
deadline answer {
  from accepted to answered
  responsible cards
  otherwise : 24 hours
}
ruleset "House" version 2
effective from 2026-07-01, by accepted
timezone Europe/London
organisation { department cards }
category loans { owner cards }
workflow request { in order accepted, answered }
deadline answer {
  from accepted to answered
  responsible cards
  otherwise : 48 hours
}
"#,
    },
    Page {
        code: Code("O1374"),
        title: (
            "versions of the rules go by different events",
            "各版规则按不同的环节施行",
        ),
        body: (
            "If one version went by the day of acceptance and the next by the day of dispatch, a ticket could fall under both or under none.",
            "若一版按受理日、下一版按派单日，一件工单可能两版都管，也可能都不管。",
        ),
        wrong: r#"ruleset "House" version 1
effective from 2026-01-01, by accepted
timezone Europe/London
organisation { department cards }
category loans { owner cards }
workflow request { in order accepted, answered }
deadline answer {
  from accepted to answered
  responsible cards
  otherwise : 24 hours
}
ruleset "House" version 2
effective from 2026-07-01, by answered
timezone Europe/London
organisation { department cards }
category loans { owner cards }
workflow request { in order accepted, answered }
deadline answer {
  from accepted to answered
  responsible cards
  otherwise : 48 hours
}
"#,
        right: r#"ruleset "House" version 1
effective from 2026-01-01, by accepted
timezone Europe/London
organisation { department cards }
category loans { owner cards }
workflow request { in order accepted, answered }
deadline answer {
  from accepted to answered
  responsible cards
  otherwise : 24 hours
}
ruleset "House" version 2
effective from 2026-07-01, by accepted
timezone Europe/London
organisation { department cards }
category loans { owner cards }
workflow request { in order accepted, answered }
deadline answer {
  from accepted to answered
  responsible cards
  otherwise : 48 hours
}
"#,
    },
    Page {
        code: Code("O1380"),
        title: ("one spelling for two things", "一个叫法指两样东西"),
        body: (
            "A spelling in a feed stands for one thing of a sort; otherwise a row could be read in two ways.",
            "数据里的一个叫法只能指同一种里的一样东西，否则一行有两种读法。",
        ),
        wrong: r#"timezone Europe/London
organisation { department cards; department loans }
also called { cards "team 1"; loans "team 1" }
"#,
        right: r#"timezone Europe/London
organisation { department cards; department loans }
also called { cards "team 1"; loans "team 2" }
"#,
    },
    Page {
        code: Code("O1390"),
        title: ("an example does not hold", "用例不符"),
        body: (
            "Something else comes out than the line says, so either the rules or the example are not what was meant. \
`onus test` tells the days behind it. The line is told under this code where other programs read the findings.",
            "得出的结果与这一行所写不同：不是规则写得不对，就是用例写得不对。onus test 会说明结果是怎样一天天数出来的。\
供其他程序读取的各种格式里，这样的一行就用这个代码。",
        ),
        wrong: "",
        right: "",
    },
];

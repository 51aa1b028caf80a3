//! The pages of ladders (O134x).

use super::code::{Code, Page};

/// In the order of their codes.
pub(super) const LADDERS: &[Page] = &[
    Page {
        code: Code("O1340"),
        title: ("a rung is missing", "缺了一级"),
        body: ("Rungs stand in their order, from 1 upwards.", "各级从1起依次往上写。"),
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
  rung 3 "top" {
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
"#,
    },
    Page {
        code: Code("O1341"),
        title: ("a rung whose limit is a target", "拿内部目标作第1级的限"),
        body: (
            "Tickets climb because what rung 1 owes is late. A target, whose miss is no breach, is never late: it stands beside the ladder.",
            "工单因第1级逾期而提级。超期不算逾期的内部目标永远不会逾期：它只能放在阶梯之外。",
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
ladder escalation {
  rung 1 "cards" {
    responsible cards
    within as deadline triage
  }
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
ladder escalation {
  rung 1 "cards" {
    responsible cards
    within as deadline answer
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
organisation { leadership board; department cards }
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
    exit answered to rung 2
  }
}
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
    exit answered to rung 1
  }
}
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
    enter when rung 2 overdue
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
organisation { leadership board; department cards }
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
organisation { leadership council; leadership board under council; department cards }
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
    responsible board
    to answered
    within 24 hours
    exit referred to rung 3
  }
  rung 3 "board" {
    enter when rung 2 overdue
    responsible council
    to answered
    within 24 hours
  }
}
"#,
        right: r#"timezone Europe/London
organisation { leadership council; leadership board under council; department cards }
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
    responsible board
    to answered
    within 24 hours
    exit referred to rung 3
  }
  rung 3 "board" {
    enter when has referred
    enter when rung 2 overdue
    responsible council
    to answered
    within 24 hours
  }
}
"#,
    },
    Page {
        code: Code("O1361"),
        title: ("what is in force waits for what is on trial", "已经施行的在等试行的"),
        body: (
            "A rule on trial moves nothing: it is computed and listed apart. So no rule in force may ask whether it is late, stand on it, or climb above it.",
            "试行的内容只照算、另列，不影响办理。所以已经施行的规则不能问它是否逾期，不能以它为第1级，也不能排在它的上一级。",
        ),
        wrong: TRIAL_WRONG,
        right: TRIAL_RIGHT,
    },
];

const TRIAL_WRONG: &str = r#"timezone Europe/London
organisation { leadership board; department cards under board }
category loans { owner cards }
workflow request { in order accepted, answered; may have phoned }
deadline answer {
  from accepted to answered
  responsible cards
  otherwise : 48 hours
}
deadline first_call {
  on trial
  from accepted to phoned
  responsible cards
  otherwise : 2 hours
}
ladder climb {
  rung 1 "cards" { responsible cards; within as deadline answer }
  rung 2 "board" {
    enter when first_call overdue
    responsible board
    to answered
    within 24 hours
  }
}
"#;

const TRIAL_RIGHT: &str = r#"timezone Europe/London
organisation { leadership board; department cards under board }
category loans { owner cards }
workflow request { in order accepted, answered; may have phoned }
deadline answer {
  from accepted to answered
  responsible cards
  otherwise : 48 hours
}
deadline first_call {
  on trial
  from accepted to phoned
  responsible cards
  otherwise : 2 hours
}
ladder climb {
  rung 1 "cards" { responsible cards; within as deadline answer }
  rung 2 "board" {
    on trial
    enter when first_call overdue
    responsible board
    to answered
    within 24 hours
  }
}
"#;

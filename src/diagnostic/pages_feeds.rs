//! The pages of feed blocks (O1365 to O1367).

use super::code::{Code, Page};

/// In the order of their codes.
pub(super) const FEEDS: &[Page] = &[
    Page {
        code: Code("O1365"),
        title: ("there is no such encoding", "没有这种编码"),
        body: (
            "A feed may state its encoding: UTF-8, GBK, GB18030. Without it, what is valid UTF-8 is read as that.",
            "取数可以写明编码：UTF-8、GBK、GB18030。不写时，合乎 UTF-8 的按 UTF-8 读。",
        ),
        wrong: r#"timezone Europe/London
organisation { department cards }
category loans { owner cards }
workflow request { in order accepted, answered }
feed tickets "tickets.csv", encoding GBX {
  ticket_id from column "id"
  accepted from column "opened"
}
"#,
        right: r#"timezone Europe/London
organisation { department cards }
category loans { owner cards }
workflow request { in order accepted, answered }
feed tickets "tickets.csv", encoding GBK {
  ticket_id from column "id"
  accepted from column "opened"
}
"#,
    },
    Page {
        code: Code("O1366"),
        title: (
            "a feed's format and what is said of it do not fit",
            "取数的格式写法不对",
        ),
        body: (
            "A feed may state its format: csv, tsv, json, ndjson, xlsx. What parts the cells of csv is one mark; a sheet is named of xlsx alone. Without these words the format is that of the file's name, else what stands in it.",
            "取数可以写明格式：csv、tsv、json、ndjson、xlsx。csv 的分隔符是一个标点；只有 xlsx 才写工作表。不写时按文件名，再按内容。",
        ),
        wrong: r#"timezone Europe/London
organisation { department cards }
category loans { owner cards }
workflow request { in order accepted, answered }
feed tickets "tickets.txt", separator "; " {
  ticket_id from column "id"
  accepted from column "opened"
}
"#,
        right: r#"timezone Europe/London
organisation { department cards }
category loans { owner cards }
workflow request { in order accepted, answered }
feed tickets "tickets.txt", separator ";" {
  ticket_id from column "id"
  accepted from column "opened"
}
"#,
    },
    Page {
        code: Code("O1367"),
        title: ("no case that these rows could be", "没有可以并入的工单表"),
        body: (
            "A row of a feed that says `same case` is joined to the case of a feed that does not: the one whose numbers stay. Both must have columns for what has to be the same, and follow the same workflow.",
            "写了“同一事项”的工单表，它的行并入没有写的那一份，编号以那一份为准。两份表都要有用来比较的列，并属于同一流程。",
        ),
        wrong: r#"timezone Europe/London
organisation { department cards }
category loans { owner cards }
workflow request { in order accepted, answered }
feed tickets "register.csv" {
  ticket_id from column "id"
  accepted from column "opened"
}
feed tickets "hotline.csv" {
  prefix "HL-"
  same case when same customer
  ticket_id from column "no"
  accepted from column "called"
  customer from column "caller"
}
"#,
        right: r#"timezone Europe/London
organisation { department cards }
category loans { owner cards }
workflow request { in order accepted, answered }
feed tickets "register.csv" {
  ticket_id from column "id"
  accepted from column "opened"
  customer from column "account"
}
feed tickets "hotline.csv" {
  prefix "HL-"
  same case when same customer
  ticket_id from column "no"
  accepted from column "called"
  customer from column "caller"
}
"#,
    },
];

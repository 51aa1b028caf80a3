//! The pages of names (O12xx).

use super::code::{Code, Page};

/// In the order of their codes.
pub(super) const NAMES: &[Page] = &[
    Page {
        code: Code("O1201"),
        title: ("a name is not defined", "名称没有定义"),
        body: (
            "Every name is defined once: a department in the organisation, an event in a workflow, a field by field. The message names the nearest one that is. A name that is used several times is told once, with all its places.",
            "每个名称都要定义一次：部门写在组织里，事件写在流程里，字段用“字段”定义。消息会给出最相近的名称。同一个名称用了多处只报一次，并列出各处。",
        ),
        wrong: r#"timezone Europe/London
organisation { department marketing }
category charging { owner marketting }
"#,
        right: r#"timezone Europe/London
organisation { department marketing }
category charging { owner marketing }
"#,
    },
    Page {
        code: Code("O1202"),
        title: ("a name is defined twice", "名称定义了两次"),
        body: (
            "Two things of one sort cannot share a name: nobody could tell which one a rule means. An event and a deadline may share one.",
            "同一种东西不能同名，否则说不清规则指的是哪一个。事件和时限可以同名。",
        ),
        wrong: r#"field cause text
field cause number
"#,
        right: r#"field cause text
field cause_code number
"#,
    },
    Page {
        code: Code("O1203"),
        title: ("a category name is not unique", "类别名称不唯一"),
        body: (
            "Categories below different parents may share a name. Then the rules write the path: outage/other.",
            "不同上级下面的类别可以同名，这时规则里要写全路径：停电/其它。",
        ),
        wrong: r#"timezone Europe/London
organisation { department cards }
category outage { owner cards; subcategory other }
category service { owner cards; subcategory other }
field cause text
finding seen { responsible cards; when category in other and cause given }
"#,
        right: r#"timezone Europe/London
organisation { department cards }
category outage { owner cards; subcategory other }
category service { owner cards; subcategory other }
field cause text
finding seen { responsible cards; when category in outage/other and cause given }
"#,
    },
    Page {
        code: Code("O1204"),
        title: ("a name of another sort", "名称的种类不对"),
        body: (
            "The name is known, but it is the name of something else than what is needed here.",
            "这个名称有定义，但不是这里要的那种。",
        ),
        wrong: r#"timezone Europe/London
organisation { department cards }
category loans { owner cards }
workflow request { in order accepted, answered }
finding seen { responsible loans; when has answered }
"#,
        right: r#"timezone Europe/London
organisation { department cards }
category loans { owner cards }
workflow request { in order accepted, answered }
finding seen { responsible cards; when has answered }
"#,
    },
    Page {
        code: Code("O1205"),
        title: ("a name means two things here", "名称在这里有两种意思"),
        body: (
            "Events, findings and wordings are all counted by \"X count\"; a feed column may be an event or a field. Where a name could be either, nothing is guessed.",
            "“X 次数”可以数事件、认定和用语；取数的列可以是事件或字段。两种都说得通时不作猜测。",
        ),
        wrong: r#"timezone Europe/London
organisation { department cards }
category loans { owner cards }
workflow request { in order accepted, answered }
finding answered { responsible cards; when has accepted }
finding often { responsible cards; when answered count > 2 }
"#,
        right: r#"timezone Europe/London
organisation { department cards }
category loans { owner cards }
workflow request { in order accepted, answered }
finding settled { responsible cards; when has accepted }
finding often { responsible cards; when answered count > 2 }
"#,
    },
    Page {
        code: Code("O1207"),
        title: ("an event of another workflow", "事件不在这个流程里"),
        body: (
            "A deadline follows one workflow, the first of the file unless it names another; its events are those of that workflow.",
            "时限跟着一个流程走，不写就是文件里的第一个；它的事件必须在那个流程里。",
        ),
        wrong: r#"timezone Europe/London
organisation { department cards }
category loans { owner cards }
workflow request { in order accepted, answered }
workflow knowledge { in order logged, published }
deadline answer {
  from accepted to published
  responsible cards
  otherwise : 24 hours
}
"#,
        right: r#"timezone Europe/London
organisation { department cards }
category loans { owner cards }
workflow request { in order accepted, answered }
workflow knowledge { in order logged, published }
deadline answer {
  from accepted to answered
  responsible cards
  otherwise : 24 hours
}
"#,
    },
    Page {
        code: Code("O1208"),
        title: ("a value that the field does not have", "字段没有这个取值"),
        body: (
            "A field \"one of …\" holds one of the values listed with it and no other.",
            "“取值”字段只有列出的那几个取值。",
        ),
        wrong: r#"field result one of satisfied, dissatisfied
kind unhappy { when result = disatisfied }
"#,
        right: r#"field result one of satisfied, dissatisfied
kind unhappy { when result = dissatisfied }
"#,
    },
    Page {
        code: Code("O1210"),
        title: ("too many names of one sort", "同一种名称太多"),
        body: (
            "A rule set holds at most 65,000 entries of a sort.",
            "一份规则里同一种东西最多 65,000 个。",
        ),
        wrong: "",
        right: "",
    },
    Page {
        code: Code("O1211"),
        title: ("a table was not found", "没有找到表格"),
        body: (
            "A table is a spreadsheet saved as text beside the rules.",
            "表格是放在规则旁边、另存为文本的电子表格。",
        ),
        wrong: "",
        right: "",
    },
    Page {
        code: Code("O1212"),
        title: ("a row of a table has an empty cell", "表格的行有空格"),
        body: (
            "Every row of a table is a rule; a rule with a gap would be guessed at.",
            "表格的每一行都是一条规则，缺一格就只能猜，所以不收。",
        ),
        wrong: "",
        right: "",
    },
    Page {
        code: Code("O1213"),
        title: ("a table lacks a column", "表格里没有这一列"),
        body: (
            "The first line of the table names its columns; the rules name them in the same letters.",
            "表格第一行是列名，规则里要写得一模一样。",
        ),
        wrong: "",
        right: "",
    },
    Page {
        code: Code("O1214"),
        title: ("a cell of a table is no time limit", "表格里的期限读不懂"),
        body: (
            "A limit in a table is written as in a row of a deadline: 3 working days, 30 calendar days, no deadline.",
            "表格里的期限与规则里写法相同：3个工作日、30个自然日、不设时限。",
        ),
        wrong: "",
        right: "",
    },
];

//! The pages of notices and of the sentences that a house gives them (O1355 to O1360).

use super::code::{Code, Page};

/// In the order of their codes.
pub(super) const NOTICES: &[Page] = &[
    Page {
        code: Code("O1355"),
        title: ("objections end before the data", "异议截止早于数据截止"),
        body: (
            "Units object to the draft of a notice, and the draft is made when its data is complete. So the objections end after the data; a notice that gives its objections an end gives its data one too.",
            "单位是对通报草稿提异议的，数据收齐才有草稿，所以异议截止要晚于数据截止；写了异议截止，也要写数据截止。",
        ),
        wrong: r#"notice monthly_notice {
  period every month
  data until next month day 8 12:00
  objections until next month day 3 12:00
}
"#,
        right: r#"notice monthly_notice {
  period every month
  data until next month day 3 12:00
  objections until next month day 8 12:00
}
"#,
    },
    Page {
        code: Code("O1356"),
        title: (
            "a line of a file of sentences that says nothing",
            "文句文件里有一行读不懂",
        ),
        body: (
            "A file of sentences has a line `key = text` for each; values stand in braces, and remarks begin with #. Its first line says its language, en or zh. It begins as a copy of what `onus notice sentences` prints.",
            "文句文件每句一行：键 = 文字，数据写在花括号里，说明以 # 开头。第一行写明语言，en 或 zh。可以先复制 onus notice sentences 打印的内容。",
        ),
        wrong: "language = en\nnone: nothing\n",
        right: "language = en\nnone = nothing\n",
    },
    Page {
        code: Code("O1357"),
        title: ("a notice has no such sentence", "通报没有这一句"),
        body: (
            "A house words the sentences that there are; one that no notice prints would be waited for in vain. `onus notice sentences` lists them all.",
            "只能改写已有的文句；通报里没有的，写了也不会出现。全部文句见 onus notice sentences。",
        ),
        wrong: "language = en\nrequirments.none = All is well.\n",
        right: "language = en\nrequirements.none = All is well.\n",
    },
    Page {
        code: Code("O1358"),
        title: ("a sentence without a value that it must print", "文句里的数据不全"),
        body: (
            "A sentence prints each value of the one in whose place it stands, and no other: whatever words a house chooses, no figure is left out.",
            "改写的文句要把原句里的每个数据都写上，也不能写原句没有的：措辞随意，数字一个不能少。",
        ),
        wrong: "language = en\nleftovers.oldest = , some of them old\n",
        right: "language = en\nleftovers.oldest = , the oldest {months} {months|month|months} old\n",
    },
    Page {
        code: Code("O1359"),
        title: ("split by what has no values", "按没有限定取值的字段分组"),
        body: (
            "A notice counts what was received by the values of a field. That takes a field whose values the rules name: yes or no, or one of several.",
            "通报按字段的取值统计受理件数，所以字段的取值要由规则限定：是否，或者取值若干。",
        ),
        wrong: r#"field remarks text
notice monthly_notice {
  period every month
  split by remarks
}
"#,
        right: r#"field channel one of hotline, counter, web
notice monthly_notice {
  period every month
  split by channel
}
"#,
    },
    Page {
        code: Code("O1360"),
        title: ("replies are due before the notice", "整改反馈截止早于通报"),
        body: (
            "Who is named in a notice writes back what it does about it, and a notice is issued when its data is complete and the objections to its draft are heard. So replies end after both.",
            "被点名的单位收到通报后书面反馈，而通报要等数据收齐、异议听完才能签发，所以整改反馈的截止要晚于两者。",
        ),
        wrong: r#"notice monthly_notice {
  period every month
  data until next month day 3 12:00
  objections until next month day 8 12:00
  replies until next month day 8 12:00
}
"#,
        right: r#"notice monthly_notice {
  period every month
  data until next month day 3 12:00
  objections until next month day 8 12:00
  replies until next month day 15 17:30
}
"#,
    },
];

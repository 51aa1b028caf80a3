//! The pages of reading files (O10xx) and form (O11xx).

use super::code::{Code, Page};

/// In the order of their codes.
pub(super) const FORM: &[Page] = &[
    Page {
        code: Code("O1002"),
        title: ("the file is too large", "文件太大"),
        body: (
            "A rule file may have 4 MB. A larger one is almost always something else: an export, a picture, a log. Rules that really are so long are split into several files that `import` joins.",
            "规则文件最大 4 MB。更大的多半不是规则，而是导出表、图片或日志。规则确实这么长时，请拆成几个文件，再用“引入”连起来。",
        ),
        wrong: "",
        right: "",
    },
    Page {
        code: Code("O1003"),
        title: ("brackets stand too deep in each other", "括号套得太深"),
        body: (
            "Brackets and braces may stand 32 deep in each other. Nobody can read more, and a file made to exhaust the program is refused here.",
            "括号最多套 32 层。再深没有人读得懂；专为拖垮程序而写的文件也在这里被拒绝。",
        ),
        wrong: "finding f { when ((((((((((((((((((((((((((((((((((has answered)))))))))))))))))))))))))))))))))) }",
        right: "finding f { when ((has answered)) }",
    },
    Page {
        code: Code("O1004"),
        title: ("an invisible character", "看不见的字符"),
        body: (
            "Some characters cannot be seen, or turn the direction of what follows, so that a line means something else than it shows. They come in by copying from web pages and chats. No rule needs them.",
            "有些字符看不见，或会改变后面文字的方向，使一行的意思与显示的不同。它们多是从网页或聊天里复制来的。规则里用不到。",
        ),
        wrong: "field a\u{200B} text",
        right: "field a text",
    },
    Page {
        code: Code("O1005"),
        title: ("more mistakes than are listed", "错误太多，未全部列出"),
        body: (
            "A thousand messages of one file are listed. So many mean that the file is no rule file, or that one thing near its start went wrong.",
            "一个文件最多列出一千条。错误这么多，说明它不是规则文件，或开头有一处写错。",
        ),
        wrong: "",
        right: "",
    },
    Page {
        code: Code("O1006"),
        title: ("letters that look like others", "形似的字母"),
        body: (
            "Cyrillic and Greek letters, and Latin ones of full width, look like ordinary Latin letters and are others. Two names that look the same would be two things.",
            "西里尔字母、希腊字母和全角拉丁字母看上去像普通拉丁字母，其实不同。看上去一样的两个名称会成为两样东西。",
        ),
        wrong: "field prоmised_time text",
        right: "field promised_time text",
    },
    Page {
        code: Code("O1101"),
        title: ("no statement begins with this word", "没有以这个词开头的句子"),
        body: (
            "Every statement begins with a word of the language (in a few blocks with a name). The line begins with neither. Nothing is guessed: a line that is not understood is not skipped in silence.",
            "每个句子都以规则用语开头（少数块里以名称开头）。这一行两者都不是。读不懂的行不会被悄悄跳过。",
        ),
        wrong: "workflow w {\n  please hurry\n}",
        right: "workflow w {\n  in order accepted, answered\n}",
    },
    Page {
        code: Code("O1102"),
        title: ("something else has to stand here", "这里应当是别的内容"),
        body: (
            "The statement begins well, but at this place something of another kind has to stand: a date, a number, a name. The form of the statement is shown.",
            "句子开头没错，但这个位置应当是另一类内容：日期、数字或名称。后面附有这一句的写法。",
        ),
        wrong: "calendar c {\n  off tomorrow\n}",
        right: "calendar c {\n  off 2026-05-01\n}",
    },
    Page {
        code: Code("O1103"),
        title: ("a word that has no meaning here", "写错了地方的句子"),
        body: (
            "The statement is a good one, but in another block. It is not moved for you, since where it belongs changes what it does.",
            "这一句本身没错，但应写在别的块里。写在哪里决定它管什么，所以程序不会替您移动。",
        ),
        wrong: "calendar c {\n  warn before due 1 working day\n}",
        right: "deadline d {\n  warn before due 1 working day\n}",
    },
    Page {
        code: Code("O1104"),
        title: ("a word of the language used as a name", "规则用语作了名称"),
        body: (
            "The words of both languages are reserved in every file. As a name such a word is put in quotes, or another name is chosen: it would be misread by people even where the program could tell.",
            "两种语言的规则用语在任何文件里都保留。要用作名称就加引号，或换一个名称：即使程序分得清，人也会读错。",
        ),
        wrong: "deadline resolved {\n  otherwise : 3 hours\n}",
        right: "deadline settled {\n  otherwise : 3 hours\n}",
    },
    Page {
        code: Code("O1105"),
        title: ("a quote without its partner", "引号没有配对"),
        body: (
            "A text stands between two quotes of one kind on one line: \"…\", “…” or 「…」. A quote that was opened and not closed would swallow what follows.",
            "文字要写在同一行的一对引号之间：“…”、「…」或 \"…\"。只开不关的引号会把后面的内容都吞掉。",
        ),
        wrong: "import \"calendar.onus",
        right: "import \"calendar.onus\"",
    },
    Page {
        code: Code("O1106"),
        title: ("a list that goes on into nothing", "列表末尾多了逗号"),
        body: (
            "A line that ends in a comma goes on in the next line. Here nothing more of the list follows, so the comma would make the next statement part of it.",
            "以逗号或顿号结尾的行要接着下一行读。这里后面已经没有了，多出的逗号会把下一句当成列表的一部分。",
        ),
        wrong: "workflow w {\n  in order accepted, answered,\n  new round on reopened\n}",
        right: "workflow w {\n  in order accepted, answered\n  new round on reopened\n}",
    },
    Page {
        code: Code("O1107"),
        title: ("days that do not say which", "没有说是哪种天"),
        body: (
            "Working days and calendar days differ by weekends and holidays, and a verdict hangs on it. So every number of days says which days it counts.",
            "工作日和自然日差着周末和节假日，判定就差在这里。所以凡写天数都要说明是哪种天。",
        ),
        wrong: "deadline d {\n  otherwise : 3 days\n}",
        right: "deadline d {\n  otherwise : 3 working days\n}",
    },
    Page {
        code: Code("O1108"),
        title: ("and, or mixed without brackets", "且、或 混用没有括号"),
        body: (
            "`a and b or c` is read differently by different people. There is no rule of precedence to learn here: brackets say which reading is meant.",
            "“甲 且 乙 或 丙”有两种读法。这里不设先后规则，用括号说明是哪一种。",
        ),
        wrong: "finding f {\n  when has a and has b or has c\n}",
        right: "finding f {\n  when (has a and has b) or has c\n}",
    },
    Page {
        code: Code("O1109"),
        title: ("an opening brace is missing", "缺 {"),
        body: (
            "This statement opens a block: what belongs to it stands between { and }.",
            "这一句要带一个块，属于它的内容写在 { 和 } 之间。",
        ),
        wrong: "deadline d\n",
        right: "deadline d {\n  otherwise : 3 hours\n}",
    },
    Page {
        code: Code("O1110"),
        title: ("a closing brace is missing", "缺 }"),
        body: (
            "A block that was opened is not closed. It is taken to end before the next line that cannot belong to it, so that the rest of the file is still read.",
            "块开了没有关。程序按它在下一个不属于它的行之前结束来读，好让后面的内容照常检查。",
        ),
        wrong: "deadline a {\n  otherwise : 3 hours\n\ndeadline b {\n  otherwise : 4 hours\n}",
        right: "deadline a {\n  otherwise : 3 hours\n}\ndeadline b {\n  otherwise : 4 hours\n}",
    },
    Page {
        code: Code("O1111"),
        title: ("a brace too many", "多了花括号"),
        body: (
            "A brace stands here that belongs to no other one.",
            "这里的花括号没有与之配对的另一个。",
        ),
        wrong: "deadline a {\n  otherwise : 3 hours\n}\n}",
        right: "deadline a {\n  otherwise : 3 hours\n}",
    },
    Page {
        code: Code("O1112"),
        title: ("braces after a statement that takes none", "这一句不带花括号"),
        body: (
            "Only some statements open a block. This one says all it has to say on its line.",
            "只有一部分句子带块。这一句一行就写完了。",
        ),
        wrong: "field a text {\n}",
        right: "field a text",
    },
    Page {
        code: Code("O1113"),
        title: ("no such date, time or stretch", "没有这个日期、时刻或时段"),
        body: (
            "The calendar has no such day, the day has no such time, or a stretch ends before it begins. A day ends at 24:00; a stretch past midnight is written as two.",
            "日历上没有这一天，一天里没有这个时刻，或时段的结束早于开始。一天到 24:00 为止，跨零点的写成两段。",
        ),
        wrong: "calendar c {\n  off 2026-02-30\n}",
        right: "calendar c {\n  off 2026-02-28\n}",
    },
    Page {
        code: Code("O1114"),
        title: ("a number that cannot stand here", "这个数不能用在这里"),
        body: (
            "What is counted is counted in whole numbers, not below zero and not beyond a thousand million. Half a day is written in hours.",
            "计数只用整数，不能为负，也不能大得离谱。半天请用小时写。",
        ),
        wrong: "deadline d {\n  otherwise : 1.5 working days\n}",
        right: "deadline d {\n  otherwise : 12 working hours\n}",
    },
    Page {
        code: Code("O1115"),
        title: ("said twice", "写了两次"),
        body: (
            "This can be said only once in its block. Which of the two is meant is not guessed.",
            "这一项在块里只能写一次。程序不去猜哪一处算数。",
        ),
        wrong: "category a {\n  owner b\n  owner c\n}",
        right: "category a {\n  owner b\n}",
    },
    Page {
        code: Code("O1116"),
        title: ("a word spelled wrong", "写错了字"),
        body: (
            "The word is no word of the language, but close to one that fits. The corrected line has been read and is good.",
            "这个词不是规则用语，但与一个合适的用语很像。给出的改法已经读过，没有问题。",
        ),
        wrong: "deadline d {\n  otherwise : 4 workng days\n}",
        right: "deadline d {\n  otherwise : 4 working days\n}",
    },
    Page {
        code: Code("O1117"),
        title: ("two words without a blank", "两个词之间缺空格"),
        body: (
            "Words are parted by a blank or a mark. Without it 已派单 is a name of its own, as 未联系上 is, and not 已 followed by 派单.",
            "词与词之间用空格或标点分开。不分开时“已派单”是一个名称（就像“未联系上”），而不是“已”加“派单”。",
        ),
        wrong: "认定 认定一 {\n  当 已派单 且 未 答复\n}",
        right: "认定 认定一 {\n  当 已 派单 且 未 答复\n}",
    },
    Page {
        code: Code("O1118"),
        title: ("something is missing", "缺少内容"),
        body: (
            "The statement is not complete: a word, a mark or a value is missing at this place.",
            "这一句不完整：这里缺一个词、一个标点或一个值。",
        ),
        wrong: "deadline d {\n  from accepted answered\n}",
        right: "deadline d {\n  from accepted to answered\n}",
    },
    Page {
        code: Code("O1119"),
        title: ("two statements on one line", "一行写了两句"),
        body: (
            "One statement stands on a line. Two on one line are parted by `;`.",
            "一行写一句。要写在一行就用“；”分开。",
        ),
        wrong: "deadline d {\n  from accepted to answered responsible handler\n}",
        right: "deadline d {\n  from accepted to answered; responsible handler\n}",
    },
    Page {
        code: Code("O1120"),
        title: ("something is one too many", "多了内容"),
        body: (
            "The statement is complete without this word or mark, and has no place for it.",
            "没有这个词或标点，这一句就是完整的；有了它反而读不通。",
        ),
        wrong: "deadline d please {\n  otherwise : 3 hours\n}",
        right: "deadline d {\n  otherwise : 3 hours\n}",
    },
    Page {
        code: Code("O1121"),
        title: ("a word processor's numbering", "文字处理软件的自动编号"),
        body: (
            "Word processors put `1.` before the lines of a list. The number is no part of the rule; delete it.",
            "文字处理软件会在行首加“1.”之类的编号。它不是规则的一部分，请删掉。",
        ),
        wrong: "1. field a text",
        right: "field a text",
    },
];

//! The pages of files that rules name (O101x).

use super::code::{Code, Page};

/// In the order of their codes.
pub(super) const READING: &[Page] = &[
    Page {
        code: Code("O1011"),
        title: ("a file that the rules name cannot be read", "规则里写的文件读不到"),
        body: (
            "An imported file is looked for beside the file that names it. Names that are missing may be defined in it, so they are not told until it is found.",
            "引入的文件应放在写它的文件旁边。缺的名称可能就定义在里面，找到它以前不再逐个报告。",
        ),
        wrong: "",
        right: "",
    },
    Page {
        code: Code("O1012"),
        title: ("a file lies outside the folder of the rules", "文件不在规则文件夹里"),
        body: (
            "Rules read only below their own folder, links included, so that a rule file from elsewhere cannot look around on this machine. A file that is named on the command line may lie anywhere.",
            "规则只读自己文件夹里的文件（链接也算），别处来的规则就看不到这台机器上的其他东西。命令行里写明的文件可以在任何地方。",
        ),
        wrong: "",
        right: "",
    },
    Page {
        code: Code("O1013"),
        title: ("only rule files can be imported", "只能引入规则文件"),
        body: (
            "An import names a file that ends in .onus. Days off from other programs are imported inside a calendar; rows of a spreadsheet come in as a table.",
            "引入的文件以 .onus 结尾。别的程序里的放假日期在日历的花括号里引入；电子表格的行用“表格”引用。",
        ),
        wrong: "",
        right: "",
    },
    Page {
        code: Code("O1014"),
        title: ("too many files", "文件太多"),
        body: (
            "A rule set has at most 64 files; this keeps a mistaken import from reading without end.",
            "一份规则最多 64 个文件，防止写错的引入没完没了地读下去。",
        ),
        wrong: "",
        right: "",
    },
    Page {
        code: Code("O1015"),
        title: ("a file is too large", "文件太大"),
        body: (
            "A rule file or table has at most 4 MB. Tickets are read by feeds, which have no such limit.",
            "规则文件或表格最多 4 MB。工单由取数读取，没有这个限制。",
        ),
        wrong: "",
        right: "",
    },
    Page {
        code: Code("O1016"),
        title: ("a file is no text", "文件不是文本"),
        body: (
            "Rules are plain text. A Word document holds much else beside its words; save it as plain text (UTF-8).",
            "规则是纯文本。Word 文档里除了文字还有许多别的东西，请“另存为 → 纯文本（UTF-8）”。",
        ),
        wrong: "",
        right: "",
    },
    Page {
        code: Code("O1017"),
        title: ("a file of days holds no days", "假日文件里没有日子"),
        body: (
            "A calendar imports whole-day events of iCalendar (.ics), or a table (.csv, .tsv) with the columns date, name and kind. Dates are written 2027-01-02; a date that can be read in two ways is not read.",
            "日历里可以引入 iCalendar（.ics）的全天事件，或有 日期、名称、类型 三列的表（.csv、.tsv）。日期写成 2027-01-02；有两种读法的日期不读。",
        ),
        wrong: "",
        right: "",
    },
    Page {
        code: Code("O1018"),
        title: ("nothing was checked", "没有检查"),
        body: (
            "What the command line names cannot be read: a path that is not there, a folder without rule files, a dump that was changed, a feed, a code that does not exist. It is told at the first path that was named, so that programs which read json, SARIF or JUnit get a document all the same.",
            "命令行里写的读不了：路径不存在、文件夹里没有规则文件、导出的规则被改过、数据读不了、代码不存在。它记在命令行的第一个路径上，读 json、SARIF、JUnit 的程序照样收到一份完整的文档。",
        ),
        wrong: "",
        right: "",
    },
];

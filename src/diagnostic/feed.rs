//! Codes of feeds: rows set aside (R40xx), feeds refused as a whole (R41xx), data findings (F500x).

use super::{Code, Page};

/// A row without a ticket number.
pub const NO_NUMBER: Code = Code("R4001");
/// A ticket without its first event.
pub const NO_ACCEPTANCE: Code = Code("R4002");
/// A kind that is none.
pub const UNKNOWN_KIND: Code = Code("R4003");
/// A category that is none.
pub const UNKNOWN_CATEGORY: Code = Code("R4004");
/// A party that is none.
pub const UNKNOWN_PARTY: Code = Code("R4005");
/// A second row of the same ticket.
pub const SECOND_ROW: Code = Code("R4006");
/// An event of no ticket.
pub const NO_TICKET: Code = Code("R4007");
/// A row with too few or too many cells, or a quote that does not close.
pub const NO_ROW: Code = Code("R4008");
/// A moment that cannot be read.
pub const NO_MOMENT: Code = Code("R4009");
/// A number that cannot be read.
pub const NO_DECIMAL: Code = Code("R4010");
/// A value that the field does not know.
pub const UNKNOWN_VALUE: Code = Code("R4011");
/// A cell that is too long.
pub const LONG_CELL: Code = Code("R4012");
/// Bytes that the stated encoding does not know.
pub const BAD_BYTES: Code = Code("R4013");
/// An event row without its event or moment.
pub const NO_EVENT: Code = Code("R4014");
/// An event of a ticket that was set aside.
pub const TICKET_ASIDE: Code = Code("R4015");
/// A ticket accepted before the rules came into force.
pub const NOT_GOVERNED: Code = Code("R4016");
/// A ticket accepted when no version of the rules was in force.
pub const IN_GAP: Code = Code("R4017");

/// A line or element that is no JSON object.
pub const NO_OBJECT: Code = Code("R4020");
/// An object or a list where a value is asked for.
pub const NESTED: Code = Code("R4021");
/// A formula of which the workbook holds no value.
pub const NO_STORED_VALUE: Code = Code("R4018");
/// A cell under a merged one.
pub const MERGED_CELL: Code = Code("R4019");

/// A mapped column is missing.
pub const NO_COLUMN: Code = Code("R4101");
/// A mapped column stands there twice.
pub const COLUMN_TWICE: Code = Code("R4102");
/// Not UTF-8, and no word on what else.
pub const NOT_UTF8: Code = Code("R4103");
/// An encoding that is none.
pub const UNKNOWN_ENCODING: Code = Code("R4104");
/// A format of moments that is none.
pub const UNKNOWN_FORMAT: Code = Code("R4105");
/// No header line.
pub const NO_HEADER: Code = Code("R4106");
/// Could not be read to its end.
pub const UNREADABLE: Code = Code("R4107");
/// Unpacks to absurd size.
pub const TOO_DENSE: Code = Code("R4108");
/// A row without end.
pub const ENDLESS_ROW: Code = Code("R4109");
/// More rows than the tables can number.
pub const TOO_MANY_ROWS: Code = Code("R4110");

/// Not in the format that was stated or named.
pub const WRONG_FORMAT: Code = Code("R4111");
/// Merged cells in the header of a sheet.
pub const MERGED_HEADER: Code = Code("R4112");
/// Several sheets, or none of that name.
pub const WHICH_SHEET: Code = Code("R4113");

/// Older than it may be.
pub const STALE: Code = Code("R4114");
/// Fewer rows than it has to have.
pub const TOO_FEW_ROWS: Code = Code("R4115");

/// An event that the workflow does not know.
pub const UNKNOWN_EVENT: Code = Code("F5001");
/// A local time that came twice.
pub const TIME_TWICE: Code = Code("F5002");
/// A local time that never came.
pub const TIME_NEVER: Code = Code("F5003");
/// Two feeds tell one event differently.
pub const TOLD_DIFFERENTLY: Code = Code("F5004");
/// A row that says again what another one said.
pub const REPEATED: Code = Code("F5005");
/// A score outside its scale, or none.
pub const NO_SCORE: Code = Code("F5006");
/// A visit without its tier.
pub const NO_TIER: Code = Code("F5010");
/// An answer that is of no satisfaction, or could be of several.
pub const NO_MEASURE: Code = Code("F5011");

/// A row that is the same case as one of another feed.
pub const JOINED: Code = Code("F5007");
/// A row that could be the same case as several.
pub const SEVERAL_CASES: Code = Code("F5008");
/// Two rows of one case that tell a column differently.
pub const ROWS_DIFFER: Code = Code("F5009");

/// The pages of these codes.
pub const PAGES: &[Page] = &[
    page(
        NO_NUMBER,
        ("a row without a ticket number", "没有工单编号的行"),
        (
            "The row cannot belong to any ticket. Fill the cell in the source system.",
            "这一行不知道属于哪件工单。请在来源系统里补上编号。",
        ),
    ),
    page(
        NO_ACCEPTANCE,
        ("a ticket without its first event", "没有受理时间的工单"),
        (
            "No clock can start: neither the ticket's row nor any event row tells the workflow's first event.",
            "工单行和流转行都没有流程的第一个事件，无从起算。",
        ),
    ),
    page(
        UNKNOWN_KIND,
        ("a kind that the rules do not know", "规则里没有的性质"),
        (
            "Nothing is guessed. Write the spelling under `also called`, or map it in the column.",
            "不作猜测。请在“又名”里写上这种叫法，或在该列的“对应”里写明。",
        ),
    ),
    page(
        UNKNOWN_CATEGORY,
        ("a category that the rules do not know", "规则里没有的类别"),
        (
            "Nothing is guessed. Write the spelling under `also called`, or map it in the column. A name that two categories have is written as its path.",
            "不作猜测。请在“又名”里写上这种叫法，或在该列的“对应”里写明。两个类别同名时请写路径。",
        ),
    ),
    page(
        UNKNOWN_PARTY,
        ("a unit that the rules do not know", "规则里没有的单位"),
        (
            "Nothing is guessed. Write the spelling under `also called`, or map it in the column.",
            "不作猜测。请在“又名”里写上这种叫法，或在该列的“对应”里写明。",
        ),
    ),
    page(
        SECOND_ROW,
        ("a second row of the same ticket", "同一工单的第二行"),
        (
            "One wide row tells a ticket. Of several the one with the earliest acceptance is taken, whatever their order in the file.",
            "一件工单只取一行：取受理最早的一行，与行序无关。",
        ),
    ),
    page(
        NO_TICKET,
        ("an event of no ticket", "没有工单的流转"),
        (
            "The ticket number of this row stands in no ticket feed.",
            "这一行的工单编号在工单表里找不到。",
        ),
    ),
    page(
        NO_ROW,
        ("a row that does not parse", "读不成行"),
        (
            "The row has fewer or more cells than the header, or a quote that is not closed. A line break or a quote in a text was probably exported without quotes.",
            "这一行的格数与表头不符，或引号没有闭合；多半是导出时文本里的换行或引号没有处理。",
        ),
    ),
    page(
        NO_MOMENT,
        ("a moment that cannot be read", "读不出的时间"),
        (
            "Write the column's `format` as the feed writes it.",
            "请按数据的写法给该列写上“格式”。",
        ),
    ),
    page(
        NO_DECIMAL,
        ("a number that cannot be read", "读不出的数值"),
        (
            "Digits with at most one point are read; no thousands marks, no units.",
            "只认数字和一个小数点，不认千分号和单位。",
        ),
    ),
    page(
        UNKNOWN_VALUE,
        ("a value that the field does not know", "字段里没有的取值"),
        (
            "Nothing is guessed. Write the spelling under `also called`, or map it in the column.",
            "不作猜测。请在“又名”里写上这种叫法，或在该列的“对应”里写明。",
        ),
    ),
    page(
        LONG_CELL,
        ("a cell that is too long", "过长的格子"),
        (
            "A cell holds at most 1 MB, a ticket or customer number at most 255 bytes.",
            "一格最多 1 MB，工单编号、客户编号最多 255 字节。",
        ),
    ),
    page(
        BAD_BYTES,
        ("bytes that the stated encoding does not know", "编码里没有的字节"),
        (
            "The row holds bytes that are none in the encoding of the feed.",
            "这一行有该编码里没有的字节。",
        ),
    ),
    page(
        NO_EVENT,
        ("an event row without its event or moment", "没有事件或时刻的流转行"),
        ("Both have to be told.", "事件和时刻都要有。"),
    ),
    page(
        TICKET_ASIDE,
        ("an event of a ticket that was set aside", "已搁置工单的流转"),
        (
            "It comes back when the ticket's own row is mended.",
            "工单行改好以后，它就算数。",
        ),
    ),
    page(
        NOT_GOVERNED,
        ("a ticket from before the rules were in force", "规则生效之前的工单"),
        (
            "The rules say from which day on they are in force; this ticket's day lies before it. Judge it by the rules of that time, or take it out of the feed.",
            "规则写明从哪一天起生效，这件工单早于那一天。请按当时的规则处理，或不要放进数据。",
        ),
    ),
    page(
        IN_GAP,
        (
            "a ticket from a gap between two versions of the rules",
            "两版规则之间空档里的工单",
        ),
        (
            "A version says until when it is in force, and none was in force on this ticket's day. Let the version last until the next one begins, or add the one that is missing.",
            "有一版写明施行到哪一天，而这件工单那天没有哪一版在施行。请让那一版接到下一版，或补上缺的一版。",
        ),
    ),
    page(
        NO_OBJECT,
        ("a line or element that is no JSON object", "不是 JSON 对象的行或元素"),
        (
            "Each line of NDJSON, each element of an array is one object, and no key that the feed block names stands in it twice.",
            "NDJSON 的每一行、数组的每一个元素都是一个对象，取数用到的键在其中不得重复。",
        ),
    ),
    page(
        NESTED,
        (
            "an object or a list where a value is asked for",
            "该是值的地方是对象或数组",
        ),
        (
            "The column names a key of a JSON object under which another object or a list stands. Name the key inside of the object that is meant: `from column \"customer.id\"`. A list is no value; only the co-handlers may be a list of names.",
            "取数写的键下面不是一个值，而是对象或数组。请写到里面的那个键：取自列 “customer.id”。数组不是一个值；只有协办单位可以是名称的数组。",
        ),
    ),
    page(
        NO_STORED_VALUE,
        ("a formula without a stored value", "没有存值的公式"),
        (
            "Onus computes no formulas; it reads what Excel computed when the workbook was saved. A program that wrote the workbook without Excel left no value. Open it in Excel and save it.",
            "Onus 不计算公式，只读 Excel 保存时算出的值。由程序写成、没有用 Excel 打开过的工作簿里没有这个值。请用 Excel 打开后保存。",
        ),
    ),
    page(
        MERGED_CELL,
        ("a cell under a merged one", "合并单元格盖住的格子"),
        (
            "Of merged cells only the first holds the value; whether it is meant for the others cannot be told. Unmerge the cells and fill each of them.",
            "合并的单元格只有第一格有值，是否也指其他格说不准。请取消合并，逐格填写。",
        ),
    ),
    page(
        NO_COLUMN,
        ("a mapped column is missing", "缺少列"),
        (
            "The feed block names a column that the table has not. A column that may be missing is written `optional`.",
            "取数写的列在表里没有。可以没有的列请写“可缺”。",
        ),
    ),
    page(
        COLUMN_TWICE,
        ("a mapped column stands there twice", "同名列"),
        ("Which of them is meant cannot be told.", "不知道指的是哪一列。"),
    ),
    page(
        NOT_UTF8,
        ("a feed that is not UTF-8", "不是 UTF-8"),
        (
            "Without a byte order mark and without a stated encoding a feed is read as UTF-8.",
            "没有字节序标记、也没有写明编码的数据按 UTF-8 读。",
        ),
    ),
    page(
        UNKNOWN_ENCODING,
        ("an encoding that is none", "没有这种编码"),
        (
            "Write GBK, GB18030, UTF-8, Big5, or another label of the web's Encoding Standard.",
            "可写 GBK、GB18030、UTF-8、Big5 等。",
        ),
    ),
    page(
        UNKNOWN_FORMAT,
        ("a format that names no date", "格式里没有日期"),
        (
            "A format holds year, month and day once each: `YYYY-MM-DD HH:MM`.",
            "格式里年、月、日各有一个：“年-月-日 时:分”。",
        ),
    ),
    page(
        NO_HEADER,
        ("a feed without a header line", "没有表头"),
        ("The first line of a feed names its columns.", "数据的第一行是列名。"),
    ),
    page(
        UNREADABLE,
        ("a feed that cannot be read to its end", "读不完的数据"),
        ("The file or stream failed while it was read.", "读的过程中出错。"),
    ),
    page(
        TOO_DENSE,
        ("a feed that unpacks to absurd size", "压缩比异常"),
        (
            "Beyond 64 MB a packed feed may unpack to at most 200 times its size.",
            "超过 64 MB 以后，解压不得超过原大小的 200 倍。",
        ),
    ),
    page(
        ENDLESS_ROW,
        ("a row without end", "没有尽头的行"),
        (
            "A row is longer than 16 MB: this is no table, or its line ends are missing.",
            "一行超过 16 MB：这不是表格，或缺换行。",
        ),
    ),
    page(
        TOO_MANY_ROWS,
        ("too many rows", "行数过多"),
        ("A run holds at most 4,000,000,000 rows.", "一次最多 40 亿行。"),
    ),
    page(
        WRONG_FORMAT,
        ("a file that is not in its format", "格式不符的文件"),
        (
            "The format is the one that the feed states (`format \"xlsx\"`), else that of the file's name (.csv, .tsv, .json, .ndjson, .xlsx), else what the first characters show. The file is something else.",
            "格式按取数写明的（格式 “xlsx”），没写的按文件名（.csv、.tsv、.json、.ndjson、.xlsx），再按开头的内容。这个文件却是别的东西。",
        ),
    ),
    page(
        MERGED_HEADER,
        ("merged cells in the header", "表头有合并单元格"),
        (
            "Each column needs its own name, in one row above the data. A merged title above the names is deleted, merged names are unmerged.",
            "每一列要有自己的列名，写在数据上方的一行里。删去列名上方合并的标题行，合并的列名要取消合并。",
        ),
    ),
    page(
        WHICH_SHEET,
        ("which sheet is meant is not told", "没写明是哪张工作表"),
        (
            "Where several sheets of a workbook have cells in them, the feed names one: `sheet \"…\"`.",
            "工作簿里有几张非空的工作表时，取数要写明一张：工作表 “……”。",
        ),
    ),
    page(
        STALE,
        ("a feed that is too old", "过旧的数据"),
        (
            "The feed says how old its newest event may be, counted by the clock from the moment of the run. An export that failed in the night is not taken for a night without events.",
            "取数写明了最新事件最多可以多旧，从截至时刻按自然时间算。夜里没导出成功的数据，不能当成一夜无事。",
        ),
    ),
    page(
        TOO_FEW_ROWS,
        ("a feed that is too short", "行数过少的数据"),
        (
            "The feed says how many rows it has at least. An export that came out empty is not taken for a night without tickets.",
            "取数写明了至少有几行。导出成空表，不能当成一夜无单。",
        ),
    ),
    page(
        UNKNOWN_EVENT,
        ("an event that the workflow does not know", "流程里没有的事件"),
        (
            "The row is kept and listed; it changes nothing. Write the spelling under `also called`, map it, or add the event to the workflow.",
            "这一行保留并列出，不影响结果。请写“又名”、“对应”，或把事件加进流程。",
        ),
    ),
    page(
        TIME_TWICE,
        ("a local time that came twice", "出现两次的当地时间"),
        (
            "The clocks went back; the first of the two is taken.",
            "时钟回拨，取第一次。",
        ),
    ),
    page(
        TIME_NEVER,
        ("a local time that never came", "不存在的当地时间"),
        (
            "The clocks went forward; the time is moved forward by the gap.",
            "时钟拨快，时间顺延这段空档。",
        ),
    ),
    page(
        TOLD_DIFFERENTLY,
        ("one event told differently by two feeds", "两份数据对同一事件说法不同"),
        ("The earlier moment counts.", "以较早的为准。"),
    ),
    page(
        NO_SCORE,
        ("a score outside its scale, or none", "超出评分范围的得分，或没有得分"),
        (
            "The answer is kept and listed; it is no part of any score or share. The scale is that of the satisfaction whose dimension the row tells, or of the only satisfaction.",
            "这份回答保留并列出，不计入得分和占比。评分范围按该维度所属的满意度，或唯一的满意度。",
        ),
    ),
    page(
        REPEATED,
        ("a row that says again what another one said", "重复的行"),
        (
            "Event rows equal in ticket, event, moment, party and category count once. So do answers equal in ticket, customer, dimension, moment and score, and visits equal in tier, person, unit and moment. Answers that tell neither ticket nor customer, or no moment, and visits that tell no person, may be of several people: each counts.",
            "工单、事件、时刻、经办方、类别都相同的流转行只算一次。工单、客户、维度、时刻、得分都相同的回答，层级、监控人、单位、时刻都相同的监控，也只算一次。没写工单和客户、或没写时刻的回答，没写监控人的监控，可能出自不同的人，逐行都算。",
        ),
    ),
    page(
        NO_TIER,
        ("a visit without its tier", "没有层级的监控"),
        (
            "The row is kept and listed; it counts for no quota. Fill in the tier.",
            "这一行保留并列出，不计入任何定额。请补上层级。",
        ),
    ),
    page(
        NO_MEASURE,
        (
            "an answer that is of no satisfaction, or could be of several",
            "归不到哪个满意度的回答",
        ),
        (
            "Where the rules have several satisfactions, the dimension tells which one an answer is of; it has to stand in one of them alone. The answer is kept and listed; it is no part of any score or share.",
            "规则有几个满意度时，靠维度区分；一个维度只能属于一个满意度。这份回答保留并列出，不计入得分和占比。",
        ),
    ),
    page(
        JOINED,
        (
            "a row that is the same case as one of another feed",
            "与另一份工单表同一事项的行",
        ),
        (
            "The feed says when its rows are the same case (`same case when same …`). The case keeps the number of the other feed; the events of both rows are its own, and what only this row tells is taken from it.",
            "取数写明了什么算同一事项（“同一事项 当 同一 ……”）。编号以另一份为准，两行的事件都算这一件的，只有这一行有的内容取自这一行。",
        ),
    ),
    page(
        SEVERAL_CASES,
        ("a row that could be the same case as several", "可能与几件同一事项的行"),
        (
            "The line of `same case` that finds a case finds more than one. Nothing is guessed: the row stands as a case of its own. Say more of what has to be the same, or a shorter time between them.",
            "按“同一事项”找到的不止一件。不作猜测，这一行仍单独算一件。请多写几项相同的内容，或缩短间隔。",
        ),
    ),
    page(
        ROWS_DIFFER,
        (
            "two rows of one case that tell a column differently",
            "同一事项的两行，这一列说法不同",
        ),
        (
            "The row of the feed whose number the case has counts; the other one is told. Mend whichever is wrong in its system.",
            "以编号所在的那份工单表为准，另一份的说法在此列出。请在来源系统里改正。",
        ),
    ),
];

const fn page(code: Code, title: (&'static str, &'static str), body: (&'static str, &'static str)) -> Page {
    Page {
        code,
        title,
        body,
        wrong: "",
        right: "",
    }
}

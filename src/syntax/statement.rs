//! The table of statements: in which block each stands, by which keyword it is known, and how it is written.
//!
//! Messages show the form; "has no meaning here" and "did you mean" are looked up here.

use super::braces::ends_with_mapping;
use super::grammar::{Node, Rule};
use super::keywords::{Keyword, keyword, keyword_at};
use crate::diagnostic::{Language, Words};

/// The blocks: what is allowed between a pair of braces.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Block {
    Top,
    Calendar,
    Organisation,
    Kind,
    Category,
    Workflow,
    Table,
    Deadline,
    Ladder,
    Rung,
    Schedule,
    Repeat,
    Finding,
    Wording,
    Quota,
    Satisfaction,
    Metric,
    Notice,
    Feed,
    Mapping,
    AlsoCalled,
    Example,
    ExpectChange,
}

/// Whether a statement opens a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Braces {
    Never,
    May,
    Must,
}

/// One statement.
#[derive(Debug)]
pub(super) struct Form {
    /// Its rule in the grammar.
    pub rule: Rule,
    /// The name of that rule.
    pub name: &'static str,
    /// Where it stands.
    pub blocks: &'static [Block],
    /// The keywords it can begin with; none where it begins with a name.
    pub heads: &'static [&'static str],
    /// The block it opens, and whether it has to.
    pub opens: Option<(Block, Braces)>,
    /// How it is written, English and Chinese.
    pub form: (&'static str, &'static str),
}

macro_rules! forms {
    ($($rule:ident [$($block:ident)+] [$($head:literal)*] $($inner:ident $braces:ident)? : $en:literal, $zh:literal;)*) => {
        /// All statements, in the grammar's order.
        pub(super) const FORMS: &[Form] = &[$(Form {
            rule: Rule::$rule,
            name: stringify!($rule),
            blocks: &[$(Block::$block),+],
            heads: &[$($head),*],
            opens: forms!(@ $($inner $braces)?),
            form: ($en, $zh),
        }),*];
    };
    (@ $inner:ident $braces:ident) => { Some((Block::$inner, Braces::$braces)) };
    (@) => { None };
}

forms! {
    ruleset [Top] ["ruleset"]: r#"ruleset "title" version 1"#, "规则 “标题” 版本 1";
    effective [Top] ["effective"]: "effective from 2026-01-01, by EVENT", "生效 从 2026-01-01，按 事件名";
    timezone [Top Calendar Feed] ["timezone"]: "timezone Asia/Shanghai", "时区 Asia/Shanghai";
    import [Top] ["import"]: r#"import "file.onus""#, "引入 “文件.onus”";
    counting [Top Calendar Deadline] ["working_days" "calendar_days"]: "working days count from next day, until close of business", "工作日 起算 次日，截至 下班";
    arrival [Top Calendar Deadline] ["arrival"]: "arrival outside working time counts as next opening", "到达 非工作时间 视为 下次上班";
    calendar [Top] ["calendar"] Calendar Must: "calendar NAME { … }", "日历 名称 { … }";
    covers [Calendar] ["covers"]: "covers 2026-01-01 to 2026-12-31", "覆盖 2026-01-01 至 2026-12-31";
    weekly [Calendar] ["monday" "tuesday" "wednesday" "thursday" "friday" "saturday" "sunday" "every_day"]: "monday to friday 08:30-12:00, 13:30-17:30", "周一 至 周五 08:30-12:00、13:30-17:30";
    off [Calendar] ["off"]: r#"off 2026-05-01 to 2026-05-05 "why""#, "休息 2026-05-01 至 2026-05-05 “缘由”";
    off_every [Calendar] ["off_every"]: "off every 12-25", "休息 每年 12-25";
    work [Calendar] ["work"]: r#"work 2026-05-09 "why""#, "上班 2026-05-09 “缘由”";
    on [Calendar] ["on"]: "on 2026-02-13 08:30-12:00", "于 2026-02-13 08:30-12:00";
    closed [Calendar] ["closed"]: "closed on 2026-02-13 15:00-17:30", "停班 2026-02-13 15:00-17:30";
    import_days [Calendar] ["import"]: r#"import "days.ics""#, "引入 “假日.ics”";
    builds_on [Calendar] ["builds_on"]: "builds on CALENDAR", "基于 日历名";
    organisation [Top] ["organisation"] Organisation Must: "organisation { … }", "组织 { … }";
    party_line [Organisation] ["leadership" "department" "unit" "team"]: r#"department NAME under NAME contact person "post""#, "部门 名称 上级 名称 联系人 “岗位”";
    field [Top] ["field"]: "field NAME one of VALUE, VALUE", "字段 名称 取值 值、值";
    kind [Top] ["kind"] Kind May: "kind NAME { when TEST }", "性质 名称 { 当 条件 }";
    kind_when [Kind] ["when"]: "when TEST", "当 条件";
    category [Top] ["category"] Category May: "category NAME { owner NAME }", "类别 名称 { 归口 部门名 }";
    owner [Category] ["owner"]: "owner NAME", "归口 部门名";
    subcategory [Category] ["subcategory"] Category May: "subcategory NAME", "子类 名称";
    group [Top] ["group"]: "group NAME of CATEGORY, CATEGORY", "口径 名称 含 类别名、类别名";
    workflow [Top] ["workflow"] Workflow Must: "workflow NAME { … }", "流程 名称 { … }";
    in_order [Workflow] ["in_order"]: "in order EVENT, EVENT", "依次 事件名、事件名";
    may_have [Workflow] ["may_have"]: "may have EVENT, EVENT", "可有 事件名、事件名";
    calendar_of [Workflow Deadline Ladder Schedule] ["calendar"]: "calendar NAME", "日历 名称";
    new_round [Workflow] ["new_round_on"]: "new round on EVENT", "新一轮 凭 事件名";
    redo [Workflow] ["redo_on"]: "redo on EVENT", "返工 凭 事件名";
    leave_out [Workflow] ["leave_out_on"]: "leave out on EVENT, EVENT", "不计 凭 事件名、事件名";
    hand_over [Workflow] ["hand_over_on"]: "hand over on EVENT, grace 1 working day", "移交 凭 事件名，宽限 1个工作日";
    reclassify [Workflow] ["reclassify_on"]: "reclassify on EVENT, grace 1 working day", "改类 凭 事件名，宽限 1个工作日";
    resolved_when [Workflow] ["resolved_when"]: "resolved when TEST", "解决 当 条件";
    table [Top] ["table"] Table Must: r#"table NAME "file.tsv" { … }"#, "对照表 名称 “文件.tsv” { … }";
    table_column [Table] ["category" "owner" "within"]: r#"category from column "header""#, "类别 取自列 “列名”";
    deadline [Top] ["deadline"] Deadline Must: "deadline NAME { … }", "时限 名称 { … }";
    row [Deadline] ["when" "otherwise"]: "when TEST : 4 working days", "当 条件 ： 4个工作日";
    from_to [Deadline] ["from"]: "from EVENT to EVENT", "从 事件名 至 事件名";
    every_turn [Deadline] ["every"]: "every 3 calendar days from EVENT to EVENT", "每 3个自然日 从 事件名 至 事件名";
    responsible [Deadline Rung Schedule Finding] ["responsible"]: "responsible handler", "责任 承办单位";
    responsible_each [Deadline] ["responsible"]: "responsible each co_handler", "责任 每个 协办单位";
    workflow_of [Deadline Feed] ["workflow"]: "workflow NAME", "流程 名称";
    rows_from [Deadline] ["rows_from"]: "rows from TABLE", "各行 取自 对照表名";
    not_needed [Deadline] ["not_needed_when"]: "not needed when TEST", "免于 当 条件";
    no_breach [Deadline] ["no_breach"]: "a miss is no breach", "超期 不算 逾期";
    on_trial [Deadline Rung] ["on_trial"]: "on trial", "试行";
    warn [Deadline] ["warn_before_due"]: "warn before due 1 working day", "预警 到期前 1个工作日";
    remind [Deadline] ["remind_after_due" "remind_before_due"]: "remind after due 1 working day 09:00, send to handler", "提醒 到期后 1个工作日 09:00，发给 承办单位";
    pause [Deadline] ["pause"]: "pause from EVENT to EVENT, at most 5 working days", "暂停 从 事件名 至 事件名，最多 5个工作日";
    continue_on [Deadline] ["continue_on"]: "continue on EVENT", "续办 凭 事件名";
    extend [Deadline] ["extend"]: "extend from EVENT to EVENT, at most 1 time, each 3 working days, approver NAME", "延期 从 事件名 至 事件名，最多 1次，每次 3个工作日，批准 部门名";
    ladder [Top] ["ladder"] Ladder Must: "ladder NAME { … }", "阶梯 名称 { … }";
    applies_when [Ladder] ["applies"]: "applies when TEST", "适用 当 条件";
    rung [Ladder] ["rung"] Rung Must: r#"rung 2 "title" { … }"#, "第2级 “题” { … }";
    enter_when [Rung] ["enter"]: "enter when TEST", "进入 当 条件";
    within [Rung Schedule] ["within"]: "within 3 working days", "限 3个工作日";
    within_as [Rung] ["within"]: "within as deadline NAME", "限 同 时限 名称";
    to [Rung Schedule] ["to"]: "to EVENT", "至 事件名";
    must [Rung] ["must"]: "must EVENT within 1 working day", "必办 事件名 限 1个工作日";
    exit [Rung] ["exit"]: "exit EVENT to rung 1 within 2 working days", "出口 事件名 至 第1级 限 2个工作日";
    schedule [Top] ["schedule"] Schedule Must: "schedule NAME { … }", "定期 名称 { … }";
    monthly_last [Schedule] ["every_month"]: "every month, last working day 17:30", "每月，最后工作日 17:30";
    monthly_day [Schedule] ["every_month"]: "every month, day 25 17:30", "每月，25日 17:30";
    collect_when [Schedule] ["collect"]: "collect when TEST", "汇总 当 条件";
    repeat [Top] ["repeat"] Repeat Must: "repeat { … }", "重复 { … }";
    same [Repeat] ["same"]: "same customer, category", "同一 客户编号、类别";
    looking_back [Repeat] ["looking_back"]: "looking back 90 calendar days", "回溯 90个自然日";
    finding [Top] ["finding"] Finding Must: "finding NAME { … }", "认定 名称 { … }";
    finding_kind [Finding] ["counts_as"]: "counts as incomplete in form", "视为 形式不到位";
    finding_when [Finding] ["when"]: r#"when TEST : "label""#, "当 条件 ： “说明”";
    wording [Top] ["wording"] Wording Must: "wording NAME { … }", "用语 名称 { … }";
    check [Wording] ["check"]: "check FIELD", "查 字段名";
    contains [Wording] ["contains"]: r#"contains "words", "words""#, "含有 “用语”、“用语”";
    quota [Top] ["quota"] Quota Must: "quota NAME { … }", "定额 名称 { … }";
    quota_every [Quota] ["every_month" "every_quarter" "every_year"]: "every month", "每月";
    quota_tier [Quota] []: "TIER : 3 persons 2 times", "层级名 ： 3人 2次";
    satisfaction [Top] ["satisfaction"] Satisfaction Must: "satisfaction NAME { … }", "满意度 名称 { … }";
    scale [Satisfaction] ["scale"]: "scale 1 to 10", "评分 1 至 10";
    band [Satisfaction] ["band"]: "band NAME 9 to 10", "等级 名称 9 至 10";
    dimension [Satisfaction] ["dimension"]: "dimension NAME 20%", "维度 名称 20%";
    out_of [Satisfaction] ["out_of"]: "out of 100", "满分 100";
    decimals [Satisfaction] ["decimals"]: "decimals 1", "小数位 1";
    target [Satisfaction Metric] ["target"]: "target >= 98%", "目标 >= 98%";
    methods [Satisfaction] ["methods"]: "methods NAME, NAME", "方式 名称、名称";
    recheck [Satisfaction] ["recheck"]: "recheck 5%", "复查 5%";
    ask [Satisfaction] ["ask"]: "ask every quarter 1 time", "频次 每季度 1次";
    split_by [Satisfaction Notice] ["split_by"]: "split by FIELD, FIELD", "分组 字段名、字段名";
    metric [Top] ["metric"] Metric Must: "metric NAME { … }", "指标 名称 { … }";
    count_each [Metric] ["count_each"]: "count each ticket", "逐件统计 工单";
    numerator [Metric] ["numerator"]: "numerator when TEST", "分子 当 条件";
    denominator [Metric] ["denominator"]: "denominator all", "分母 全部";
    notice [Top] ["notice"] Notice Must: "notice NAME { … }", "通报 名称 { … }";
    period [Notice] ["period"]: "period every month", "期间 每月";
    data_until [Notice] ["data"]: "data until next month day 3 12:00", "数据 截至 次月 3日 12:00";
    objections_until [Notice] ["objections_until"]: "objections until next month day 8 12:00", "异议 截至 次月 8日 12:00";
    replies_until [Notice] ["replies_until"]: "replies until next month day 15 17:30", "整改反馈 截至 次月 15日 17:30";
    belongs [Notice] ["belongs"]: "belongs by due", "归属 按 到期";
    title [Notice] ["title"]: r#"title "title""#, "标题 “标题”";
    issuer [Notice] ["issuer"]: "issuer NAME", "发文 部门名";
    addressees [Notice] ["addressees"]: "addressees all units, all departments", "主送 全部单位、全部部门";
    copies [Notice] ["copies"]: "copies NAME", "抄送 部门名";
    name_when [Notice] ["name"]: "name when TEST", "点名 当 条件";
    deduct [Notice] ["deduct"]: "deduct FINDING 0.5 points", "扣分 认定名 0.5分";
    deduct_cap [Notice] ["deduct"]: "deduct at most 5 points", "扣分 最多 5分";
    sections [Notice] ["sections"]: "sections overview, categories, departments, named, escalations, repeats, quotas, satisfaction, requirements, annex", "章节 总体情况、分类统计、部门办理情况、点名通报、提级与遗留、重复诉求、质量监控、满意度、整改要求、附件明细";
    signed [Notice] ["signed"]: "signed NAME", "落款 部门名";
    sentences_from [Notice] ["sentences_from"]: r#"sentences from "file.txt""#, "文句 取自 “文件.txt”";
    feed [Top] ["feed"] Feed Must: r#"feed tickets "file.csv" { … }"#, "取数 工单表 “文件.csv” { … }";
    same_case [Feed] ["same_case"]: "same case within 3 calendar days when same customer, category", "同一事项 限 3个自然日 当 同一 客户编号、类别";
    feed_prefix [Feed] ["prefix"]: r#"prefix "CRM-""#, "前缀 “CRM-”";
    empty_is [Feed] ["empty_is"]: r#"empty is "?", "-""#, "空值 “?”、“-”";
    fresh_within [Feed] ["fresh_within"]: "fresh within 26 hours", "时效 26小时";
    rows_least [Feed] ["rows"]: "rows >= 1", "行数 >= 1";
    leaving [Feed] ["leaving"]: "leaving EVENT counts as EVENT", "离开 事件名 视为 事件名";
    column [Feed] []: r#"FIELD from column "header""#, "字段名 取自列 “列名”";
    mapping_otherwise [Mapping] ["otherwise"]: "otherwise : VALUE", "其余 ： 值";
    mapping [Mapping] []: r#""code" : VALUE"#, "“代码” ： 值";
    also_called [Top] ["also_called"] AlsoCalled Must: "also called { … }", "又名 { … }";
    also [AlsoCalled] []: r#"NAME "other spelling""#, "名称 “其他叫法”";
    example [Top] ["example"] Example Must: r#"example "what it shows" { … }"#, "用例 “说明什么” { … }";
    ticket [Example] ["ticket"]: "ticket kind = VALUE, handler = VALUE", "工单 性质 = 值，承办单位 = 值";
    event [Example] ["event"]: "event EVENT 2026-01-05 09:00", "事件 事件名 2026-01-05 09:00";
    survey [Example] ["survey"]: "survey DIMENSION 8 points 34 persons", "问卷 维度名 8分 34人";
    as_of [Example] ["as_of"]: "as of 2026-01-09 17:30", "查看 2026-01-09 17:30";
    expect [Example] ["expect"]: "expect DEADLINE due 2026-01-09 17:30", "应 时限名 到期 2026-01-09 17:30";
    expect_change [Top] ["expect_change"] ExpectChange Must: "expect change { … }", "预期变更 { … }";
    expect_no_change [Top] ["expect_no_change"]: "expect no change", "预期无变更";
    limit_becomes [ExpectChange] []: "DEADLINE 4 working days becomes 3 working days when TEST", "时限名 4个工作日 改为 3个工作日 当 条件";
    changes [ExpectChange] []: "NAME changes", "名称 有变";
}

/// A statement as the language reference lists it.
#[derive(Debug, Clone)]
pub struct Listed {
    /// The name of its rule in the grammar.
    pub rule: String,
    /// The keywords of the blocks it stands in; empty for the top level.
    pub blocks: Vec<&'static str>,
    /// The keywords it can begin with; none where it begins with a name.
    pub heads: Vec<&'static Keyword>,
    /// How it is written in English and in Chinese.
    pub forms: (&'static str, &'static str),
}

/// All statements of the language, in the grammar's order.
pub fn statements() -> Vec<Listed> {
    let opener = |block: &Block| match block {
        Block::Top => "",
        Block::Mapping => "mapping",
        _ => block
            .opener()
            .and_then(|form| form.heads.first())
            .copied()
            .unwrap_or(""),
    };
    FORMS
        .iter()
        .map(|form| Listed {
            rule: form.name.to_string(),
            blocks: form.blocks.iter().map(opener).collect(),
            heads: form.heads.iter().filter_map(|id| keyword(id)).collect(),
            forms: form.form,
        })
        .collect()
}

/// The words a column of a feed can begin with, which are keywords.
const FEED_FIELDS: &[&str] = &[
    "ticket_id",
    "customer",
    "kind",
    "category",
    "handler",
    "event",
    "moment",
    "recorded",
    "party",
    "tier",
    "monitor",
    "dimension",
    "score",
];

impl Form {
    /// How the statement is written.
    pub fn words(&self) -> Words {
        Words::new(self.form.0, self.form.1)
    }

    /// Its first keyword, where it has one.
    pub fn keyword(&self) -> Option<&'static Keyword> {
        self.heads.first().and_then(|id| keyword(id))
    }

    pub fn stands_in(&self, block: Block) -> bool {
        self.blocks.contains(&block)
    }

    /// Whether the statement can begin with a keyword.
    pub fn begins_with(&self, id: &str) -> bool {
        self.heads.contains(&id) || (self.rule == Rule::column && FEED_FIELDS.contains(&id))
    }
}

/// The form of a rule.
pub(super) fn form(rule: Rule) -> Option<&'static Form> {
    FORMS.iter().find(|form| form.rule == rule)
}

/// The forms that stand in a block and begin with a keyword.
pub(super) fn forms_of(block: Block, id: &str) -> impl Iterator<Item = &'static Form> + use<'_> {
    FORMS
        .iter()
        .filter(move |form| form.stands_in(block) && form.begins_with(id))
}

/// The block that the words before a brace open, judged by their first keyword.
pub(super) fn block_opened_by(words: &str, outer: Option<Block>) -> Option<Block> {
    if outer == Some(Block::Feed) && ends_with_mapping(words) {
        return Some(Block::Mapping);
    }
    let (keyword, _) = keyword_at(words)?;
    let opened = |form: &Form| form.opens.map(|(inner, _)| inner);
    outer
        .and_then(|outer| forms_of(outer, keyword.id).find_map(opened))
        .or_else(|| {
            FORMS
                .iter()
                .filter(|form| form.begins_with(keyword.id))
                .find_map(opened)
        })
}

/// Whether a statement that was read has to have braces: a column only with `mapping`.
pub(super) fn braces(rule: Rule, node: &Node<'_>) -> Braces {
    match form(rule).and_then(|form| form.opens) {
        Some((_, braces)) => braces,
        None if rule == Rule::column && node.has(Rule::kw_mapping) => Braces::Must,
        None => Braces::Never,
    }
}

impl Block {
    /// The rule that reads one statement of the block.
    pub fn entry(self) -> Rule {
        match self {
            Block::Top => Rule::top_lines,
            Block::Calendar => Rule::calendar_lines,
            Block::Organisation => Rule::organisation_lines,
            Block::Kind => Rule::kind_lines,
            Block::Category => Rule::category_lines,
            Block::Workflow => Rule::workflow_lines,
            Block::Table => Rule::table_lines,
            Block::Deadline => Rule::deadline_lines,
            Block::Ladder => Rule::ladder_lines,
            Block::Rung => Rule::rung_lines,
            Block::Schedule => Rule::schedule_lines,
            Block::Repeat => Rule::repeat_lines,
            Block::Finding => Rule::finding_lines,
            Block::Wording => Rule::wording_lines,
            Block::Quota => Rule::quota_lines,
            Block::Satisfaction => Rule::satisfaction_lines,
            Block::Metric => Rule::metric_lines,
            Block::Notice => Rule::notice_lines,
            Block::Feed => Rule::feed_lines,
            Block::Mapping => Rule::mapping_lines,
            Block::AlsoCalled => Rule::also_called_lines,
            Block::Example => Rule::example_lines,
            Block::ExpectChange => Rule::expect_change_lines,
        }
    }

    /// The statement that opens it; none for the file itself.
    pub fn opener(self) -> Option<&'static Form> {
        FORMS
            .iter()
            .find(|form| form.opens.is_some_and(|(inner, _)| inner == self))
    }

    /// What a person calls it, with its article in English.
    pub fn called(self, language: Language) -> String {
        let keyword = match self {
            Block::Top => None,
            Block::Mapping => keyword("mapping"),
            _ => self.opener().and_then(Form::keyword),
        };
        match (keyword, language) {
            (None, Language::English) => "the top level of a file".to_string(),
            (None, Language::Chinese) => "文件最外层".to_string(),
            (Some(_), Language::Chinese) if self == Block::Rung => "“第几级”里".to_string(),
            (Some(keyword), Language::Chinese) => format!("“{}”里", keyword.zh),
            (Some(_), Language::English) if self == Block::AlsoCalled => "`also called`".to_string(),
            (Some(_), Language::English) if self == Block::ExpectChange => "`expect change`".to_string(),
            (Some(keyword), Language::English) => {
                let word = keyword.en.trim_end_matches(" #");
                let article = if word.starts_with(['a', 'e', 'i', 'o']) {
                    "an"
                } else {
                    "a"
                };
                format!("{article} {word}")
            }
        }
    }
}

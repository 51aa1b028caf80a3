//! What is known about words besides their spelling: what people type for them, which rules they begin, which of
//! them deny.

use super::grammar::Rule;

/// Whether words deny something: a typing error never turns a test into its opposite.
pub(super) fn negates(words: &str) -> bool {
    words.starts_with(['不', '未'])
        || words.starts_with("not ")
        || words.starts_with("un")
        || words.starts_with("no ")
        || words == "has not"
}

/// What people type for a word of the language.
pub(super) const MEANT: &[(&str, &str)] = &[
    ("if", "when"),
    ("where", "when"),
    ("else", "otherwise"),
    ("default", "otherwise"),
    ("other", "otherwise"),
    ("then", ":"),
    (",", ":"),
    ("&", "and"),
    ("|", "or"),
    ("-", "to"),
    ("–", "to"),
    ("until", "to"),
    ("till", "to"),
    ("to", "until"),
    ("max", ", at most"),
    ("by", "for"),
    ("level", "rung"),
    ("like", "as"),
    ("start", "from"),
    ("owner", "responsible"),
    ("after", "from"),
    ("如果", "当"),
    ("若", "当"),
    ("其他", "其余"),
    ("其它", "其余"),
    ("、", "："),
    ("，", "："),
    ("和", "且"),
    ("与", "且"),
    ("不", "未"),
    ("没有", "未"),
    ("已经", "已"),
    ("在", "属于"),
    ("-", "至"),
    ("~", "至"),
    ("～", "至"),
    ("最长", "，最多"),
    ("负责", "责任"),
    ("上级单位", "上级"),
];

/// The keywords with which a rule begins that pest names instead of them.
pub(super) fn begins_with(rule: Rule) -> &'static [&'static str] {
    match rule {
        Rule::weekday => &[
            "monday",
            "tuesday",
            "wednesday",
            "thursday",
            "friday",
            "saturday",
            "sunday",
        ],
        Rule::op | Rule::comparison => &["op_at_least", "op_at_most", "op_not_equal", "op_less", "op_greater"],
        Rule::every => &["every_month", "every_quarter", "every_year"],
        Rule::feed_role => &["tickets", "events", "surveys", "monitoring", "decisions", "objections"],
        Rule::domain => &["yes_or_no", "one_of", "text", "number", "point_in_time"],
        Rule::one_of => &["one_of"],
        Rule::party => &["handler", "owning_department", "accountable_party"],
        Rule::lateness => &["overdue", "not_overdue", "on_time"],
        Rule::counted => &["count"],
        Rule::told => &["missing", "given"],
        Rule::earlier => &["before"],
        Rule::membership => &["in", "not_in"],
        Rule::has => &["has", "has_not"],
        Rule::recurs => &["recurs", "not_recurs"],
        Rule::state => &["resolved", "unresolved"],
        Rule::at_rung => &["at"],
        Rule::occurrence => &["occurrence"],
        Rule::sample | Rule::expect_sample => &["sample"],
        Rule::limit => &["no_deadline"],
        Rule::cond => &[
            "has",
            "has_not",
            "recurs",
            "not_recurs",
            "at",
            "resolved",
            "unresolved",
            "occurrence",
            "sample",
        ],
        Rule::arrival_outside => &["outside_working_time"],
        Rule::arrival_day_off => &["on_a_day_off"],
        Rule::arrival_past => &["past"],
        Rule::from_next_day | Rule::from_next_day_work => &["next_day"],
        Rule::from_the_moment => &["from_the_moment"],
        Rule::column_format => &["format"],
        Rule::column_separator => &["separator"],
        Rule::co_handlers_told => &["co_handlers"],
        Rule::under => &["under"],
        Rule::own_calendar => &["calendar"],
        Rule::party_from => &["from"],
        Rule::party_until => &["until"],
        Rule::replaces => &["replaces"],
        Rule::contact => &["contact_person"],
        Rule::addressee => &["all_units", "all_departments"],
        Rule::section => &[
            "overview",
            "categories",
            "departments",
            "named",
            "escalations",
            "repeats",
            "quotas",
            "requirements",
            "annex",
        ],
        Rule::expect_due => &["due"],
        Rule::expect_entered => &["entered"],
        Rule::expect_not_entered => &["not_entered"],
        Rule::expect_score => &["score"],
        Rule::expect_share => &["share"],
        Rule::expect_persons => &["persons_needed"],
        _ => &[],
    }
}

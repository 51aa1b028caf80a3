//! The words under which exports of both languages head their columns. They say what a column probably is; that it
//! holds such things is looked at apart.

use crate::feed::cell::half_width;
use crate::model::FeedField;

/// The header without blanks, marks and capital letters.
pub(super) fn plain(header: &str) -> String {
    half_width(header)
        .to_lowercase()
        .chars()
        .filter(|letter| letter.is_alphanumeric())
        .collect()
}

/// Headers of the built-in fields; the likelier first.
const FIELDS: &[(FeedField, &[&str])] = &[
    (
        FeedField::TicketId,
        &[
            "ticketid",
            "工单编号",
            "casenumber",
            "工单号",
            "ticketnumber",
            "caseid",
            "ticket",
            "单号",
            "caseno",
            "ticketno",
            "流水号",
            "受理编号",
            "案件编号",
            "诉求编号",
            "投诉编号",
            "complaintid",
            "complaintnumber",
            "requestid",
            "servicerequestid",
            "incidentid",
            "incidentnumber",
            "caseenquiryid",
            "issueid",
            "reference",
            "ref",
            "number",
            "id",
            "编号",
            "case",
            "工单",
        ],
    ),
    (
        FeedField::Customer,
        &[
            "customer",
            "客户编号",
            "户号",
            "客户号",
            "customerid",
            "customernumber",
            "用户编号",
            "用电户号",
            "客户代码",
            "accountid",
            "accountnumber",
            "account",
            "clientid",
            "client",
            "userid",
            "memberid",
            "policynumber",
        ],
    ),
    (
        FeedField::Kind,
        &[
            "kind",
            "性质",
            "业务类型",
            "工单类型",
            "诉求类型",
            "投诉性质",
            "casetype",
            "tickettype",
            "requesttype",
            "recordtype",
            "type",
            "类型",
        ],
    ),
    (
        FeedField::Category,
        &[
            "category",
            "类别",
            "业务类别",
            "诉求类别",
            "业务分类",
            "分类",
            "subcategory",
            "casereason",
            "topic",
            "reason",
            "业务子类",
        ],
    ),
    (
        FeedField::Handler,
        &[
            "handler",
            "承办单位",
            "处理单位",
            "责任单位",
            "承办部门",
            "处理部门",
            "责任部门",
            "ownerteam",
            "assignedteam",
            "assignedgroup",
            "handlingteam",
            "team",
            "unit",
            "department",
            "queue",
            "group",
            "assignedto",
            "owner",
        ],
    ),
    (
        FeedField::Event,
        &[
            "event",
            "事件",
            "环节",
            "操作",
            "动作",
            "节点",
            "eventtype",
            "action",
            "activity",
            "step",
            "status",
            "state",
            "状态",
        ],
    ),
    (
        FeedField::Moment,
        &[
            "moment",
            "时刻",
            "操作时间",
            "发生时间",
            "处理时间",
            "eventtime",
            "eventat",
            "timestamp",
            "occurredat",
            "changedat",
            "datetime",
            "时间",
            "time",
            "date",
            "at",
        ],
    ),
    (
        FeedField::Recorded,
        &[
            "recorded",
            "录入时刻",
            "录入时间",
            "recordedat",
            "enteredat",
            "loggedat",
        ],
    ),
    (
        FeedField::Party,
        &[
            "party",
            "经办方",
            "经办单位",
            "操作单位",
            "办理单位",
            "performedby",
            "actor",
            "byunit",
            "裁定部门",
            "批准部门",
            "提出单位",
            "decidedby",
            "objector",
            "raisedby",
        ],
    ),
    (
        FeedField::CoHandlers,
        &[
            "cohandlers",
            "协办单位",
            "协办部门",
            "协办",
            "cohandler",
            "supportingunits",
        ],
    ),
    (
        FeedField::Score,
        &[
            "score",
            "得分",
            "评分",
            "分数",
            "打分",
            "满意度评分",
            "rating",
            "satisfactionscore",
            "points",
        ],
    ),
    (
        FeedField::Dimension,
        &["dimension", "维度", "评价维度", "评价项目", "问题", "question", "item"],
    ),
    (
        FeedField::Tier,
        &["tier", "层级", "监控层级", "管理层级", "职级", "level"],
    ),
    (
        FeedField::Monitor,
        &[
            "monitor",
            "监控人",
            "监控人员",
            "检查人",
            "monitoredby",
            "visitor",
            "checkedby",
        ],
    ),
    (
        FeedField::About,
        &["about", "所涉", "所涉时限", "时限", "环节", "deadline", "stage"],
    ),
    (
        FeedField::Reference,
        &[
            "reference",
            "文号",
            "裁定文号",
            "批复文号",
            "异议理由",
            "理由",
            "referencenumber",
            "paper",
            "reason",
            "grounds",
        ],
    ),
];

/// Headers under which a decision says what was decided.
const DECIDED: &[&str] = &[
    "ruling",
    "裁定",
    "裁决",
    "decision",
    "裁定结果",
    "裁定意见",
    "审批结果",
    "审批意见",
    "批复",
    "decided",
    "outcome",
];

/// What a header says where rows tell objections.
const OBJECTED: &[&str] = &["异议", "申诉", "objection", "appeal"];

/// Codes of decisions that excuse.
const EXCUSED: &[&str] = &[
    "免责",
    "豁免",
    "免于追责",
    "予以免责",
    "excuse",
    "excused",
    "waiver",
    "waived",
    "exempt",
    "exempted",
];

/// Headers of the state in which a ticket stands.
const STATES: &[&str] = &[
    "state",
    "status",
    "状态",
    "工单状态",
    "当前状态",
    "casestatus",
    "ticketstatus",
    "ticketstate",
];

/// Events under the names of different houses; a group stands for one sort of event.
const EVENTS: &[&[&str]] = &[
    &[
        "accepted",
        "received",
        "created",
        "opened",
        "open",
        "registered",
        "submitted",
        "logged",
        "requested",
        "reported",
        "受理",
        "登记",
        "创建",
        "接收",
        "来电",
        "建单",
        "提交",
        "收到",
        "接单",
    ],
    &[
        "dispatched",
        "assigned",
        "allocated",
        "routed",
        "派单",
        "派发",
        "分派",
        "派工",
        "下派",
        "交办",
    ],
    &[
        "contacted",
        "firstcontact",
        "firstresponse",
        "acknowledged",
        "联系客户",
        "首次联系",
        "首次响应",
        "联系",
    ],
    &[
        "answered",
        "responded",
        "response",
        "replied",
        "finalresponse",
        "答复",
        "回复",
        "反馈",
    ],
    &[
        "closed",
        "archived",
        "resolved",
        "completed",
        "finished",
        "settled",
        "归档",
        "办结",
        "关闭",
        "结案",
        "完成",
        "解决",
    ],
    &["calledback", "callback", "回访"],
];

/// What a header of a moment carries beside the event.
const AFTER: &[&str] = &[
    "时间",
    "日期",
    "时刻",
    "datetime",
    "timestamp",
    "time",
    "date",
    "moment",
    "at",
    "on",
    "dt",
];
const BEFORE: &[&str] = &["datetime", "dateof", "timeof", "date", "time"];

/// How well a header (already plain) fits a built-in field: 0 not at all, up to 6.
pub(super) fn of_field(header: &str, field: FeedField) -> f64 {
    let words = FIELDS
        .iter()
        .find(|(known, _)| *known == field)
        .map_or(&[][..], |(_, words)| words);
    words
        .iter()
        .position(|word| *word == header)
        .map_or(0.0, |at| 6.0 - at as f64 * 0.1)
}

/// How well a header (already plain) says what was decided: 0 not at all, up to 6.
pub(super) fn of_decision(header: &str) -> f64 {
    let at = DECIDED.iter().position(|word| *word == header);
    at.map_or(0.0, |at| 6.0 - at as f64 * 0.1)
}

/// Whether a header (already plain) is one of decisions.
pub(super) fn is_decision(header: &str) -> bool {
    of_decision(header) > 0.0 || EXCUSED.iter().any(|word| header.starts_with(word))
}

/// Whether a header (already plain) is one of objections.
pub(super) fn is_objection(header: &str) -> bool {
    OBJECTED.iter().any(|word| header.contains(word))
}

/// Whether a header (already plain) is that of a state.
pub(super) fn is_state(header: &str) -> bool {
    STATES.contains(&header)
}

/// Whether a code of a decision excuses.
pub(super) fn is_excuse(code: &str) -> bool {
    EXCUSED.contains(&plain(code).as_str())
}

/// How well a header (already plain) fits an event by its name: 6 under its own name, 4 under a related one.
pub(super) fn of_event(header: &str, event: &str) -> f64 {
    let event = plain(event);
    let mut bare = vec![header];
    bare.extend(AFTER.iter().filter_map(|after| header.strip_suffix(after)));
    bare.extend(BEFORE.iter().filter_map(|before| header.strip_prefix(before)));
    if bare.contains(&event.as_str()) {
        return 6.0;
    }
    let group = EVENTS.iter().find(|group| group.contains(&event.as_str()));
    let related = |word: &&&str| group.is_some_and(|group| group.contains(*word));
    if bare.iter().any(|word| related(&word)) {
        4.0
    } else {
        0.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_of_both_languages() {
        assert!(of_field(&plain("Case Number"), FeedField::TicketId) > 5.0);
        assert!(of_field(&plain("工单 编号"), FeedField::TicketId) > 5.0);
        assert_eq!(of_field(&plain("Notes"), FeedField::TicketId), 0.0);
        assert_eq!(of_event(&plain("CreatedDate"), "accepted"), 4.0);
        assert_eq!(of_event(&plain("受理时间"), "受理"), 6.0);
        assert_eq!(of_event(&plain("Date Received"), "accepted"), 4.0);
        assert_eq!(of_event(&plain("closed_at"), "archived"), 4.0);
        assert_eq!(of_event(&plain("Created By"), "accepted"), 0.0);
        assert_eq!(of_event(&plain("Date"), "accepted"), 0.0);
    }
}

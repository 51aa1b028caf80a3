//! Tickets as a power company's hotline would export them, made up: the same number and seed give the same bytes.
//!
//! A year and a half of tickets, 2025-01-01 to 2026-07-02, in working rhythm; about one in ten is answered late,
//! one in ten is paused, a few hundred customers come back again and again. No real person is in it.

use std::io::{self, Write};

/// How the table is laid out. The facts are the same in all.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// Nineteen columns.
    Plain,
    /// The columns in another order under other names, and five more that no rule reads.
    Wide,
    /// Plain, with every summary ten times as long.
    Long,
}

const COLUMNS: [&str; 19] = [
    "ticket_id",
    "kind",
    "category",
    "business_unit",
    "customer_id",
    "channel",
    "priority",
    "opened_at",
    "dispatched_at",
    "first_contact_at",
    "resolved_at",
    "callback_at",
    "status",
    "pause1_from",
    "pause1_to",
    "pause2_from",
    "pause2_to",
    "satisfaction",
    "summary",
];

/// The columns of the wide layout: a name, and which of the nineteen it is; none for what is only in the way.
const WIDE: [(&str, Option<usize>); 24] = [
    ("Remarks", Some(18)),
    ("Score", Some(17)),
    ("Region", None),
    ("Resolved", Some(10)),
    ("Opened", Some(7)),
    ("Unit", Some(3)),
    ("Agent", None),
    ("Category", Some(2)),
    ("Kind", Some(1)),
    ("CaseNumber", Some(0)),
    ("Pause2 End", Some(16)),
    ("Pause2 Begin", Some(15)),
    ("Script", None),
    ("Pause1 End", Some(14)),
    ("Pause1 Begin", Some(13)),
    ("Status", Some(12)),
    ("Called Back", Some(11)),
    ("Contacted", Some(9)),
    ("Dispatched", Some(8)),
    ("Language", None),
    ("Priority", Some(6)),
    ("Channel", Some(5)),
    ("Account", Some(4)),
    ("Batch", None),
];

/// Off, as (year, month, first day, days).
pub const HOLIDAYS: [(i64, i64, i64, i64); 13] = [
    (2025, 1, 1, 1),
    (2025, 1, 28, 8),
    (2025, 4, 4, 3),
    (2025, 5, 1, 5),
    (2025, 5, 31, 3),
    (2025, 10, 1, 8),
    (2026, 1, 1, 3),
    (2026, 2, 15, 9),
    (2026, 4, 4, 3),
    (2026, 5, 1, 5),
    (2026, 6, 19, 3),
    (2026, 9, 25, 3),
    (2026, 10, 1, 7),
];
pub const MAKE_UP_DAYS: [(i64, i64, i64); 11] = [
    (2025, 1, 26),
    (2025, 2, 8),
    (2025, 4, 27),
    (2025, 9, 28),
    (2025, 10, 11),
    (2026, 1, 4),
    (2026, 2, 14),
    (2026, 2, 28),
    (2026, 5, 9),
    (2026, 9, 20),
    (2026, 10, 10),
];
pub const KINDS: [&str; 3] = ["complaint", "inquiry", "repair"];
pub const CATEGORIES: [&str; 7] = [
    "billing",
    "outage",
    "voltage",
    "meter",
    "service",
    "construction",
    "other",
];
const CHANNELS: [&str; 6] = ["95598", "app", "wechat", "hall", "web", "12345"];
/// By kind and category: working hours, or working days as negative numbers.
pub const LIMITS: [[i64; 7]; 3] = [
    [-5, 8, -10, -5, -5, -7, -5],
    [8, 4, 16, -2, 8, -3, -2],
    [-3, 4, 21, -2, 8, -5, -3],
];
const WHO: [&str; 16] = [
    "客户来电反映",
    "客户通过网上国网反映",
    "用户投诉",
    "营业厅转办：",
    "客户多次致电称",
    "居民用户反映",
    "某小区业主反映",
    "商户反映",
    "客户咨询",
    "客户表示",
    "用户来电催办",
    "政府热线转办：",
    "客户不满",
    "物业代表反映",
    "村委会反映",
    "企业用户反映",
];
const WHAT: [&str; 24] = [
    "电费突增",
    "电表走字异常",
    "家中频繁停电",
    "电压过低空调无法启动",
    "抢修人员未按时到达现场",
    "工作人员服务态度差",
    "计划停电未提前通知",
    "表箱破损存在安全隐患",
    "电杆倾斜影响通行",
    "业扩报装进度缓慢",
    "缴费后未及时复电",
    "分时电价政策不清楚",
    "变压器噪音扰民",
    "线路施工占用农田未赔偿",
    "充电桩报装被退回",
    "发票无法开具",
    "更名过户手续繁琐",
    "停电信息与实际不符",
    "抄表数据有误",
    "低压线路老化漏电",
    "光伏上网电费未到账",
    "欠费停电未收到通知",
    "现场勘查未预约",
    "短信通知号码错误",
];
const WISH: [&str; 16] = [
    "请尽快核实处理",
    "要求给出书面答复",
    "希望当天解决",
    "要求赔偿损失",
    "已安抚客户",
    "客户情绪激动",
    "请供电所联系客户",
    "需回访",
    "涉及老人独居请优先",
    "同一问题已反映三次",
    "建议安排现场勘查",
    "要求更换电表",
    "请核对近三个月用电量",
    "客户拒绝提供户号",
    "已派单",
    "待客户回电",
];

/// SplitMix64.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }
    fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }
    fn below(&mut self, bound: u64) -> u64 {
        ((u128::from(self.next()) * u128::from(bound)) >> 64) as u64
    }
    /// A position in a list of rising shares.
    fn pick(&mut self, rising: &[f64]) -> usize {
        let x = self.share();
        rising.iter().position(|share| x < *share).unwrap_or(rising.len() - 1)
    }
    fn normal(&mut self) -> f64 {
        let u = self.share().max(1e-12);
        let v = self.share();
        (-2.0 * u.ln()).sqrt() * (std::f64::consts::TAU * v).cos()
    }
    fn exponential(&mut self, mean: f64) -> i64 {
        (-(self.share().max(1e-9)).ln() * mean) as i64
    }
}

/// Days from 1970-01-01.
pub fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year - era * 400;
    let of_year = (153 * (month + if month > 2 { -3 } else { 9 }) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// Year, month and day of a number of days from 1970-01-01.
pub fn civil(day: i64) -> (i64, i64, i64) {
    let z = day + 719_468;
    let era = z.div_euclid(146_097);
    let of_era = z - era * 146_097;
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    (year + era * 400 + i64::from(month <= 2), month, day)
}

/// Working time of the made-up office: 08:30-12:00 and 14:00-17:30. Only the generator uses it.
struct Office {
    first: i64,
    before: Vec<i64>,
    works: Vec<bool>,
}

const LAST: usize = 729;

impl Office {
    fn new() -> Office {
        let first = days(2025, 1, 1);
        let mut works: Vec<bool> = (0..=LAST as i64)
            .map(|day| !matches!((first + day + 4).rem_euclid(7), 0 | 6))
            .collect();
        for (year, month, day, length) in HOLIDAYS {
            for off in 0..length {
                works[(days(year, month, day) + off - first) as usize] = false;
            }
        }
        for (year, month, day) in MAKE_UP_DAYS {
            works[(days(year, month, day) - first) as usize] = true;
        }
        let mut before = vec![0];
        for works in &works {
            before.push(before.last().unwrap() + if *works { 25_200 } else { 0 });
        }
        Office { first, before, works }
    }
    /// Working seconds up to a moment.
    fn worked(&self, at: i64) -> i64 {
        let day = (at.div_euclid(86_400) - self.first).max(0) as usize;
        if day >= self.works.len() {
            return self.before[self.works.len()];
        }
        let second = at.rem_euclid(86_400);
        let today = (second - 30_600).clamp(0, 12_600) + (second - 50_400).clamp(0, 12_600);
        self.before[day] + if self.works[day] { today } else { 0 }
    }
    /// The first moment by which that many seconds are worked.
    fn moment(&self, worked: i64) -> i64 {
        let day = self.before.partition_point(|before| *before < worked).max(1) - 1;
        let rest = worked - self.before[day];
        let day = day.min(LAST);
        (self.first + day as i64) * 86_400 + if rest <= 12_600 { 30_600 + rest } else { 37_800 + rest }
    }
}

/// Writes `count` tickets.
pub fn write(out: &mut impl Write, count: u64, seed: u64, layout: Layout) -> io::Result<()> {
    let office = Office::new();
    let mut random = Random(seed);
    let rhythm = rhythm(&office);
    let mut hour = 0;
    let mut cells: Vec<String> = vec![String::new(); COLUMNS.len()];
    header(out, layout)?;
    for number in 0..count {
        ticket(&office, &mut random, &rhythm, &mut hour, (number, count), &mut cells);
        if layout == Layout::Long {
            cells[18] = cells[18].repeat(10);
        }
        row(out, layout, number, &cells)?;
    }
    Ok(())
}

fn header(out: &mut impl Write, layout: Layout) -> io::Result<()> {
    let names: Vec<&str> = match layout {
        Layout::Wide => WIDE.iter().map(|(name, _)| *name).collect(),
        _ => COLUMNS.to_vec(),
    };
    writeln!(out, "{}", names.join(","))
}

fn row(out: &mut impl Write, layout: Layout, number: u64, cells: &[String]) -> io::Result<()> {
    let in_the_way = ["north", "A17", "s/2", "zh-CN", ""];
    let wide = WIDE.iter().map(|(_, cell)| *cell);
    let order: Vec<Option<usize>> = match layout {
        Layout::Wide => wide.collect(),
        _ => (0..COLUMNS.len()).map(Some).collect(),
    };
    let mut fillers = in_the_way.iter();
    for (at, cell) in order.into_iter().enumerate() {
        if at > 0 {
            out.write_all(b",")?;
        }
        match cell.map(|cell| &cells[cell]) {
            Some(text) if text.contains([',', '\n', '"']) => write!(out, "\"{}\"", text.replace('"', "\"\""))?,
            Some(text) => out.write_all(text.as_bytes())?,
            None => match fillers.next() {
                Some(filler) if !filler.is_empty() => out.write_all(filler.as_bytes())?,
                _ => write!(out, "{}", number / 1000)?,
            },
        }
    }
    out.write_all(b"\n")
}

/// How many tickets come in up to each hour.
fn rhythm(office: &Office) -> Vec<f64> {
    const HOURS: [f64; 24] = [
        2., 1., 1., 1., 1., 2., 4., 7., 12., 14., 14., 11., 8., 9., 12., 12., 11., 10., 9., 9., 8., 6., 4., 3.,
    ];
    const MONTHS: [f64; 12] = [1.1, 1.0, 0.8, 0.8, 0.9, 1.2, 1.6, 1.6, 1.2, 0.8, 0.8, 1.0];
    let mut rising = vec![0.0];
    for day in 0..days(2026, 7, 3) - office.first {
        let (_, month, _) = civil(office.first + day);
        let share = if office.works[day as usize] { 1.0 } else { 0.6 };
        for hour in HOURS {
            rising.push(rising.last().unwrap() + hour * MONTHS[month as usize - 1] * share);
        }
    }
    rising
}

/// A moment as the export writes it; nothing where it has not come.
fn moment(cell: &mut String, at: Option<i64>) {
    use std::fmt::Write;
    let Some(at) = at else { return };
    let (year, month, day) = civil(at.div_euclid(86_400));
    let second = at.rem_euclid(86_400);
    let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
    let _ = write!(cell, "{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}");
}

fn ticket(
    office: &Office,
    random: &mut Random,
    rhythm: &[f64],
    hour: &mut usize,
    (number, count): (u64, u64),
    cells: &mut [String],
) {
    const BY_KIND: [[f64; 7]; 3] = [
        [0.20, 0.42, 0.54, 0.66, 0.86, 0.94, 1.0],
        [0.38, 0.56, 0.60, 0.72, 0.80, 0.86, 1.0],
        [0.03, 0.62, 0.78, 0.90, 0.93, 0.96, 1.0],
    ];
    let customers = (count as f64 * 0.45) as u64;
    let total = rhythm[rhythm.len() - 1];
    let come = (number as f64 + random.share()) / count as f64 * total;
    while rhythm[*hour + 1] <= come && *hour + 2 < rhythm.len() {
        *hour += 1;
    }
    let part = (come - rhythm[*hour]) / (rhythm[*hour + 1] - rhythm[*hour]);
    let opened = office.first * 86_400 + *hour as i64 * 3600 + (part.clamp(0., 0.99999) * 3600.) as i64;
    let kind = random.pick(&[0.22, 0.62, 1.0]);
    let category = random.pick(&BY_KIND[kind]);
    let x = random.share();
    let unit = (((x * x * 0.6 + x * 0.4) * 40.) as usize).min(39);
    // One customer in 250 makes a twentieth of the tickets, mostly about one matter.
    let heavy = customers / 250;
    let customer = if random.share() < 0.05 {
        random.below(heavy.max(1))
    } else {
        random.below(customers)
    };
    let category = if customer < heavy && random.share() < 0.6 {
        (customer % 7) as usize
    } else {
        category
    };
    let x = random.share();
    let channel = [0.55, 0.72, 0.84, 0.90, 0.95]
        .iter()
        .filter(|share| x >= **share)
        .count();
    let priority = 1 + random.pick(&[0.05, 0.25, 1.0]);
    let dispatched = (random.share() < 0.985).then(|| opened + 60 + random.exponential(900.));
    let start = dispatched.unwrap_or(opened);
    let limit = LIMITS[kind][category];
    let work = if limit > 0 { limit * 3600 } else { -limit * 25_200 };
    let worked = office.worked(start);
    // About one in ten takes longer than its limit.
    let factor = (random.normal() * 0.75 - 0.95).exp();
    let x = random.share();
    let pauses = if x < 0.02 {
        2
    } else if x < 0.10 {
        1
    } else {
        0
    };
    let mut takes = (work as f64 * factor) as i64;
    if takes < 300 {
        takes = 300 + random.below(600) as i64;
    }
    let mut paused = [None; 2];
    let (mut at, mut longer) = (worked, 0);
    for pause in paused.iter_mut().take(pauses) {
        at += (takes as f64 * 0.3 * random.share()) as i64 + 60;
        let length = 1800 + random.below(72_000) as i64;
        let from = office.moment(at).max(start + 60);
        let to = office.moment(at + length).max(from + 60);
        *pause = Some((from, to));
        at += length;
        longer += length;
    }
    let mut resolved = office.moment((worked + takes + longer).min(office.before[LAST]));
    resolved += if random.share() < 0.2 {
        random.below(4 * 3600)
    } else {
        random.below(50)
    } as i64;
    if resolved < start + 120 {
        resolved = start + 120 + random.below(1200) as i64;
    }
    if let Some((_, to)) = pauses.checked_sub(1).and_then(|last| paused[last])
        && resolved <= to
    {
        resolved = to + 300;
    }
    let resolved = (random.share() >= 0.012).then_some(resolved);
    let contacted = (random.share() < 0.96).then(|| {
        let at = start + 60 + random.exponential(2400.);
        resolved.map_or(at, |resolved| at.min(resolved - 30))
    });
    let called = resolved.filter(|_| random.share() < 0.72).map(|resolved| {
        let worked = office.worked(resolved) + 900 + random.below(20 * 3600) as i64;
        office.moment(worked.min(office.before[LAST])) + random.below(30) as i64
    });
    // The export is taken on 3 July 2026 at 08:00; what comes later is not in it.
    let export = days(2026, 7, 3) * 86_400 + 8 * 3600;
    let cut = |at: Option<i64>| at.filter(|at| *at <= export);
    let (dispatched, contacted, resolved, called) = (cut(dispatched), cut(contacted), cut(resolved), cut(called));
    let pauses = paused.map(|pause| {
        let from = cut(pause.map(|(from, _)| from));
        (from, from.and_then(|_| cut(pause.map(|(_, to)| to))))
    });
    let status = if called.is_some() {
        "closed"
    } else if resolved.is_some() {
        "resolved"
    } else if pauses.iter().any(|(from, to)| from.is_some() && to.is_none()) {
        "paused"
    } else if dispatched.is_some() {
        "processing"
    } else {
        "open"
    };
    let score = called
        .filter(|_| random.share() < 0.85)
        .map(|_| 1 + random.pick(&[0.04, 0.07, 0.16, 0.42, 1.0]));
    let mut word = |words: &[&'static str]| words[random.below(words.len() as u64) as usize];
    let mut summary = format!("{}{}", word(&WHO), word(&WHAT));
    let x = random.share();
    summary.push_str(match x {
        _ if x < 0.80 => "，",
        _ if x < 0.94 => ",",
        _ if x < 0.97 => "\n",
        _ => "，客户称\"无法接受\"，",
    });
    let mut wish = || WISH[random.below(16) as usize];
    summary.push_str(wish());
    if random.share() < 0.15 {
        summary.push('；');
        summary.push_str(WISH[random.below(16) as usize]);
    }
    cells.iter_mut().for_each(String::clear);
    cells[0] = format!("T{:010}", number + 1);
    cells[1].push_str(KINDS[kind]);
    cells[2].push_str(CATEGORIES[category]);
    cells[3] = format!("BU{:02}", unit + 1);
    cells[4] = format!("C{customer:09}");
    cells[5].push_str(CHANNELS[channel]);
    cells[6] = priority.to_string();
    for (cell, at) in [
        (7, Some(opened)),
        (8, dispatched),
        (9, contacted),
        (10, resolved),
        (11, called),
    ] {
        moment(&mut cells[cell], at);
    }
    cells[12].push_str(status);
    for (cell, at) in [
        (13, pauses[0].0),
        (14, pauses[0].1),
        (15, pauses[1].0),
        (16, pauses[1].1),
    ] {
        moment(&mut cells[cell], at);
    }
    cells[17] = score.map_or(String::new(), |score| score.to_string());
    cells[18] = summary;
}

//! What came in, counted by reporting group: the half year of the source, thirds, nothing.

use crate::program::{ends_with, onus, printed, scratch, stdout};
use onus::notice::{Breakdown, Notice, Share};
use std::fs;
use std::path::{Path, PathBuf};

const RULES: &str = "\
规则 “半年统计” 版本 1
生效 从 2012-01-01，按 受理
时区 Asia/Shanghai
组织 { 部门 服务部；单位 江北县供电局 上级 服务部；单位 东江供电所 上级 服务部；单位 城区供电局 上级 服务部 }
类别 供电服务 { 归口 服务部 }
类别 信息沟通 { 归口 服务部 }
类别 第三方机构 { 归口 服务部 }
类别 其它 { 归口 服务部 }
类别 供电可靠 { 归口 服务部 }
类别 电网建设 { 归口 服务部 }
类别 供电安全 { 归口 服务部 }
口径 “供电服务及其他” 含 供电服务、信息沟通、第三方机构、其它
口径 “停电与电压质量” 含 供电可靠
口径 “电网建设” 含 电网建设
口径 “供电安全” 含 供电安全
流程 服务 { 依次 受理、答复 }
通报 月报 {
  期间 每月
  归属 按 到期
  标题 “{年}年{月}月”
  章节 总体情况、分类统计
}
取数 工单表 “tickets.csv” {
  工单编号 取自列 “工单编号”
  受理 取自列 “受理时间”，格式 “年-月-日 时:分”
  类别 取自列 “业务类别”
  承办单位 取自列 “处理单位”
}
";

/// A folder of these rules, as `edit` leaves them, and these tickets.
fn folder(name: &str, edit: impl Fn(&str) -> String, tickets: &str) -> PathBuf {
    let folder = scratch(name);
    fs::write(folder.join("rules.onus"), edit(RULES)).unwrap();
    fs::write(folder.join("tickets.csv"), tickets).unwrap();
    folder
}

fn draft(folder: &Path, month: &str, more: &[&str]) -> String {
    let mut command = onus();
    let command = command.args(["notice", "draft", "--month", month]).args(more);
    let output = command.current_dir(folder).output().unwrap();
    ends_with(0, &output);
    stdout(&output)
}

fn groups(folder: &Path, month: &str) -> Breakdown {
    let text = draft(folder, month, &["--format", "json"]);
    let value: serde_json::Value = serde_json::from_str(&text).unwrap();
    let notice: Notice = serde_json::from_value(value["notice"].clone()).unwrap();
    notice.groups.unwrap()
}

#[test]
fn a1_the_half_year_in_four_groups() {
    let Some(data) = std::env::var_os("ONUS_DATA") else {
        eprintln!("A1: SKIPPED, ONUS_DATA names no folder");
        return;
    };
    let tickets = fs::read_to_string(Path::new(&data).join("grievances_h1_2014.csv")).unwrap();
    let folder = folder("statistics_a1", str::to_owned, &tickets);
    let (mut whole, mut sums) = (0, [0; 4]);
    for month in 1..=6 {
        let own = groups(&folder, &format!("2014-{month:02}"));
        whole += own.whole.now.count;
        assert_eq!(own.parts.len(), 4);
        for (sum, part) in sums.iter_mut().zip(&own.parts) {
            *sum += part.now.count;
        }
    }
    assert_eq!((whole, sums), (568, [262, 173, 85, 48]));
    let shares = sums.map(|part| Share { part, whole }.printed().unwrap().to_string());
    assert_eq!(shares, ["46.13", "30.46", "14.96", "8.45"]);
}

#[test]
fn a2_a_category_of_no_group_is_an_error() {
    let folder = folder(
        "statistics_a2",
        |rules| rules.replace("、第三方机构、其它", "、其它"),
        "",
    );
    let output = onus().args(["check", "."]).current_dir(&folder).output().unwrap();
    ends_with(3, &output);
    let told = printed(&output);
    assert!(told.contains("O1310") && told.contains("第三方机构"), "{told}");
}

#[test]
fn a3_thirds_make_99_99_and_say_so() {
    let tickets = "工单编号,受理时间,业务类别,处理单位\nA,2014-03-01 09:00,供电可靠,\nB,2014-03-02 09:00,电网建设,\nC,2014-03-31 09:00,供电安全,\n";
    let folder = folder("statistics_a3", str::to_owned, tickets);
    let told = draft(&folder, "2014-03", &[]);
    assert_eq!(told.matches("| 1 | 33.33% |").count(), 3, "{told}");
    assert!(told.contains("相加为99.99%"), "{told}");
    // The month after, where nothing came in: no share, and no change of a number from nothing.
    let april = draft(&folder, "2014-04", &[]);
    assert_eq!(april.matches("| 0 | — |").count(), 5, "{april}");
    assert!(april.contains("| 停电与电压质量 | 0 | — | 1 | -100.00% |"), "{april}");
    assert!(!april.contains("相加为"), "{april}");
}

#[test]
fn a4_nothing_received_has_no_shares() {
    let folder = folder("statistics_a4", str::to_owned, "工单编号,受理时间,业务类别,处理单位\n");
    let told = draft(&folder, "2014-03", &[]);
    assert_eq!(told.matches("| 0 | — | 0 | — |").count(), 5, "{told}");
}

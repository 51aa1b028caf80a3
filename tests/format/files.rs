//! Files on disk: what is not changed is not touched, what is changed is changed at once, and nothing else of it.

use super::program::{ends_with, onus, printed, scratch, stderr, stdout};
use std::fs;
use std::io::Write;
use std::process::Stdio;

const MESSY: &str = "timezone   Asia/Shanghai\n";
const NEAT: &str = "timezone Asia/Shanghai\n";

#[cfg(unix)]
#[test]
fn links_and_permissions_stay_and_what_is_in_shape_is_not_written() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    let folder = scratch("format_files");
    let (real, link, neat) = (
        folder.join("real.onus"),
        folder.join("link.onus"),
        folder.join("neat.onus"),
    );
    fs::write(&real, MESSY).unwrap();
    fs::write(&neat, NEAT).unwrap();
    fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).unwrap();
    std::os::unix::fs::symlink("real.onus", &link).unwrap();
    let before = fs::metadata(&neat).unwrap().ino();
    let output = onus().args(["fmt"]).args([&link, &neat]).output().unwrap();
    ends_with(0, &output);
    assert_eq!(fs::read_to_string(&real).unwrap(), NEAT);
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(fs::metadata(&real).unwrap().permissions().mode() & 0o777, 0o640);
    assert_eq!(fs::metadata(&neat).unwrap().ino(), before);
    let left: Vec<_> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert_eq!(left.len(), 3, "{left:?}");
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_written_stays() {
    use std::os::unix::fs::PermissionsExt;
    let file = scratch("format_locked").join("rules.onus");
    fs::write(&file, MESSY).unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o444)).unwrap();
    let output = onus().arg("fmt").arg(&file).output().unwrap();
    ends_with(2, &output);
    assert!(stderr(&output).contains("you may not open it"), "{}", printed(&output));
    assert_eq!(fs::read_to_string(&file).unwrap(), MESSY);
}

#[test]
fn other_encodings_become_utf_8() {
    let folder = scratch("format_encodings");
    let text = "\u{feff}时限 答复 {\r\n  从 受理 至 答复\r\n  其余：三个工作日\r\n}\r\n";
    let utf_16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let (gb, _, _) = encoding_rs::GB18030.encode(text.trim_start_matches('\u{feff}'));
    fs::write(folder.join("a.onus"), text).unwrap();
    fs::write(folder.join("b.onus"), utf_16).unwrap();
    fs::write(folder.join("c.onus"), gb).unwrap();
    let output = onus().args(["fmt", "--check"]).arg(&folder).output().unwrap();
    ends_with(1, &output);
    let told = stdout(&output);
    for word in [
        "字节序标记",
        "由 UTF-16 改为 UTF-8",
        "由 GB18030 改为 UTF-8",
        "换行改为单个字符",
    ] {
        assert!(told.contains(word), "{word}: {told}");
    }
    ends_with(0, &onus().arg("fmt").arg(&folder).output().unwrap());
    for name in ["a.onus", "b.onus", "c.onus"] {
        let expected = "时限 答复 {\n  从 受理 至 答复\n  其余 ： 3个工作日\n}\n";
        assert_eq!(fs::read_to_string(folder.join(name)).unwrap(), expected);
    }
    ends_with(0, &onus().args(["fmt", "--check"]).arg(&folder).output().unwrap());
}

#[test]
fn standard_input_goes_to_standard_output() {
    let mut running = onus();
    let mut running = running
        .args(["fmt", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    running.stdin.take().unwrap().write_all(MESSY.as_bytes()).unwrap();
    let output = running.wait_with_output().unwrap();
    ends_with(0, &output);
    assert_eq!(stdout(&output), NEAT);
}

use onus::source::Sources;
#[test]
fn scratch() {
    let text = std::fs::read_to_string(std::env::var("F").unwrap()).unwrap();
    let mut s = Sources::default();
    let f = s.add("f", text.as_str());
    let zh = std::env::var("ZH").is_ok();
    for m in onus::syntax::parse(f, &text).1 {
        let p = s.line_column(m.span);
        println!(
            "{}\n  {}:{} {} [{}] {} {}",
            s.line_text(m.span),
            p.line,
            p.column,
            m.code,
            s.text(m.span),
            if zh { &m.message.zh } else { &m.message.en },
            m.label
                .as_ref()
                .map_or(String::new(), |l| if zh { l.zh.clone() } else { l.en.clone() })
        );
        for x in &m.mends {
            println!("      {}", if zh { &x.zh } else { &x.en });
        }
    }
}

//! A walk along the part of JSON Schema that the published schemas are written in; a word that is not known here fails.
#![allow(dead_code)]

use serde_json::Value;
use std::collections::BTreeSet;

pub struct Walk<'s> {
    schema: &'s Value,
    /// Properties met, by the text of the object that states them.
    met: BTreeSet<(String, String)>,
}

impl<'s> Walk<'s> {
    pub fn new(schema: &'s Value) -> Walk<'s> {
        let met = BTreeSet::new();
        Walk { schema, met }
    }

    /// What does not fit, and where.
    pub fn fits(&mut self, value: &Value, schema: &'s Value, at: &str) -> Result<(), String> {
        for (word, told) in schema.as_object().unwrap() {
            let fault = |what: &str| Err(format!("{at}: {what}: {told}"));
            match word.as_str() {
                "$schema" | "$id" | "$defs" | "title" | "description" | "format" | "required" | "minItems" => {}
                "$ref" => {
                    let pointer = told.as_str().unwrap().strip_prefix('#').unwrap();
                    let target = self.schema.pointer(pointer).ok_or(format!("{at}: no {pointer}"))?;
                    self.fits(value, target, at)?;
                }
                "anyOf" => {
                    let all = told.as_array().unwrap().iter();
                    let all: Vec<_> = all.map(|own| self.fits(value, own, at)).collect();
                    if all.iter().all(Result::is_err) {
                        return Err(all
                            .into_iter()
                            .map(Result::unwrap_err)
                            .collect::<Vec<_>>()
                            .join("; or "));
                    }
                }
                "type" => {
                    let of = |name: &str| match value {
                        Value::Null => name == "null",
                        Value::Bool(_) => name == "boolean",
                        Value::Number(number) => name == "integer" && number.as_f64().unwrap().fract() == 0.0,
                        Value::String(_) => name == "string",
                        Value::Array(_) => name == "array",
                        Value::Object(_) => name == "object",
                    };
                    let names = told.as_array().cloned().unwrap_or_else(|| vec![told.clone()]);
                    if !names.iter().any(|name| of(name.as_str().unwrap())) {
                        return fault("is not of the type");
                    }
                }
                "enum" if !told.as_array().unwrap().contains(value) => return fault("is none of"),
                "const" if told != value => return fault("is not"),
                "minimum" if value.as_i64().is_some_and(|own| own < told.as_i64().unwrap()) => {
                    return fault("is below");
                }
                "maximum" if value.as_i64().is_some_and(|own| own > told.as_i64().unwrap()) => {
                    return fault("is above");
                }
                "pattern" if value.as_str().is_some_and(|own| !matches(own, told.as_str().unwrap())) => {
                    return fault("does not match");
                }
                "enum" | "const" | "minimum" | "maximum" | "pattern" => {}
                "properties" => self.object(value, schema, at)?,
                "additionalProperties" => assert!(*told == false && schema.get("properties").is_some(), "{at}"),
                "items" | "prefixItems" => self.array(value, schema, at)?,
                other => panic!("{at}: the walk does not know {other}"),
            }
        }
        Ok(())
    }

    fn object(&mut self, value: &Value, schema: &'s Value, at: &str) -> Result<(), String> {
        let Some(own) = value.as_object() else { return Ok(()) };
        let known = schema["properties"].as_object().unwrap();
        assert_eq!(schema["additionalProperties"], false, "{at}");
        for name in schema["required"].as_array().unwrap() {
            if !own.contains_key(name.as_str().unwrap()) {
                return Err(format!("{at}: lacks {name}"));
            }
        }
        for (name, inside) in own {
            let told = known.get(name).ok_or(format!("{at}: {name} is not in the schema"))?;
            self.met.insert((schema.to_string(), name.clone()));
            self.fits(inside, told, &format!("{at}.{name}"))?;
        }
        Ok(())
    }

    fn array(&mut self, value: &Value, schema: &'s Value, at: &str) -> Result<(), String> {
        let Some(own) = value.as_array() else { return Ok(()) };
        let first = schema
            .get("prefixItems")
            .map_or(&[][..], |first| first.as_array().unwrap());
        if own.len() < first.len() || (schema["items"] == false && own.len() > first.len()) {
            return Err(format!("{at}: has {} entries", own.len()));
        }
        for (number, inside) in own.iter().enumerate() {
            let told = first.get(number).unwrap_or(&schema["items"]);
            self.fits(inside, told, &format!("{at}.{number}"))?;
        }
        Ok(())
    }
}

/// Whether a text matches a pattern of digits, classes, `?`, `+` and `{n}` from end to end.
fn matches(text: &str, pattern: &str) -> bool {
    fn rest(text: &[u8], pattern: &str) -> bool {
        if pattern.is_empty() {
            return text.is_empty();
        }
        let (class, behind) = match pattern.strip_prefix('[') {
            Some(inside) => inside.split_once(']').unwrap(),
            None => pattern.split_at(1),
        };
        let takes = |byte: u8| {
            let mut class = class.as_bytes();
            loop {
                match class {
                    [from, b'-', to, more @ ..] => {
                        if (*from..=*to).contains(&byte) {
                            return true;
                        }
                        class = more;
                    }
                    [own, more @ ..] => {
                        if *own == byte {
                            return true;
                        }
                        class = more;
                    }
                    [] => return false,
                }
            }
        };
        let (least, most, behind) = match behind.as_bytes().first() {
            Some(b'?') => (0, 1, &behind[1..]),
            Some(b'+') => (1, text.len(), &behind[1..]),
            Some(b'{') => {
                let (times, behind) = behind[1..].split_once('}').unwrap();
                let times = times.parse().unwrap();
                (times, times, behind)
            }
            _ => (1, 1, behind),
        };
        let run = text.iter().take_while(|byte| takes(**byte)).count();
        (least..=most.min(run)).rev().any(|taken| rest(&text[taken..], behind))
    }
    let pattern = pattern.strip_prefix('^').and_then(|own| own.strip_suffix('$')).unwrap();
    rest(text.as_bytes(), pattern)
}

/// Every object of the schema that states properties, by its text.
fn objects<'s>(schema: &'s Value, into: &mut Vec<&'s Value>) {
    match schema {
        Value::Object(own) => {
            if own.contains_key("properties") {
                into.push(schema);
            }
            own.values().for_each(|inside| objects(inside, into));
        }
        Value::Array(all) => all.iter().for_each(|inside| objects(inside, into)),
        _ => {}
    }
}

/// Every property of a schema says what it is, is always written, and was met in some value. Gives how many objects
/// there are.
pub fn every_property_is_told(schema: &Value, walk: &Walk<'_>) -> usize {
    let mut all = Vec::new();
    objects(schema, &mut all);
    for own in &all {
        let names = own["properties"].as_object().unwrap();
        let required: BTreeSet<&str> = own["required"]
            .as_array()
            .unwrap()
            .iter()
            .map(|name| name.as_str().unwrap())
            .collect();
        for (name, told) in names {
            let place = format!("{name} of: {}", own["description"]);
            assert!(
                told["description"].as_str().is_some_and(|words| words.ends_with('.')),
                "{place} says nothing"
            );
            assert!(required.contains(name.as_str()), "{place} is always written");
            assert!(
                walk.met.contains(&(own.to_string(), name.clone())),
                "{place} is in no value"
            );
        }
        assert_eq!(required.len(), names.len());
    }
    all.len()
}

//! A file of Word or Excel: parts in a zip, their types, and what belongs to what. No clock: every part bears the same
//! time.

use super::xml::Xml;
use std::io::{self, Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

/// What of a part stands in the list of types and in that of relations.
#[derive(Debug, Clone)]
pub struct Part {
    /// Where it stands: `word/styles.xml`.
    pub name: String,
    /// Its content type, behind `application/vnd.openxmlformats-`.
    pub kind: &'static str,
    /// What it is to the main part, and by which id; None for the main part.
    pub related: Option<(&'static str, String)>,
}

/// A file being written.
pub struct Package {
    zip: ZipWriter<Cursor<Vec<u8>>>,
}

const TYPES: &str = "application/vnd.openxmlformats-";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGED: &str = "http://schemas.openxmlformats.org/package/2006";

impl Package {
    /// Begins a file of these parts, the main one first, with a title.
    ///
    /// # Errors
    /// Where the zip cannot be written.
    pub fn begin(parts: &[Part], title: &str) -> io::Result<Package> {
        let mut own = Package {
            zip: ZipWriter::new(Cursor::new(Vec::new())),
        };
        own.part("[Content_Types].xml", types(parts))?;
        let main = parts.first().map_or("", |part| part.name.as_str());
        let office = format!("{RELATIONS}/officeDocument");
        let core = format!("{PACKAGED}/relationships/metadata/core-properties");
        own.part(
            "_rels/.rels",
            relations([("rId1", office.as_str(), main), ("rId2", &core, "docProps/core.xml")]),
        )?;
        own.part("docProps/core.xml", properties(title))?;
        let (folder, file) = main.rsplit_once('/').unwrap_or(("", main));
        let related: Vec<_> = parts
            .iter()
            .filter_map(|part| {
                let (kind, id) = part.related.as_ref()?;
                let target = part.name.strip_prefix(folder)?.trim_start_matches('/');
                Some((id.as_str(), format!("{RELATIONS}/{kind}"), target))
            })
            .collect();
        own.part(
            &format!("{folder}/_rels/{file}.rels"),
            relations(related.iter().map(|(id, kind, target)| (*id, kind.as_str(), *target))),
        )?;
        Ok(own)
    }

    /// Writes a part.
    ///
    /// # Errors
    /// Where the zip cannot be written.
    pub fn part(&mut self, name: &str, mut xml: Xml) -> io::Result<()> {
        self.open(name)?;
        self.more(&mut xml)
    }

    /// Begins a part that comes piece by piece.
    ///
    /// # Errors
    /// Where the zip cannot be written.
    pub fn open(&mut self, name: &str) -> io::Result<()> {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            // The lists of a month are long: a quarter more bytes for less than half of the time.
            .compression_level(Some(1))
            .last_modified_time(DateTime::default())
            .unix_permissions(0o644)
            .system(System::Unix);
        Ok(self.zip.start_file(name, options)?)
    }

    /// Writes what stands in `xml`, and empties it.
    ///
    /// # Errors
    /// Where the zip cannot be written.
    pub fn more(&mut self, xml: &mut Xml) -> io::Result<()> {
        self.zip.write_all(xml.take().as_bytes())
    }

    /// The whole file.
    ///
    /// # Errors
    /// Where the zip cannot be written.
    pub fn end(self) -> io::Result<Vec<u8>> {
        Ok(self.zip.finish()?.into_inner())
    }
}

fn types(parts: &[Part]) -> Xml {
    let mut xml = Xml::part();
    let own = format!("{PACKAGED}/content-types");
    let of_relations = "application/vnd.openxmlformats-package.relationships+xml";
    xml.open("Types", &[("xmlns", &own)])
        .empty("Default", &[("Extension", "rels"), ("ContentType", of_relations)])
        .empty("Default", &[("Extension", "xml"), ("ContentType", "application/xml")]);
    let core = ("docProps/core.xml", "package.core-properties+xml");
    let all = parts.iter().map(|part| (part.name.as_str(), part.kind));
    for (name, kind) in all.chain([core]) {
        let (name, kind) = (format!("/{name}"), format!("{TYPES}{kind}"));
        xml.empty("Override", &[("PartName", &name), ("ContentType", &kind)]);
    }
    xml.close("Types");
    xml
}

fn relations<'a>(all: impl IntoIterator<Item = (&'a str, &'a str, &'a str)>) -> Xml {
    let mut xml = Xml::part();
    xml.open("Relationships", &[("xmlns", &format!("{PACKAGED}/relationships"))]);
    for (id, kind, target) in all {
        xml.empty("Relationship", &[("Id", id), ("Type", kind), ("Target", target)]);
    }
    xml.close("Relationships");
    xml
}

fn properties(title: &str) -> Xml {
    let mut xml = Xml::part();
    let core = format!("{PACKAGED}/metadata/core-properties");
    xml.open(
        "cp:coreProperties",
        &[("xmlns:cp", &core), ("xmlns:dc", "http://purl.org/dc/elements/1.1/")],
    );
    xml.within("dc:title", &[], |xml| {
        xml.text(title);
    });
    xml.close("cp:coreProperties");
    xml
}

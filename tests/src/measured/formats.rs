//! A plan in the formats that are text themselves, with labels and merges as each format has them.

use std::fmt::Write;

use super::plan::{Block, Item, Plan, Table};
use crate::office;

/// Plain text: labels typed, tabs between cells.
pub fn text(plan: &Plan) -> String {
    let mut out = format!("{}\n", plan.title);
    for block in &plan.blocks {
        match block {
            Block::Item(item) => out += &format!("{}{}\n", item.label(), item.text),
            Block::Table(table) => table.rows.iter().for_each(|row| out += &format!("{}\n", row.join("\t"))),
        }
    }
    out
}

/// A web page: labels typed.
pub fn html(plan: &Plan) -> String {
    let mut out = format!("<!DOCTYPE html><html><head><meta charset=\"utf-8\"></head><body><h1>{}</h1>\n", plan.title);
    for block in &plan.blocks {
        match block {
            Block::Item(item) => {
                let name = if item.level == 0 { "h2" } else { "p" };
                out += &format!("<{name}>{}{}</{name}>\n", item.label(), item.text);
            }
            Block::Table(table) => {
                out += "<table border=\"1\">\n";
                for (row, column, cell) in cells(table) {
                    let opening = if column == 0 { "<tr>" } else { "" };
                    let closing = if column + 1 == Table::COLUMNS { "</tr>\n" } else { "" };
                    let td = match (column, Table::begins(row)) {
                        (0, Some(true)) => format!("<td rowspan=\"{}\">{cell}</td>", Table::GROUP),
                        (0, Some(false)) => String::new(),
                        _ => format!("<td>{cell}</td>"),
                    };
                    out += &format!("{opening}{td}{closing}");
                }
                out += "</table>\n";
            }
        }
    }
    out + "</body></html>\n"
}

/// A web archive of that page, in quoted-printable.
pub fn mht(plan: &Plan) -> String {
    let mut body = String::new();
    let mut width = 0;
    for byte in html(plan).bytes() {
        if byte == b'\n' {
            body += "\r\n";
            width = 0;
            continue;
        }
        // RFC 2045, 6.7: lines of at most 76 characters, the `=` of a soft line break included.
        if width > 72 {
            body += "=\r\n";
            width = 0;
        }
        if byte.is_ascii_graphic() && byte != b'=' || byte == b' ' {
            body.push(char::from(byte));
            width += 1;
        } else {
            let _ = write!(body, "={byte:02X}");
            width += 3;
        }
    }
    format!(
        "MIME-Version: 1.0\r\nContent-Type: multipart/related; type=\"text/html\"; boundary=\"----=_part\"\r\n\r\n\
         ------=_part\r\nContent-Type: text/html; charset=\"utf-8\"\r\nContent-Transfer-Encoding: quoted-printable\r\n\
         Content-Location: http://wanghai.example/plan.htm\r\n\r\n{body}\r\n------=_part--\r\n"
    )
}

/// An .odt: labels counted by a list style.
pub fn odt(plan: &Plan) -> Vec<u8> {
    let levels =
        [("壹, 貳, 參, ...", "", "、"), ("一, 二, 三, ...", "", "、"), ("一, 二, 三, ...", "（", "）"), ("1", "", ".")];
    let levels: String = (1..)
        .zip(levels)
        .map(|(level, (format, prefix, suffix))| {
            format!(
                "<text:list-level-style-number text:level='{level}' style:num-format='{format}' \
                 style:num-prefix='{prefix}' style:num-suffix='{suffix}'/>"
            )
        })
        .collect();
    let mut body = format!("<text:p>{}</text:p>", plan.title);
    for block in &plan.blocks {
        match block {
            Block::Item(Item { level, text, .. }) => {
                let (opening, closing) = ("<text:list><text:list-item>", "</text:list-item></text:list>");
                body += "<text:list text:style-name='L' text:continue-numbering='true'><text:list-item>";
                body += &format!("{}<text:p>{text}</text:p>{}", opening.repeat(*level), closing.repeat(*level + 1));
            }
            Block::Table(table) => {
                body += "<table:table>";
                for (row, column, cell) in cells(table) {
                    let opening = if column == 0 { "<table:table-row>" } else { "" };
                    let closing = if column + 1 == Table::COLUMNS { "</table:table-row>" } else { "" };
                    let cell = match (column, Table::begins(row)) {
                        (0, Some(false)) => "<table:covered-table-cell/>".to_owned(),
                        (0, Some(true)) => format!(
                            "<table:table-cell table:number-rows-spanned='{}'><text:p>{cell}</text:p></table:table-cell>",
                            Table::GROUP
                        ),
                        _ => format!("<table:table-cell><text:p>{cell}</text:p></table:table-cell>"),
                    };
                    body += &format!("{opening}{cell}{closing}");
                }
                body += "</table:table>";
            }
        }
    }
    let content = format!(
        "<office:document-content xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' \
         xmlns:style='urn:oasis:names:tc:opendocument:xmlns:style:1.0' \
         xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0' \
         xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0'>\
         <office:automatic-styles><text:list-style style:name='L'>{levels}</text:list-style></office:automatic-styles>\
         <office:body><office:text>{body}</office:text></office:body></office:document-content>"
    );
    let mimetype = "application/vnd.oasis.opendocument.text";
    let styles = "<office:document-styles xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0'/>";
    let parts =
        [("mimetype", mimetype.as_bytes()), ("content.xml", content.as_bytes()), ("styles.xml", styles.as_bytes())];
    office::package(&parts)
}

/// An .rtf: labels counted by a list table, characters in Unicode.
pub fn rtf(plan: &Plan) -> String {
    // RTF 1.9.1, list levels: 34 is 壹, 35 is 一, 0 is 1. The text of a level has its length first.
    let levels = [(34, "\\'02\\'00", "、", 1), (35, "\\'02\\'00", "、", 1), (35, "", "", 2), (0, "\\'02\\'00.", "", 1)];
    let mut out = "{\\rtf1\\ansi\\ansicpg950\\deff0{\\fonttbl{\\f0\\fnil\\fcharset136 PMingLiU;}}\n".to_owned();
    out += "{\\*\\listtable{\\list\\listtemplateid1\n";
    for (level, (format, text, after, place)) in levels.into_iter().enumerate() {
        let text = match level {
            2 => format!("\\'03{}\\'02{}", escaped("（"), escaped("）")),
            _ => text.replace("\\'00", &format!("\\'{level:02}")) + &escaped(after),
        };
        out += &format!(
            "{{\\listlevel\\levelnfc{format}\\leveljc0\\levelfollow0\\levelstartat1{{\\leveltext {text};}}\
             {{\\levelnumbers\\'{place:02};}}}}\n"
        );
    }
    out += "\\listid1}}{\\*\\listoverridetable{\\listoverride\\listid1\\listoverridecount0\\ls1}}\n";
    out += &format!("\\pard\\qc {}\\par\n", escaped(&plan.title));
    for block in &plan.blocks {
        match block {
            Block::Item(Item { level, text, .. }) => {
                out += &format!("\\pard\\ls1\\ilvl{level} {}\\par\n", escaped(text));
            }
            Block::Table(table) => {
                for (row, column, cell) in cells(table) {
                    if column == 0 {
                        out += "\\trowd\\trgaph108";
                        for edge in 1..=Table::COLUMNS {
                            out += match Table::begins(row).filter(|_| edge == 1) {
                                Some(true) => "\\clvmgf",
                                Some(false) => "\\clvmrg",
                                None => "",
                            };
                            out += &format!("\\cellx{}", edge * 1800);
                        }
                        out.push('\n');
                    }
                    out += &format!("\\pard\\intbl {}\\cell\n", escaped(cell));
                    if column + 1 == Table::COLUMNS {
                        out += "\\row\n";
                    }
                }
            }
        }
    }
    out + "}\n"
}

/// The parts of a package in one XML file.
pub fn flat_opc(parts: &[(String, String)]) -> String {
    let mut out = "<?xml version=\"1.0\" standalone=\"yes\"?><?mso-application progid=\"Word.Document\"?>\
                   <pkg:package xmlns:pkg=\"http://schemas.microsoft.com/office/2006/xmlPackage\">"
        .to_owned();
    for (name, xml) in parts {
        let xml = xml.split_once("?>").filter(|_| xml.starts_with("<?xml")).map_or(xml.as_str(), |(_, rest)| rest);
        out += &format!("<pkg:part pkg:name=\"/{name}\"><pkg:xmlData>{xml}</pkg:xmlData></pkg:part>");
    }
    out + "</pkg:package>"
}

/// Row, column and text of each cell.
fn cells(table: &Table) -> impl Iterator<Item = (usize, usize, &String)> {
    let rows = table.rows.iter().enumerate();
    rows.flat_map(|(row, cells)| cells.iter().enumerate().map(move |(column, cell)| (row, column, cell)))
}

/// Text in RTF: UTF-16 units as signed numbers, `?` for readers that know none.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for unit in text.encode_utf16() {
        match u8::try_from(unit) {
            Ok(byte) if byte.is_ascii() => out.push(char::from(byte)),
            _ => {
                let _ = write!(out, "\\u{}?", unit.cast_signed());
            }
        }
    }
    out
}

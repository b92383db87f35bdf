//! Signatures of binary formats.

use crate::{Detected, Format};

/// What the first bytes of a file say.
pub(crate) enum Signature {
    /// The file is this.
    Is(Detected),
    /// An OLE compound file that does not tell by its streams whose it is.
    Compound,
}

/// What a binary file is. Text-like formats have no signature here.
pub(crate) fn binary(bytes: &[u8]) -> Option<Signature> {
    if bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        return Some(compound(bytes));
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Some(Signature::Is(zip(bytes)));
    }
    if is_pdf(bytes) {
        return Some(Signature::Is(Detected::Format(Format::Pdf)));
    }
    let at = |offset: usize, sign: &[u8]| bytes.get(offset..).is_some_and(|rest| rest.starts_with(sign));
    let image = IMAGES.iter().any(|sign| bytes.starts_with(sign)) || (bytes.starts_with(b"BM") && at(6, &[0; 4]));
    if image {
        return Some(Signature::Is(Detected::Format(Format::Image)));
    }
    let is = |signs: &[Sign]| signs.iter().all(|&(offset, sign)| at(offset, sign));
    OTHERS.iter().find(|(signs, _)| is(signs)).map(|&(_, name)| Signature::Is(Detected::Other(name)))
}

const IMAGES: [&[u8]; 6] = [b"\x89PNG\r\n\x1A\n", b"\xFF\xD8\xFF", b"II*\0", b"MM\0*", b"GIF87a", b"GIF89a"];

/// What stands at which offset.
type Sign = (usize, &'static [u8]);

/// Formats without a reader. Signatures of letters go on to a byte that no text has.
const OTHERS: [(&[Sign], &str); 37] = [
    (&[(0, b"\x1F\x8B")], "gzip archive"),
    (&[(0, b"7z\xBC\xAF\x27\x1C")], "7-Zip archive"),
    (&[(0, b"Rar!\x1A\x07")], "RAR archive"),
    (&[(0, b"\xFD7zXZ\0")], "xz archive"),
    (&[(0, b"\x28\xB5\x2F\xFD")], "Zstandard archive"),
    (&[(0, b"BZh91AY&SY")], "bzip2 archive"),
    (&[(0, b"MSCF\0\0\0\0")], "Windows cabinet"),
    (&[(257, b"ustar\0")], "tar archive"),
    (&[(257, b"ustar  \0")], "tar archive"),
    (&[(0, b"PK\x07\x08")], "part of a split zip archive"),
    (&[(0, b"\x7FELF")], "program (ELF)"),
    (&[(0, b"MZ\x90\0")], "Windows program (.exe)"),
    (&[(0, b"MZ\0\0")], "Windows program (.exe)"),
    (&[(0, b"MZP\0")], "Windows program (.exe)"),
    (&[(0, b"\xCF\xFA\xED\xFE")], "program (Mach-O)"),
    (&[(0, b"\xCA\xFE\xBA\xBE")], "program (Java or Mach-O)"),
    (&[(0, b"\0asm")], "program (WebAssembly)"),
    (&[(0, b"SQLite format 3\0")], "SQLite database"),
    (&[(0, b"\0\x01\0\0Standard Jet DB")], "Access database"),
    (&[(0, b"\0\x01\0\0Standard ACE DB")], "Access database"),
    (&[(0, b"!BDN")], "Outlook data file"),
    (&[(0, b"ITSF\x03\0\0\0")], "compiled help (.chm)"),
    (&[(0, b"\xFFWPC")], "WordPerfect document"),
    (&[(0, b"\xDB\xA5\x2D\0")], "Word 2 (.doc)"),
    (&[(0, b"\x31\xBE\0\0")], "Windows Write or Word for DOS"),
    (&[(0, b"HWP Document File V")], "Hangul document (.hwp)"),
    (&[(0, b"%!PS-Adobe")], "PostScript"),
    (&[(0, b"AT&TFORM")], "DjVu"),
    (&[(0, b"\xD7\xCD\xC6\x9A")], "Windows metafile (.wmf)"),
    (&[(0, b"RIFF"), (8, b"WEBP")], "WebP image"),
    (&[(0, b"RIFF"), (8, b"AVI ")], "video (.avi)"),
    (&[(0, b"RIFF"), (8, b"WAVE")], "sound (.wav)"),
    (&[(0, b"\0\0\0"), (4, b"ftyp")], "video, sound or HEIF image (MP4)"),
    (&[(0, b"\x1A\x45\xDF\xA3")], "video (Matroska)"),
    (&[(0, b"\x30\x26\xB2\x75\x8E\x66\xCF\x11")], "video or sound (Windows Media)"),
    (&[(0, b"OggS\0")], "sound or video (Ogg)"),
    (&[(0, b"ID3\x03\0")], "sound (.mp3)"),
];

/// Readers of PDF accept the header within the first 1024 bytes; a text that mentions it does so behind a letter.
fn is_pdf(bytes: &[u8]) -> bool {
    let head = bytes.get(..1024 + 6).unwrap_or(bytes);
    head.windows(6).enumerate().any(|(offset, window)| {
        let before = offset.checked_sub(1).and_then(|before| head.get(before));
        window.starts_with(b"%PDF-")
            && window.last().is_some_and(u8::is_ascii_digit)
            && before.is_none_or(|byte| !(b' '..=b'~').contains(byte))
    })
}

/// The names in the directory of a compound file tell whose it is. An entry has 128 bytes, begins at a multiple of that,
/// and starts with its name in UTF-16.
fn compound(bytes: &[u8]) -> Signature {
    let has = |name: &str| {
        let name: Vec<u8> = name.encode_utf16().chain([0]).flat_map(u16::to_le_bytes).collect();
        bytes.chunks(128).any(|entry| entry.starts_with(&name))
    };
    let detected = if has("EncryptedPackage") {
        Detected::Encrypted(Format::Docx)
    } else if has("WordDocument") {
        Detected::Format(Format::Doc)
    } else if has("Workbook") || has("Book") {
        Detected::Other("Excel 97-2003 (.xls)")
    } else if has("PowerPoint Document") {
        Detected::Other("PowerPoint 97-2003 (.ppt)")
    } else if has("__properties_version1.0") {
        Detected::Other("Outlook message (.msg)")
    } else if has("VisioDocument") {
        Detected::Other("Visio drawing (.vsd)")
    } else if has("\u{5}HwpSummaryInformation") {
        Detected::Other("Hangul document (.hwp)")
    } else {
        return Signature::Compound;
    };
    Signature::Is(detected)
}

/// The parts of a zip package tell what it is; their names stand in the local headers also where the directory is cut off.
fn zip(bytes: &[u8]) -> Detected {
    let names: Vec<String> = local_names(bytes).collect();
    let has = |prefix: &str| names.iter().any(|name| name.starts_with(prefix));
    if let Some(mimetype) = mimetype(bytes) {
        return match mimetype {
            _ if mimetype.starts_with(b"application/vnd.oasis.opendocument.text") => Detected::Format(Format::Odt),
            _ if mimetype.starts_with(b"application/vnd.oasis.opendocument.spreadsheet") => {
                Detected::Other("OpenDocument spreadsheet (.ods)")
            }
            _ if mimetype.starts_with(b"application/vnd.oasis.opendocument.presentation") => {
                Detected::Other("OpenDocument presentation (.odp)")
            }
            _ if mimetype.starts_with(b"application/vnd.oasis.opendocument") => Detected::Other("OpenDocument file"),
            _ if mimetype.starts_with(b"application/epub+zip") => Detected::Other("e-book (.epub)"),
            _ => Detected::Other("zip archive"),
        };
    }
    if has("word/") {
        Detected::Format(Format::Docx)
    } else if has("xl/") {
        Detected::Other("Excel (.xlsx)")
    } else if has("ppt/") {
        Detected::Other("PowerPoint (.pptx)")
    } else if has("visio/") {
        Detected::Other("Visio drawing (.vsdx)")
    } else if has("content.xml") {
        // Which OpenDocument file it is, its reader says.
        Detected::Format(Format::Odt)
    } else if has("ofd.xml") {
        Detected::Other("OFD document (.ofd)")
    } else if has("index/") && names.iter().any(|name| name.ends_with(".iwa")) {
        Detected::Other("Pages, Numbers or Keynote document")
    } else if !names.is_empty() && names.iter().all(|name| name.ends_with('/') || is_image(name)) {
        Detected::Format(Format::Image)
    } else {
        Detected::Other("zip archive")
    }
}

fn is_image(name: &str) -> bool {
    name.rsplit_once('.').and_then(|(_, extension)| Format::of_extension(extension)) == Some(Format::Image)
}

const LOCAL_HEADER: &[u8] = b"PK\x03\x04";

/// The names in a package's local headers, lower case with `/`, since packages from some programs have `\` and capitals.
fn local_names(bytes: &[u8]) -> impl Iterator<Item = String> + '_ {
    let headers = bytes.windows(LOCAL_HEADER.len()).enumerate().filter(|(_, window)| *window == LOCAL_HEADER);
    headers.filter_map(|(offset, _)| {
        let length = u16::from_le_bytes(bytes.get(offset + 26..offset + 28)?.try_into().ok()?);
        let name = bytes.get(offset + 30..offset + 30 + usize::from(length))?;
        Some(String::from_utf8_lossy(name).replace('\\', "/").to_ascii_lowercase())
    })
}

/// The content of `mimetype`, which OpenDocument and EPUB put first, stored and without extra field. One that a program has
/// compressed says nothing here.
fn mimetype(bytes: &[u8]) -> Option<&[u8]> {
    let name = bytes.get(30..38)?;
    let extra = u16::from_le_bytes(bytes.get(28..30)?.try_into().ok()?);
    let stored = bytes.get(8..10)? == [0, 0];
    (name == b"mimetype" && stored).then(|| bytes.get(38 + usize::from(extra)..)).flatten()
}

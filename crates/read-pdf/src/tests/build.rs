//! PDF files built by hand: objects, streams, and the table of where they are.

use std::fmt::Write as _;
use std::io::Write as _;

use flate2::Compression;

/// A file in the making. Object 1 is the catalog, 2 the page tree.
#[derive(Clone)]
pub(crate) struct File {
    objects: Vec<Vec<u8>>,
    pages: Vec<usize>,
    /// What stands in the trailer beside its size and root.
    pub(crate) trailer: String,
    /// What stands in the catalog beside its type and pages.
    pub(crate) catalog: String,
}

impl File {
    pub(crate) fn new() -> Self {
        Self { objects: vec![Vec::new(); 2], pages: Vec::new(), trailer: String::new(), catalog: String::new() }
    }

    /// A file of one page with fonts by name, and its content.
    pub(crate) fn of(fonts: &[(&str, String)], content: impl AsRef<[u8]>) -> Self {
        let mut file = Self::new();
        let fonts = file.fonts(fonts);
        file.page(&fonts, content);
        file
    }

    /// Adds an object and gives its number.
    pub(crate) fn object(&mut self, body: impl AsRef<[u8]>) -> usize {
        self.objects.push(body.as_ref().to_vec());
        self.objects.len()
    }

    /// Adds a stream with what its dictionary has beside the length.
    pub(crate) fn stream(&mut self, dict: &str, data: impl AsRef<[u8]>) -> usize {
        let data = data.as_ref();
        let mut body = format!("<< {dict} /Length {} >>\nstream\n", data.len()).into_bytes();
        body.extend(data);
        body.extend(b"\nendstream");
        self.object(body)
    }

    /// Fonts as an entry of resources.
    pub(crate) fn fonts(&mut self, fonts: &[(&str, String)]) -> String {
        let mut entry = String::from("/Font <<");
        for (name, body) in fonts {
            let id = self.object(body);
            write!(entry, " /{name} {id} 0 R").unwrap();
        }
        entry + " >>"
    }

    /// Adds a page of 600 by 800 points with entries of resources and content.
    pub(crate) fn page(&mut self, resources: &str, content: impl AsRef<[u8]>) -> usize {
        self.page_with("/MediaBox [0 0 600 800]", resources, content)
    }

    /// Adds a page with entries of its own, entries of resources, and content.
    pub(crate) fn page_with(&mut self, entries: &str, resources: &str, content: impl AsRef<[u8]>) -> usize {
        let content = self.stream("", content);
        let page = self.object(format!(
            "<< /Type /Page /Parent 2 0 R {entries} /Resources << {resources} >> /Contents {content} 0 R >>"
        ));
        self.pages.push(page);
        page
    }

    /// Puts something in an object's place.
    pub(crate) fn replace(&mut self, id: usize, body: impl AsRef<[u8]>) {
        self.objects[id - 1] = body.as_ref().to_vec();
    }

    pub(crate) fn bytes(&self) -> Vec<u8> {
        let mut objects = self.objects.clone();
        let kids: String = self.pages.iter().map(|id| format!("{id} 0 R ")).collect();
        if objects[0].is_empty() {
            objects[0] = format!("<< /Type /Catalog /Pages 2 0 R {} >>", self.catalog).into_bytes();
        }
        if objects[1].is_empty() {
            let count = self.pages.len();
            objects[1] = format!("<< /Type /Pages /Kids [{kids}] /Count {count} >>").into_bytes();
        }
        let mut bytes = b"%PDF-1.7\n%\xE4\xBD\xA0\n".to_vec();
        let mut places = Vec::new();
        for (index, object) in objects.iter().enumerate() {
            places.push(bytes.len());
            writeln!(bytes, "{} 0 obj", index + 1).unwrap();
            bytes.extend(object);
            bytes.extend(b"\nendobj\n");
        }
        let table = bytes.len();
        write!(bytes, "xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).unwrap();
        for place in places {
            writeln!(bytes, "{place:010} 00000 n ").unwrap();
        }
        let (size, trailer) = (objects.len() + 1, &self.trailer);
        write!(bytes, "trailer\n<< /Size {size} /Root 1 0 R {trailer} >>\nstartxref\n{table}\n%%EOF\n").unwrap();
        bytes
    }
}

/// A standard font in the encoding of Windows.
pub(crate) fn helvetica() -> String {
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_owned()
}

/// A composite font that is not embedded.
pub(crate) fn composite(encoding: &str, ordering: &str, more: &str) -> String {
    format!(
        "<< /Type /Font /Subtype /Type0 /BaseFont /Ming /Encoding {encoding} /DescendantFonts [<< /Type /Font \
         /Subtype /CIDFontType2 /BaseFont /Ming /CIDSystemInfo << /Registry (Adobe) /Ordering ({ordering}) \
         /Supplement 0 >> /DW 1000 {more} /FontDescriptor << /Type /FontDescriptor /FontName /Ming /Flags 4 >> >>] >>"
    )
}

/// A composite font with an embedded program in stream `program`.
pub(crate) fn embedded(name: &str, encoding: &str, ordering: &str, program: usize, more: &str) -> String {
    format!(
        "<< /Type /Font /Subtype /Type0 /BaseFont /ABCDEF+{name} /Encoding {encoding} {more} /DescendantFonts \
         [<< /Type /Font /Subtype /CIDFontType2 /BaseFont /ABCDEF+{name} /CIDSystemInfo << /Registry (Adobe) \
         /Ordering ({ordering}) /Supplement 0 >> /DW 1000 /CIDToGIDMap /Identity /FontDescriptor << /Type \
         /FontDescriptor /FontName /ABCDEF+{name} /Flags 4 /FontFile2 {program} 0 R >> >>] >>"
    )
}

/// A TrueType program of empty glyphs, with a character map of characters and their glyphs.
pub(crate) fn true_type(glyphs: u16, map: &[(char, u16)]) -> Vec<u8> {
    let mut head = vec![0_u8; 54];
    head[0..4].copy_from_slice(&[0, 1, 0, 0]);
    head[12..16].copy_from_slice(&[0x5F, 0x0F, 0x3C, 0xF5]);
    head[18..20].copy_from_slice(&1000_u16.to_be_bytes());
    let mut hhea = vec![0_u8; 36];
    hhea[0..4].copy_from_slice(&[0, 1, 0, 0]);
    hhea[34..36].copy_from_slice(&1_u16.to_be_bytes());
    let mut hmtx = 1000_u16.to_be_bytes().to_vec();
    hmtx.resize(2 + 2 * usize::from(glyphs), 0);
    let mut maxp = vec![0_u8; 32];
    maxp[0..4].copy_from_slice(&[0, 1, 0, 0]);
    maxp[4..6].copy_from_slice(&glyphs.to_be_bytes());
    // Format 12 (OpenType, cmap), one group for each, ascending.
    let mut map = map.to_vec();
    map.sort_unstable();
    let groups = u32::try_from(map.len()).unwrap();
    let mut cmap = vec![0, 0, 0, 1, 0, 3, 0, 10, 0, 0, 0, 12, 0, 12, 0, 0];
    cmap.extend((16 + 12 * groups).to_be_bytes());
    cmap.extend(0_u32.to_be_bytes());
    cmap.extend(groups.to_be_bytes());
    for (c, glyph) in map {
        for value in [u32::from(c), u32::from(c), u32::from(glyph)] {
            cmap.extend(value.to_be_bytes());
        }
    }
    let loca = vec![0_u8; 2 * (usize::from(glyphs) + 1)];
    let tables: [(&[u8; 4], Vec<u8>); 7] = [
        (b"cmap", cmap),
        (b"glyf", vec![0; 4]),
        (b"head", head),
        (b"hhea", hhea),
        (b"hmtx", hmtx),
        (b"loca", loca),
        (b"maxp", maxp),
    ];
    let mut font = vec![0, 1, 0, 0, 0, 7, 0, 64, 0, 2, 0, 48];
    let mut offset = 12 + 16 * tables.len();
    for (tag, table) in &tables {
        font.extend(*tag);
        font.extend(0_u32.to_be_bytes());
        font.extend(u32::try_from(offset).unwrap().to_be_bytes());
        font.extend(u32::try_from(table.len()).unwrap().to_be_bytes());
        offset += table.len().next_multiple_of(4);
    }
    for (_, table) in &tables {
        font.extend(table);
        font.resize(font.len().next_multiple_of(4), 0);
    }
    font
}

/// A map from codes to characters, as `ToUnicode` has it.
pub(crate) fn to_unicode(entries: &[(&str, &str)]) -> String {
    let mut text = String::from("begincmap\n1 begincodespacerange <0000> <FFFF> endcodespacerange\n");
    writeln!(text, "{} beginbfchar", entries.len()).unwrap();
    for (code, value) in entries {
        writeln!(text, "<{code}> <{value}>").unwrap();
    }
    text + "endbfchar\nendcmap\n"
}

/// Data as a deflated stream has it.
pub(crate) fn deflated(data: &[u8]) -> Vec<u8> {
    deflated_by(Compression::best(), data)
}

/// Data as a deflated stream may have it; without compression it is the same on every machine.
pub(crate) fn deflated_by(level: Compression, data: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), level);
    encoder.write_all(data).unwrap();
    encoder.finish().unwrap()
}

/// The hexadecimal string of characters in UTF-16.
pub(crate) fn hex(text: &str) -> String {
    text.encode_utf16().map(|unit| format!("{unit:04X}")).collect()
}

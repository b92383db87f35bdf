//! The one table of formats.

/// A format that plans come in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// Word 97-2003, and Word 6/95.
    Doc,
    /// Office Open XML.
    Docx,
    /// OpenDocument text.
    Odt,
    /// Rich Text Format.
    Rtf,
    /// Portable Document Format.
    Pdf,
    /// A web page.
    Html,
    /// A web page with its parts as one mail message.
    Mht,
    /// Word 2003 XML, and Office Open XML in one flat file.
    WordXml,
    /// Plain text.
    Text,
    /// A page as an image.
    Image,
}

/// What the program knows of a format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FormatInfo {
    /// Which one.
    pub format: Format,
    /// Its name in a record's `source.format`.
    pub name: &'static str,
    /// Extensions of file names, in lower case, without the dot.
    pub extensions: &'static [&'static str],
    /// What a person calls it, in English.
    pub english: &'static str,
    /// What a person calls it, in Chinese.
    pub chinese: &'static str,
    /// Whether there is a reader for it.
    pub readable: bool,
}

impl Format {
    /// The format's row of the table.
    pub fn info(self) -> &'static FormatInfo {
        // The table stands in the order of the variants; a test says so.
        &FORMATS[self as usize]
    }

    /// Its name in a record's `source.format`.
    pub fn name(self) -> &'static str {
        self.info().name
    }

    /// The format that an extension stands for, without its dot, in any case.
    pub fn of_extension(extension: &str) -> Option<Self> {
        let extension = extension.to_ascii_lowercase();
        FORMATS.iter().find(|info| info.extensions.contains(&extension.as_str())).map(|info| info.format)
    }
}

/// Every format, read yet or not.
pub fn formats() -> &'static [FormatInfo] {
    &FORMATS
}

const FORMATS: [FormatInfo; 10] = [
    FormatInfo {
        format: Format::Doc,
        name: "doc",
        extensions: &["doc", "dot"],
        english: "Word 97-2003 (.doc)",
        chinese: "Word 97-2003 文件",
        readable: true,
    },
    FormatInfo {
        format: Format::Docx,
        name: "docx",
        extensions: &["docx", "docm", "dotx", "dotm"],
        english: "Word (.docx)",
        chinese: "Word 文件",
        readable: true,
    },
    FormatInfo {
        format: Format::Odt,
        name: "odt",
        extensions: &["odt", "ott", "fodt"],
        english: "OpenDocument text (.odt)",
        chinese: "開放文件格式 (ODF) 文字文件",
        readable: true,
    },
    FormatInfo {
        format: Format::Rtf,
        name: "rtf",
        extensions: &["rtf"],
        english: "Rich Text Format (.rtf)",
        chinese: "RTF 格式文件",
        readable: true,
    },
    FormatInfo {
        format: Format::Pdf,
        name: "pdf",
        extensions: &["pdf"],
        english: "PDF (.pdf)",
        chinese: "PDF 文件",
        readable: true,
    },
    FormatInfo {
        format: Format::Html,
        name: "html",
        extensions: &["html", "htm", "xhtml", "shtml"],
        english: "web page (.html)",
        chinese: "網頁",
        readable: true,
    },
    FormatInfo {
        format: Format::Mht,
        name: "mht",
        extensions: &["mht", "mhtml"],
        english: "web archive (.mht)",
        chinese: "網頁封存檔",
        readable: true,
    },
    FormatInfo {
        format: Format::WordXml,
        name: "wordxml",
        extensions: &["xml"],
        english: "Word XML (.xml)",
        chinese: "Word XML 文件",
        readable: true,
    },
    FormatInfo {
        format: Format::Text,
        name: "text",
        extensions: &["txt", "text", "md", "markdown", "csv", "tsv", "log"],
        english: "plain text (.txt)",
        chinese: "純文字",
        readable: true,
    },
    FormatInfo {
        format: Format::Image,
        name: "image",
        extensions: &["png", "jpg", "jpeg", "tif", "tiff", "gif", "bmp"],
        english: "image (.png .jpg .tif .gif .bmp)",
        chinese: "影像",
        readable: true,
    },
];

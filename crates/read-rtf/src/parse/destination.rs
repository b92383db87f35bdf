//! Destinations: what the groups are that begin with a control word of their own.

use document::{Part, ReadError};

use crate::parse::Interpreter;
use crate::parse::field::Field;
use crate::parse::list::LegacyNumbering;
use crate::parse::state::{Destination, Ends};

/// What a control word at the start of a group makes of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Nothing in it shows.
    Skip,
    /// Its own text shows nothing, that of groups within it may.
    Container,
    /// It is text like that around it.
    Text,
    /// A story of its own.
    Story(Part),
    /// `\fonttbl`
    Fonts,
    /// `\stylesheet`
    StyleSheet,
    /// `\listtable`, `\listoverridetable`
    Lists,
    /// `\leveltext`
    LevelText,
    /// `\listtext`, `\pntext`
    Label,
    /// `\pn`
    Legacy,
    /// `\pntxtb`
    LegacyBefore,
    /// `\pntxta`
    LegacyAfter,
    /// `\field`
    Field,
    /// `\fldinst`
    Instruction,
    /// `\fldrslt`
    Result,
    /// `\formfield`
    FormField,
    /// `\moMath` and what is within it
    Math,
    /// `\nesttableprops`
    NestedRow,
    /// `\upr`
    Alternatives,
    /// `\ud`
    Unicode,
}

/// The kind of a destination; `None` for one that is none, or that nobody knows.
pub(crate) fn kind(name: &[u8]) -> Option<Kind> {
    Some(match name {
        b"fonttbl" => Kind::Fonts,
        b"stylesheet" => Kind::StyleSheet,
        b"listtable" | b"listoverridetable" => Kind::Lists,
        b"leveltext" => Kind::LevelText,
        b"listtext" | b"pntext" => Kind::Label,
        b"pn" => Kind::Legacy,
        b"pntxtb" => Kind::LegacyBefore,
        b"pntxta" => Kind::LegacyAfter,
        b"field" => Kind::Field,
        b"fldinst" => Kind::Instruction,
        b"fldrslt" => Kind::Result,
        b"formfield" => Kind::FormField,
        b"header" | b"headerl" | b"headerr" | b"headerf" => Kind::Story(Part::Header),
        b"footer" | b"footerl" | b"footerr" | b"footerf" => Kind::Story(Part::Footer),
        b"footnote" => Kind::Story(Part::Footnote),
        b"annotation" => Kind::Story(Part::Comment),
        b"shptxt" | b"dptxbxtext" => Kind::Story(Part::Textbox),
        b"shp" | b"shpinst" | b"shpgrp" | b"do" | b"dptxbx" => Kind::Container,
        b"nesttableprops" => Kind::NestedRow,
        b"upr" => Kind::Alternatives,
        b"ud" => Kind::Unicode,
        b"moMath" | b"moMathPara" | b"mmath" => Kind::Math,
        b"object" | b"result" => Kind::Text,
        b"colortbl"
        | b"filetbl"
        | b"revtbl"
        | b"rsidtbl"
        | b"pgptbl"
        | b"xmlnstbl"
        | b"protusertbl"
        | b"info"
        | b"generator"
        | b"template"
        | b"userprops"
        | b"docvar"
        | b"xmlopen"
        | b"xmlattrname"
        | b"xmlattrvalue"
        | b"mmathPr"
        | b"themedata"
        | b"colorschememapping"
        | b"datastore"
        | b"latentstyles"
        | b"datafield"
        | b"wgrffmtfilter"
        | b"windowcaption"
        | b"defchp"
        | b"defpap"
        | b"background"
        | b"pict"
        | b"shppict"
        | b"nonshppict"
        | b"picprop"
        | b"blipuid"
        | b"sp"
        | b"shprslt"
        | b"objdata"
        | b"objclass"
        | b"objname"
        | b"objalias"
        | b"objsect"
        | b"objtime"
        | b"oleclsid"
        | b"mmathPict"
        | b"bkmkstart"
        | b"bkmkend"
        | b"mvfmf"
        | b"mvfml"
        | b"mvtof"
        | b"mvtol"
        | b"atrfstart"
        | b"atrfend"
        | b"atnid"
        | b"atnauthor"
        | b"atnref"
        | b"atndate"
        | b"atntime"
        | b"atnicn"
        | b"atnparent"
        | b"xe"
        | b"tc"
        | b"tcn"
        | b"rxe"
        | b"txe"
        | b"ftnsep"
        | b"ftnsepc"
        | b"ftncn"
        | b"aftnsep"
        | b"aftnsepc"
        | b"aftncn"
        | b"pnseclvl"
        | b"listname"
        | b"liststylename"
        | b"listpicture"
        | b"levelnumbers"
        | b"falt"
        | b"fname"
        | b"panose"
        | b"fontemb"
        | b"fontfile"
        | b"keycode"
        | b"nonesttables"
        | b"htmltag"
        | b"passwordhash"
        | b"private"
        | b"fchars"
        | b"lchars"
        | b"nextfile"
        | b"linkval"
        | b"fldtype"
        | b"hlloc"
        | b"hlsrc"
        | b"hlfr"
        | b"sv"
        | b"sn"
        | b"ebcstart"
        | b"ebcend"
        | b"mhtmltag"
        | b"gridtbl"
        | b"subentry"
        | b"factoidname"
        | b"bin" => Kind::Skip,
        _ => return None,
    })
}

impl Interpreter<'_> {
    /// A group begins: what it is by the group around it.
    pub(super) fn enter_table_group(&mut self) {
        if self.state.destination == Destination::StyleSheet {
            self.state.destination = Destination::Style;
            self.state.ends = Ends::Style;
            self.file.styles.begin();
        }
        if std::mem::take(&mut self.state.in_upr) {
            self.state.destination = Destination::Fallback;
        }
    }

    /// The group turns out to be a destination.
    pub(super) fn enter_destination(&mut self, kind: Kind) {
        let inside = self.state.destination;
        let is_text = inside == Destination::Text;
        self.state.destination = match kind {
            Kind::Text if matches!(inside, Destination::Text | Destination::Container) => Destination::Text,
            Kind::Container if matches!(inside, Destination::Text | Destination::Container) => Destination::Container,
            Kind::Fonts if is_text => Destination::Fonts,
            Kind::StyleSheet if is_text => Destination::StyleSheet,
            Kind::Lists if is_text => Destination::Lists,
            Kind::LevelText if inside == Destination::Lists => Destination::LevelText,
            Kind::LegacyBefore if inside == Destination::Legacy => Destination::LegacyBefore,
            Kind::LegacyAfter if inside == Destination::Legacy => Destination::LegacyAfter,
            Kind::Label if is_text => {
                self.state.ends = Ends::Label;
                self.label.clear();
                Destination::Label
            }
            Kind::Legacy if is_text => {
                self.state.ends = Ends::Legacy;
                self.legacy = LegacyNumbering { start: 1, format: 255, ..LegacyNumbering::default() };
                Destination::Legacy
            }
            Kind::Field if is_text => {
                self.state.ends = Ends::Field;
                self.fields.push(Field::at(self.characters));
                Destination::Text
            }
            // Fields within the instruction of a field are part of it, results and all.
            Kind::Field | Kind::Result | Kind::Instruction if inside == Destination::Instruction => inside,
            Kind::Instruction if is_text => Destination::Instruction,
            Kind::Result if is_text => Destination::Text,
            Kind::FormField if inside == Destination::Instruction => Destination::FormField,
            Kind::Math if is_text => {
                self.state.in_math = true;
                Destination::Text
            }
            Kind::NestedRow if is_text => {
                self.state.in_nested_row = true;
                Destination::Container
            }
            Kind::Alternatives => {
                self.state.in_upr = true;
                inside
            }
            Kind::Unicode if inside == Destination::Fallback => {
                self.outer.last().map_or(Destination::Skip, |upr| upr.destination)
            }
            Kind::Unicode => inside,
            // What is anchored in text that doesn't show doesn't show either.
            Kind::Story(part)
                if matches!(inside, Destination::Text | Destination::Container) && self.state.characters.shows() =>
            {
                self.state.ends = Ends::Story;
                self.begin_story(part);
                Destination::Text
            }
            _ => Destination::Skip,
        };
    }

    /// The group ends, and what it holds with it.
    pub(super) fn leave(&mut self) -> Result<(), ReadError> {
        match self.state.ends {
            Ends::Nothing => {}
            Ends::Story => {
                self.end_paragraph()?;
                self.end_story();
            }
            Ends::Label => {
                self.file.states_labels = true;
                let label = std::mem::take(&mut self.label);
                if let Some(story) = self.stories.last_mut() {
                    story.set_label(label.trim().to_owned());
                }
            }
            Ends::Field => {
                if let Some(field) = self.fields.pop()
                    && field.characters == self.characters
                    && self.takes_text()
                    && let Some(shown) = field.shown()
                {
                    shown.chars().for_each(|c| self.put_character(c));
                }
            }
            Ends::Style => self.file.styles.end(),
            Ends::Legacy => {
                let legacy = std::mem::take(&mut self.legacy);
                if self.file.legacy.last() != Some(&legacy) {
                    self.nodes += 1;
                    self.file.legacy.push(legacy);
                }
                let index = self.file.legacy.len().checked_sub(1);
                if let Some(outer) = self.outer.last_mut() {
                    outer.paragraph.legacy = index;
                }
            }
        }
        Ok(())
    }
}

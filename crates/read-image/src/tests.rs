//! Images that are made here, and somebody who counts pixels instead of reading.
#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

use std::io::{Cursor, Write};

use document::{Limits, ReadError};
use image::{GrayImage, ImageFormat, Luma, LumaA};
use ocr::{Character, Line, Picture, Recognition, Recognize, Seen, When};
use tiff::encoder::{TiffEncoder, colortype};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::read;

/// Says of a picture how wide it is and how dark its first pixel.
struct Measure;

impl Recognize for Measure {
    fn recognize(&self, count: usize, picture: &(dyn Fn(usize) -> Option<Picture> + Sync)) -> Vec<Option<Seen>> {
        let seen = |picture: Picture| {
            let text = format!("{}:{}", picture.width(), picture.luma()[0]);
            let characters = text.chars().zip(0_u16..).map(|(text, index)| {
                let x = f32::from(index);
                Character { text, bbox: [x, 1.0, x + 1.0, 2.0], confidence: 1.0 }
            });
            let lines = vec![Line { is_vertical: false, characters: characters.collect() }];
            Seen { width: picture.width(), height: picture.height(), lines, ..Seen::default() }
        };
        (0..count).map(|index| picture(index).map(seen)).collect()
    }
}

const MEASURED: Recognition<'static> = Recognition { when: When::Auto, by: Some(&Measure) };

fn texts(bytes: &[u8]) -> Vec<String> {
    let reading = read(bytes, &Limits::DEFAULT, &MEASURED).unwrap();
    let text = |block: &document::Block| match block {
        document::Block::Paragraph(paragraph) => paragraph.text(),
        _ => String::new(),
    };
    reading.document.blocks.iter().map(text).collect()
}

fn encoded(width: u32, shade: u8, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    GrayImage::from_pixel(width, 60, Luma([shade])).write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

fn tiff_of(widths: &[u32]) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    let mut encoder = TiffEncoder::new(&mut bytes).unwrap();
    for width in widths {
        let pixels = vec![7; usize::try_from(*width).unwrap() * 60];
        encoder.write_image::<colortype::Gray8>(*width, 60, &pixels).unwrap();
    }
    bytes.into_inner()
}

fn package(images: &[Vec<u8>]) -> Vec<u8> {
    let mut package = ZipWriter::new(Cursor::new(Vec::new()));
    for (index, image) in images.iter().enumerate() {
        package.start_file(format!("{index}.png"), SimpleFileOptions::default()).unwrap();
        package.write_all(image).unwrap();
    }
    package.finish().unwrap().into_inner()
}

#[test]
fn an_image_is_a_page() {
    for format in [ImageFormat::Png, ImageFormat::Bmp] {
        assert_eq!(texts(&encoded(80, 0, format)), ["80:0"], "{format:?}");
    }
    let mut clear = Cursor::new(Vec::new());
    image::ImageBuffer::from_pixel(9, 60, LumaA([0_u8, 0])).write_to(&mut clear, ImageFormat::Png).unwrap();
    assert_eq!(texts(&clear.into_inner()), ["9:255"], "what is transparent shows the paper");
}

#[test]
fn all_pages_of_a_tiff_file_and_all_images_of_a_package_are_pages() {
    let reading = read(&tiff_of(&[70, 80, 90]), &Limits::DEFAULT, &MEASURED).unwrap();
    assert_eq!(reading.pages, Some(3));
    assert_eq!(texts(&tiff_of(&[70])), ["70:7"]);
    let images = [encoded(50, 9, ImageFormat::Png), tiff_of(&[60, 61]), encoded(70, 9, ImageFormat::Png)];
    let reading = read(&package(&images), &Limits::DEFAULT, &MEASURED).unwrap();
    assert_eq!(reading.pages, Some(4));
}

#[test]
fn an_image_that_nobody_recognizes_has_no_text_and_says_what_to_do() {
    let image = encoded(80, 0, ImageFormat::Png);
    let found = |recognition| match read(&image, &Limits::DEFAULT, &recognition) {
        Err(ReadError::NoText { found }) => found,
        other => panic!("{other:?}"),
    };
    assert_eq!(found(Recognition::NEVER), "an image");
    let install = found(Recognition { when: When::Auto, by: None });
    assert!(install.contains("plancorpus models install"), "{install}");
}

#[test]
fn a_damaged_image_is_told_and_the_others_are_read() {
    let mut torn = encoded(80, 0, ImageFormat::Png);
    torn.truncate(40);
    assert!(matches!(read(&torn, &Limits::DEFAULT, &MEASURED), Err(ReadError::Malformed { .. })));
    let reading = read(&package(&[encoded(80, 0, ImageFormat::Png), torn]), &Limits::DEFAULT, &MEASURED).unwrap();
    assert_eq!(reading.warnings.len(), 1);
    assert!(reading.warnings[0].loses_text() && reading.warnings[0].to_string().contains("page 2"));
}

#[test]
fn bounds_hold() {
    let limits = Limits { inflated: 1_000, ..Limits::DEFAULT };
    assert!(matches!(read(&encoded(4_000, 0, ImageFormat::Png), &limits, &MEASURED), Err(ReadError::Malformed { .. })));
    let images = vec![encoded(80, 0, ImageFormat::Bmp); 3];
    assert!(matches!(read(&package(&images), &limits, &MEASURED), Err(ReadError::TooLarge { .. })));
    assert!(matches!(read(b"II*\0", &Limits::DEFAULT, &MEASURED), Err(ReadError::Malformed { .. })));
}

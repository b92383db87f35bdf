#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

mod absurd;
mod bounds;
mod build;
mod crypt;
mod everything;
mod fonts;
mod marks;
mod outcomes;
mod places;
mod real;
mod rules;

use document::Limits;
use layout::{Character, Page, Rect};

use crate::Pages;

/// How far a place may be from where it is expected, in points.
const NEAR: f32 = 0.02;

fn pages(bytes: &[u8]) -> Pages {
    crate::pages(bytes, &Limits::DEFAULT).unwrap()
}

/// The only page of a file.
fn page(bytes: &[u8]) -> Page {
    let mut pages = pages(bytes).pages;
    assert_eq!(pages.len(), 1);
    pages.remove(0)
}

fn text_of(page: &Page) -> String {
    page.characters.iter().map(|character| character.text).collect()
}

fn text(bytes: &[u8]) -> String {
    pages(bytes).pages.iter().map(text_of).collect()
}

#[track_caller]
fn assert_near(found: Rect, expected: [f32; 4]) {
    let sides = [found.x0, found.y0, found.x1, found.y1];
    let is_near = sides.iter().zip(expected).all(|(found, expected)| (found - expected).abs() < NEAR);
    assert!(is_near, "{sides:?} instead of {expected:?}");
}

#[track_caller]
fn assert_placed(character: &Character, text: char, expected: [f32; 4]) {
    assert_eq!(character.text, text);
    assert_near(character.bbox, expected);
}

//! Characters to lines: what stands on one baseline, in the order in which it is read.

#[cfg(test)]
mod tests;

use crate::{Character, Direction, Rect};

/// The part of the em box below the baseline, in ems: that of nearly all Chinese fonts.
const DESCENT: f32 = 0.12;

/// How far a character's baseline may be off that of its line, in ems: more than the misplacement of fonts of different
/// foundries side by side, less than a raised figure.
const BASELINE_SLACK: f32 = 0.25;

/// The size of a raised or lowered figure against that of its line, at most.
const RAISED_SIZE: f32 = 0.8;

/// How far a raised or lowered figure is off the baseline at most, in ems of its line.
const RAISED_OFFSET: f32 = 0.6;

/// How far a raised figure may stand from the text of its line, in ems of its line.
const RAISED_GAP: f32 = 1.0;

/// The narrowest gap that stands for a blank between words, in ems: blanks of Latin fonts are a quarter or more, and
/// justified lines make them narrower by a little.
const WORD_GAP: f32 = 0.18;

/// Characters of vertical lines that are looked at for each figure set upright: more than a few lines of any page have.
const MOST_NEAR: usize = 512;

/// What stands on one baseline of a region.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Line {
    /// In reading order, no white space at either end; a gap between words that the file has no character for holds an
    /// inserted blank, its box that of the gap.
    pub(crate) characters: Vec<Character>,
    /// Around what is visible, on the page.
    pub(crate) bbox: Rect,
    /// The same in the frame of [`Direction::to_flow`].
    pub(crate) flow: Rect,
    /// The baseline, in that frame.
    pub(crate) base: f32,
    /// Font size of most of its characters, in points.
    pub(crate) size: f32,
    /// Of most of its characters.
    pub(crate) direction: Direction,
}

/// The lines of a region, one for each baseline over its whole width. Lines of several directions stand one direction after
/// the other, the most frequent first.
pub(crate) fn of(characters: Vec<Character>) -> Vec<Line> {
    let Some(first) = characters.first() else { return Vec::new() };
    if characters.iter().all(|character| character.direction.flows_with(first.direction)) {
        return along(first.direction, characters);
    }
    let mut groups: Vec<(Direction, Vec<Character>)> = Vec::new();
    for character in characters {
        match groups.iter_mut().find(|(direction, _)| direction.flows_with(character.direction)) {
            Some((_, group)) => group.push(character),
            None => groups.push((character.direction, vec![character])),
        }
    }
    groups.sort_by_key(|(_, group)| std::cmp::Reverse(group.iter().filter(|c| is_visible(c)).count()));
    set_upright(&mut groups);
    groups.into_iter().flat_map(|(direction, group)| along(direction, group)).collect()
}

/// Parts a line at a place of its frame: what stands before it, and what stands behind.
pub(crate) fn split(line: Line, x: f32) -> (Option<Line>, Option<Line>) {
    if line.flow.x1 <= x {
        return (Some(line), None);
    }
    if line.flow.x0 >= x {
        return (None, Some(line));
    }
    let direction = line.direction;
    let (before, after) =
        line.characters.iter().copied().partition(|character| direction.to_flow(character.bbox).center().x < x);
    (part(&line, before), part(&line, after))
}

/// Some of the characters of a line, as a line.
fn part(line: &Line, mut characters: Vec<Character>) -> Option<Line> {
    let last = characters.iter().rposition(is_visible)?;
    characters.truncate(last + 1);
    let first = characters.iter().position(is_visible)?;
    characters.drain(..first);
    let visible = || characters.iter().filter(|character| is_visible(character));
    let bbox = visible().map(|character| character.bbox).reduce(|a, b| a.union(&b))?;
    let size = prevailing(visible().map(|character| character.size));
    Some(Line { bbox, flow: line.direction.to_flow(bbox), size, characters, ..*line })
}

/// Whether a character leaves ink.
pub(crate) fn is_visible(character: &Character) -> bool {
    !is_white(character.text)
}

/// White space, the zero-width kind among it, and control characters.
pub(crate) fn is_white(c: char) -> bool {
    c.is_whitespace() || c.is_control() || matches!(c, '\u{200B}'..='\u{200D}' | '\u{FEFF}' | '\u{2060}' | '\u{AD}')
}

/// Whether a character is one of Chinese writing, marks not counted.
pub(crate) fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// Whether a character is of a script that parts its words by blanks.
pub(crate) fn is_latin(c: char) -> bool {
    matches!(c, '!'..='~' | '\u{C0}'..='\u{24F}' | '\u{370}'..='\u{52F}' | '\u{1E00}'..='\u{1FFF}')
}

/// Figures that stand upright within a vertical line (two or three side by side in the room of one character) go with it.
fn set_upright(groups: &mut [(Direction, Vec<Character>)]) {
    let [(Direction::Vertical | Direction::TurnedRight, vertical), others @ ..] = groups else { return };
    let Some((_, upright)) = others.iter_mut().find(|(direction, _)| *direction == Direction::Horizontal) else {
        return;
    };
    vertical.sort_by(|a, b| a.bbox.center().x.total_cmp(&b.bbox.center().x));
    let centers: Vec<f32> = vertical.iter().map(|character| character.bbox.center().x).collect();
    let mut taken = Vec::new();
    upright.retain(|character| {
        let center = character.bbox.center();
        let from = centers.partition_point(|x| *x < center.x - character.size / 2.0);
        let stands_within = vertical[from..]
            .iter()
            .take(MOST_NEAR)
            .take_while(|near| near.bbox.center().x <= center.x + character.size / 2.0)
            .any(|near| {
                let gap = (near.bbox.y0 - character.bbox.y1).max(character.bbox.y0 - near.bbox.y1);
                gap <= near.size / 2.0 && near.bbox.x0 <= center.x && center.x <= near.bbox.x1
            });
        if stands_within {
            taken.push(*character);
        }
        !stands_within
    });
    vertical.extend(taken);
}

/// A character in the frame of its line.
#[derive(Clone, Copy)]
struct Placed {
    flow: Rect,
    base: f32,
    index: u32,
    visible: bool,
}

struct Cluster {
    base: f32,
    size: f32,
    members: Vec<Placed>,
}

fn along(direction: Direction, characters: Vec<Character>) -> Vec<Line> {
    let mut placed: Vec<Placed> = Vec::with_capacity(characters.len());
    for (index, character) in characters.iter().enumerate() {
        let flow = direction.to_flow(character.bbox);
        // In vertical lines, characters are centred on an axis, and this is what they have in common.
        let base =
            if direction.flows_with(Direction::Vertical) { flow.center().y } else { flow.y1 - DESCENT * flow.height() };
        let Ok(index) = u32::try_from(index) else { break };
        placed.push(Placed { flow, base, index, visible: is_visible(character) });
    }
    let character = |member: &Placed| characters.get(member.index as usize);
    let size_of = |member: &Placed| character(member).map_or(0.0, |character| character.size);
    let is_set_upright = |member: &Placed| !character(member).is_some_and(|c| c.direction.flows_with(direction));
    let (upright, mut placed): (Vec<Placed>, Vec<Placed>) = placed.into_iter().partition(is_set_upright);
    placed.sort_by(|a, b| a.base.total_cmp(&b.base));
    let mut clusters = cluster(placed, size_of);
    for member in upright {
        let behind = clusters.partition_point(|cluster| cluster.base < member.base);
        let nearest = behind.saturating_sub(1)..(behind + 1).min(clusters.len());
        let nearest = clusters.get_mut(nearest).unwrap_or_default().iter_mut();
        if let Some(cluster) =
            nearest.min_by(|a, b| (a.base - member.base).abs().total_cmp(&(b.base - member.base).abs()))
        {
            cluster.members.push(member);
        }
    }
    take_raised(&mut clusters, size_of);
    clusters
        .into_iter()
        .filter_map(|mut cluster| {
            cluster.members.sort_by(|a, b| a.flow.center().x.total_cmp(&b.flow.center().x).then(a.index.cmp(&b.index)));
            line(direction, &cluster, &characters)
        })
        .collect()
}

fn cluster(placed: Vec<Placed>, size_of: impl Fn(&Placed) -> f32) -> Vec<Cluster> {
    let mut clusters: Vec<Cluster> = Vec::new();
    let mut sum = 0.0;
    let mut visible = 0.0;
    for member in placed {
        match clusters.last_mut() {
            Some(last) if member.base - last.base <= BASELINE_SLACK * last.size.min(size_of(&member)).max(1.0) => {
                if member.visible {
                    sum += member.base;
                    visible += 1.0;
                    last.base = sum / visible;
                    last.size = last.size.max(size_of(&member));
                }
                last.members.push(member);
            }
            _ => {
                (sum, visible) = if member.visible { (member.base, 1.0) } else { (0.0, 0.0) };
                clusters.push(Cluster { base: member.base, size: size_of(&member), members: vec![member] });
            }
        }
    }
    for cluster in &mut clusters {
        cluster.size = prevailing(cluster.members.iter().filter(|member| member.visible).map(&size_of));
    }
    clusters
}

/// The most frequent of some sizes; 0 of none.
pub(crate) fn prevailing(sizes: impl Iterator<Item = f32>) -> f32 {
    const DISTINCT: usize = 8;
    const SAME: f32 = 0.3;
    let mut counts: Vec<(f32, usize)> = Vec::new();
    for size in sizes {
        if let Some((_, count)) = counts.iter_mut().find(|(known, _)| (*known - size).abs() < SAME) {
            *count += 1;
        } else if counts.len() < DISTINCT {
            counts.push((size, 1));
        }
    }
    counts.iter().copied().reduce(|a, b| if b.1 > a.1 { b } else { a }).map_or(0.0, |(size, _)| size)
}

/// Moves raised and lowered figures, which stand in gaps or at the ends of a line of larger type, to that line.
fn take_raised(clusters: &mut [Cluster], size_of: impl Fn(&Placed) -> f32) {
    for at in 0..clusters.len() {
        // The line below for a raised figure, that above for a lowered one.
        for to in [at + 1, at.wrapping_sub(1)] {
            let (Some(from), Some(line)) = (clusters.get(at), clusters.get(to)) else { continue };
            let size = line.size;
            let offset = (line.base - from.base).abs();
            if offset > RAISED_OFFSET * size
                || !from.members.iter().any(|member| member.visible && size_of(member) <= RAISED_SIZE * size)
            {
                continue;
            }
            let mut spans: Vec<(f32, f32)> =
                line.members.iter().filter(|m| m.visible).map(|m| (m.flow.x0, m.flow.x1)).collect();
            spans.sort_by(|a, b| a.0.total_cmp(&b.0));
            let fits = |member: &Placed| {
                let (x0, x1) = (member.flow.x0, member.flow.x1);
                let next = spans.partition_point(|span| span.0 < (x0 + x1) / 2.0);
                let before = next.checked_sub(1).and_then(|i| spans.get(i));
                let after = spans.get(next);
                let inside =
                    |span: Option<&(f32, f32)>| span.is_some_and(|(a, b)| b.min(x1) - a.max(x0) > (x1 - x0) / 2.0);
                let near = before.is_some_and(|span| x0 - span.1 <= RAISED_GAP * size)
                    || after.is_some_and(|span| span.0 - x1 <= RAISED_GAP * size);
                near && !inside(before) && !inside(after) && size_of(member) <= RAISED_SIZE * size
            };
            let (moved, kept): (Vec<Placed>, Vec<Placed>) = from.members.iter().partition(|member| fits(member));
            // A line of small type of its own, of which a few characters happen to fit, stays whole.
            if moved.iter().filter(|m| m.visible).count() * 2 < from.members.iter().filter(|m| m.visible).count()
                && kept.iter().any(|member| member.visible && size_of(member) <= RAISED_SIZE * size)
            {
                continue;
            }
            if let Some(from) = clusters.get_mut(at) {
                from.members = kept;
            }
            if let Some(line) = clusters.get_mut(to) {
                line.members.extend(moved);
            }
            break;
        }
    }
}

/// The line of a cluster whose members stand in order; `None` where nothing of it is visible.
fn line(direction: Direction, cluster: &Cluster, characters: &[Character]) -> Option<Line> {
    let first = cluster.members.iter().position(|member| member.visible)?;
    let last = cluster.members.iter().rposition(|member| member.visible)?;
    let members = cluster.members.get(first..=last)?;
    let word_gap = word_gap(members, characters);
    let mut line = Line {
        characters: Vec::with_capacity(members.len() + members.len() / 8),
        bbox: Rect::default(),
        flow: members.first()?.flow,
        base: cluster.base,
        size: prevailing(
            members.iter().filter(|m| m.visible).filter_map(|m| Some(characters.get(m.index as usize)?.size)),
        ),
        direction,
    };
    let mut before: Option<(Character, Rect)> = None;
    let mut white = false;
    for (at, member) in members.iter().enumerate() {
        let Some(&character) = characters.get(member.index as usize) else { continue };
        if !member.visible {
            let over = |near: Option<&Placed>| {
                near.is_some_and(|near| {
                    near.visible
                        && near.flow.x1.min(member.flow.x1) - near.flow.x0.max(member.flow.x0)
                            > member.flow.width() / 2.0
                })
            };
            // The blank at the end of one piece of text, over which the next piece is set.
            if character.text.is_control()
                || over(members.get(at + 1))
                || over(at.checked_sub(1).and_then(|i| members.get(i)))
            {
                continue;
            }
            white = true;
            line.characters.push(character);
            continue;
        }
        if let Some((last, flow)) = before
            && !white
            && is_latin(last.text)
            && is_latin(character.text)
            && member.flow.x0 - flow.x1 >= word_gap * last.size.min(character.size)
        {
            let gap = Rect::new(flow.x1, flow.y0, member.flow.x0, flow.y1);
            line.characters.push(Character { text: ' ', bbox: direction.to_page(gap), ..last });
        }
        white = false;
        line.flow = line.flow.union(&member.flow);
        before = Some((character, member.flow));
        line.characters.push(character);
    }
    line.bbox = direction.to_page(line.flow);
    Some(line)
}

/// The narrowest gap between words of a line, in ems. Letters that are all set apart have wider ones.
fn word_gap(members: &[Placed], characters: &[Character]) -> f32 {
    let mut gaps = 0;
    let mut least = f32::INFINITY;
    for pair in members.windows(2) {
        let [a, b] = pair else { continue };
        let (Some(first), Some(second)) = (characters.get(a.index as usize), characters.get(b.index as usize)) else {
            continue;
        };
        if is_latin(first.text) && is_latin(second.text) {
            gaps += 1;
            least = least.min((b.flow.x0 - a.flow.x1) / first.size.min(second.size).max(1.0));
        }
    }
    if gaps >= 3 { WORD_GAP + least.max(0.0) } else { WORD_GAP }
}

//! Pages of properties (FKP) and the tables that list them.

/// What the two generations differ in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Generation {
    Word6,
    Word97,
}

/// A stretch of the document stream with the modifiers of its characters, or the style and the modifiers of its paragraph.
pub(crate) struct Stretch {
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) properties: Vec<u8>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sort {
    Characters,
    Paragraphs,
}

const PAGE: usize = 512;

/// Adds pages to a document stream and gives the table that lists them. The stretches must rise.
pub(crate) fn write(document: &mut Vec<u8>, stretches: &[Stretch], sort: Sort, generation: Generation) -> Vec<u8> {
    let entry = match (sort, generation) {
        (Sort::Characters, _) => 1,
        (Sort::Paragraphs, Generation::Word6) => 7,
        (Sort::Paragraphs, Generation::Word97) => 13,
    };
    let mut positions = Vec::new();
    let mut numbers = Vec::new();
    let mut rest = stretches;
    while !rest.is_empty() {
        document.resize(document.len().next_multiple_of(PAGE), 0);
        numbers.push(u32::try_from(document.len() / PAGE).unwrap());
        positions.push(rest[0].start);
        let (page, taken) = page(rest, sort, generation, entry);
        document.extend(page);
        rest = &rest[taken..];
    }
    positions.push(stretches.last().map_or(0, |last| last.end));
    let numbers = numbers.into_iter().map(|number| match generation {
        Generation::Word6 => u16::try_from(number).unwrap().to_le_bytes().to_vec(),
        Generation::Word97 => number.to_le_bytes().to_vec(),
    });
    super::plc(&positions, &numbers.collect::<Vec<_>>())
}

/// A page with as many stretches as it takes.
fn page(stretches: &[Stretch], sort: Sort, generation: Generation, entry: usize) -> (Vec<u8>, usize) {
    let mut records: Vec<Vec<u8>> = Vec::new();
    let mut size = 4 + 1;
    for stretch in stretches {
        let record = record(&stretch.properties, sort, generation);
        size += 4 + entry + record.len() + record.len() % 2;
        if size > PAGE - 2 {
            break;
        }
        records.push(record);
    }
    assert!(!records.is_empty(), "properties that no page takes");
    let count = records.len();
    let mut page = vec![0; PAGE];
    let mut at = PAGE - 1;
    for (place, (stretch, record)) in stretches.iter().zip(&records).enumerate() {
        super::put(&mut page, 4 * place, &stretch.start.to_le_bytes());
        super::put(&mut page, 4 * place + 4, &stretch.end.to_le_bytes());
        if !record.is_empty() {
            at = (at - record.len()) / 2 * 2;
            super::put(&mut page, at, record);
            page[4 * (count + 1) + entry * place] = u8::try_from(at / 2).unwrap();
        }
    }
    page[PAGE - 1] = u8::try_from(count).unwrap();
    (page, count)
}

fn record(properties: &[u8], sort: Sort, generation: Generation) -> Vec<u8> {
    let length = properties.len();
    match (sort, generation) {
        (_, _) if properties.is_empty() => Vec::new(),
        (Sort::Characters, _) => [&[u8::try_from(length).unwrap()], properties].concat(),
        // The length counts words; an odd length, one byte less.
        (Sort::Paragraphs, Generation::Word97) if length % 2 == 1 => {
            [&[u8::try_from(length.div_ceil(2)).unwrap()], properties].concat()
        }
        (Sort::Paragraphs, Generation::Word97) => [&[0, u8::try_from(length / 2).unwrap()], properties].concat(),
        (Sort::Paragraphs, Generation::Word6) => {
            let padding: &[u8] = if length % 2 == 1 { &[0] } else { &[] };
            [&[u8::try_from(length.div_ceil(2)).unwrap()], properties, padding].concat()
        }
    }
}

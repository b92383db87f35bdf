use proptest::prelude::*;

use super::everything::document;
use super::*;

const LIMITS: Limits =
    Limits { characters: 20_000, nodes: 20_000, cells: 1_000, span: 50, depth: 8, ..Limits::DEFAULT };

/// Elements of the format in any order and nesting, most of it malformed.
fn soup() -> impl Strategy<Value = String> {
    const NAMES: [&str; 22] = [
        "text:p",
        "text:h",
        "text:span",
        "text:list",
        "text:list-item",
        "text:list-header",
        "text:s",
        "text:note",
        "text:note-body",
        "text:note-citation",
        "text:ruby-text",
        "text:number",
        "text:numbered-paragraph",
        "table:table",
        "table:table-row",
        "table:table-cell",
        "table:covered-table-cell",
        "table:table-header-rows",
        "draw:frame",
        "draw:text-box",
        "office:annotation",
        "text:hidden-paragraph",
    ];
    const ATTRIBUTES: [&str; 12] = [
        "",
        "table:number-columns-repeated='3'",
        "table:number-columns-spanned='4'",
        "table:number-rows-spanned='3'",
        "table:number-rows-repeated='99999999999999999999'",
        "text:style-name='L'",
        "text:outline-level='2'",
        "text:continue-numbering='true'",
        "text:start-value='4294967295'",
        "text:level='77'",
        "xml:id='i'",
        "text:continue-list='i' text:list-id='i'",
    ];
    let token = (0..NAMES.len(), 0..ATTRIBUTES.len(), 0..3_u8).prop_map(|(name, attribute, kind)| {
        let (name, attribute) = (NAMES.get(name).unwrap(), ATTRIBUTES.get(attribute).unwrap());
        match kind {
            0 | 1 => format!("<{name} {attribute}>文 "),
            _ => format!("</{name}>"),
        }
    });
    prop::collection::vec(token, 0..60).prop_map(|tokens| tokens.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn any_nesting_of_elements_is_read_alike_twice(body in soup()) {
        let bytes = odt(body).bytes();
        prop_assert_eq!(crate::read(&bytes, &LIMITS), crate::read(&bytes, &LIMITS));
    }

    #[test]
    fn no_cell_overlaps_another(body in soup()) {
        if let Ok(reading) = crate::read(&odt(body).bytes(), &LIMITS) {
            for block in &reading.document.blocks {
                no_overlap(block)?;
            }
        }
    }

    #[test]
    fn a_changed_byte_does_no_harm(at in 0_usize..100_000, byte in any::<u8>()) {
        let mut flat = document().flat().into_bytes();
        let at = at % flat.len();
        *flat.get_mut(at).unwrap() = byte;
        let _ = crate::read_flat(&flat, &LIMITS);
        let mut bytes = document().bytes();
        let at = at % bytes.len();
        *bytes.get_mut(at).unwrap() = byte;
        let _ = read(&bytes);
    }

    #[test]
    fn a_cut_does_no_harm(at in 0_usize..100_000) {
        let flat = document().flat().into_bytes();
        let _ = crate::read_flat(flat.get(..at % flat.len()).unwrap(), &LIMITS);
        let bytes = document().bytes();
        let _ = read(bytes.get(..at % bytes.len()).unwrap());
    }
}

fn no_overlap(block: &Block) -> Result<(), TestCaseError> {
    let Block::Table(table) = block else { return Ok(()) };
    let mut taken = std::collections::BTreeSet::new();
    for cell in &table.cells {
        for row in cell.row..cell.row + cell.rows {
            for column in cell.column..cell.column + cell.columns {
                prop_assert!(taken.insert((row, column)), "two cells on {row},{column}");
            }
        }
        for block in &cell.blocks {
            no_overlap(block)?;
        }
    }
    Ok(())
}

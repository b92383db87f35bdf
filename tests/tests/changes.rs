//! Two plans give the list of changes that a reader finds: on the pairs of `fixtures/pairs`, on every fixture against itself, and on plans that
//! were edited at random.
#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

use std::collections::BTreeMap;
use std::sync::LazyLock;

use diff::{Changes, compare};
use ingest::PlanRecords;
use proptest::prelude::*;
use tests::changes::edits::{Edit, EditKind, edited};
use tests::changes::{
    Pair, files, in_one_script, listed, misplaced, misses, pairs, plan_of, plans_of, unexplained, unmirrored,
};
use tests::repository;

static PAIRS: LazyLock<Vec<Pair>> = LazyLock::new(|| pairs().unwrap());

fn short(changes: &Changes) -> String {
    let line = |change: &diff::Change| {
        let keys = (change.old_key.as_deref(), change.new_key.as_deref());
        format!("{:?} {:?} {keys:?} {:?} → {:?}\n", change.kind, change.what, change.old, change.new)
    };
    changes.changes.iter().take(20).map(line).collect()
}

#[test]
fn each_pair_gives_the_list_that_a_reader_would_write() {
    let mut wrong = String::new();
    for Pair { name, old, new, expected } in PAIRS.iter() {
        let (old, new) = in_one_script(old, new);
        let given = listed(&compare(old, new));
        let (missed, invented) = misses(expected, &given);
        missed.iter().for_each(|change| wrong += &format!("{name} misses {change:?}\n"));
        invented.iter().for_each(|change| wrong += &format!("{name} invents {change:?}\n"));
    }
    assert!(wrong.is_empty(), "{wrong}");
    assert!(PAIRS.len() >= 20);
}

#[test]
fn each_pair_swapped_gives_the_same_list_with_its_sides_swapped() {
    for Pair { name, old, new, .. } in PAIRS.iter() {
        let (old, new) = in_one_script(old, new);
        let wrong = unmirrored(old, new, &compare(old, new));
        assert!(wrong.is_empty(), "{name}\n{}", wrong.join("\n"));
    }
}

#[test]
fn what_is_marked_of_a_text_is_all_that_differs() {
    for Pair { name, old, new, .. } in PAIRS.iter() {
        let (old, new) = in_one_script(old, new);
        for change in &compare(old, new).changes {
            assert_eq!(misplaced(change), None, "{name}");
        }
    }
}

#[test]
fn each_list_explains_all_texts_of_the_new_plan() {
    for Pair { name, old, new, .. } in PAIRS.iter() {
        // Its paragraph in two is no change.
        if name == "paragraph-and-item-split" {
            continue;
        }
        let (old, new) = in_one_script(old, new);
        let wrong = unexplained(old, new, &compare(old, new));
        assert!(wrong.is_empty(), "{name}\n{}", wrong.join("\n"));
    }
}

/// A plan against another that must be the same.
fn is_same(name: &str, old: &PlanRecords, new: &PlanRecords) {
    for (old, new) in [(&old.hant, &new.hant), (&old.hans, &new.hans), (&old.hant, &new.hans)] {
        let changes = compare(old, new);
        assert!(changes.changes.is_empty(), "{name}\n{}", short(&changes));
    }
}

#[test]
fn a_fixture_against_itself_gives_no_change_in_either_script() {
    for folder in ["plans", "doc", "office", "pdf", "html", "pairs"] {
        for file in files(&format!("fixtures/{folder}")).unwrap() {
            for plan in plans_of(&file).unwrap() {
                is_same(&file.display().to_string(), &plan, &plan);
            }
        }
    }
}

#[test]
fn a_plan_in_every_format_is_the_same_plan() {
    let mut plans: BTreeMap<String, Vec<_>> = BTreeMap::new();
    for file in files("fixtures/agreement").unwrap() {
        let name = file.parent().unwrap().file_name().unwrap().to_string_lossy().into_owned();
        plans.entry(name).or_default().push(file);
    }
    assert!(plans.len() >= 15);
    let mut compared = 0;
    for (plan, files) in plans {
        let first = files.iter().find(|file| file.ends_with("export-typed.docx")).unwrap();
        let first = plans_of(first).unwrap();
        for file in &files {
            let name = format!("{plan}/{}", file.file_name().unwrap().to_string_lossy());
            let losses = repository().join("tests/agreement").join(&plan).join("losses");
            let is_whole = !losses.join(format!("{}.txt", file.file_name().unwrap().to_string_lossy())).exists();
            let read = plans_of(file).unwrap();
            for (at, read) in read.iter().enumerate() {
                is_same(&name, read, if is_whole { &first[at] } else { read });
            }
            compared += usize::from(is_whole);
        }
    }
    assert!(compared >= 200, "{compared} files are whole");
}

/// Plans with items at several levels and tables.
static PLANS: LazyLock<Vec<PlanRecords>> = LazyLock::new(|| {
    let pairs = ["item-inserted", "row-inserted", "units-changed", "articles-amended", "sentences-reworded"];
    let mut plans: Vec<PlanRecords> = pairs
        .iter()
        .map(|name| plan_of(&repository().join(format!("fixtures/pairs/{name}/old.txt"))).unwrap())
        .collect();
    for name in ["tax-bureau-112", "fire-bureau-100", "health-center-105", "jianglan-city-office-2023"] {
        plans.push(plan_of(&repository().join(format!("fixtures/agreement/{name}/web-typed.html"))).unwrap());
    }
    plans
});

fn edit() -> impl Strategy<Value = Edit> {
    (prop::sample::select(EditKind::ALL.to_vec()), 0_usize..40, 0_usize..40).prop_map(|(kind, at, other)| Edit {
        kind,
        at,
        other,
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn edits_at_random_are_explained(plan in 0_usize..9, edits in prop::collection::vec(edit(), 0..8)) {
        let plan = &PLANS[plan];
        let old = if plan.hant.script == script::Script::Hans { &plan.hans } else { &plan.hant };
        let (new, untouched) = edited(old, &edits);
        let changes = compare(old, &new);
        prop_assert!(compare(&new, &new).changes.is_empty());
        let wrong = unmirrored(old, &new, &changes);
        prop_assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        let wrong = unexplained(old, &new, &changes);
        prop_assert!(wrong.is_empty(), "{}\n{}", wrong.join("\n"), short(&changes));
        for change in &changes.changes {
            prop_assert_eq!(misplaced(change), None);
            let division = change.old_key.as_deref().and_then(|key| key.split('.').next()).unwrap_or("");
            // The division itself may have another number or place.
            let is_inside = untouched.contains(division) && change.old_key.as_deref() != Some(division);
            prop_assert!(!is_inside, "{}", short(&changes));
        }
    }
}

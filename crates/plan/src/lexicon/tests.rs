use super::{Lexicon, LexiconError};
use crate::fields::{kind, role};
use crate::testing::{document, furniture};
use crate::{FurnitureKind, Kind, Plan, Role, structure};

fn lexicon(text: &str) -> Lexicon {
    match Lexicon::from_toml(text) {
        Ok(lexicon) => lexicon,
        Err(error) => unreachable!("{error}"),
    }
}

fn error(text: &str) -> LexiconError {
    match Lexicon::from_toml(text) {
        Ok(lexicon) => unreachable!("{text} gives {lexicon:?}"),
        Err(error) => error,
    }
}

fn kind_of(heading: &str, lexicon: &Lexicon) -> Option<Kind> {
    kind::kind(heading, lexicon).map(|(kind, _)| kind)
}

fn plan(of: &str, lexicon: &Lexicon) -> Plan {
    let reading = document::Reading { document: document(of), ..document::Reading::default() };
    structure(&reading, lexicon, &crate::Known::default()).remove(0)
}

#[test]
fn a_term_matches_in_both_scripts_and_says_which_word_decided() {
    let lexicon = lexicon("[[heading]]\nterm = \"藍圖\"\nkind = \"goal\"\n");
    assert_eq!(kind_of("藍圖總覽", &Lexicon::default()), None);
    assert_eq!(kind::kind("青川藍圖", &lexicon), Some((Kind::Goal, "藍圖".to_owned())));
    assert_eq!(kind::kind("蓝图总览", &lexicon), Some((Kind::Goal, "蓝图".to_owned())));
}

#[test]
fn an_entry_takes_the_place_of_the_built_in_one_wherever_that_stands() {
    // 附件 is a built-in term for the beginning of a heading.
    assert_eq!(kind_of("附件", &Lexicon::default()), Some(Kind::Attachment));
    let lexicon = lexicon("[[heading]]\nterm = \"附件\"\nkind = \"other\"\nstrength = \"weak\"\n");
    assert_eq!(kind_of("附件", &lexicon), Some(Kind::Other));
    assert_eq!(kind_of("依據", &lexicon), Some(Kind::Basis), "the others stay");
}

#[test]
fn a_sentence_of_the_user_comes_before_the_built_in_ones() {
    let sentence = "本計畫經費由本府自籌。";
    let lexicon = lexicon("[[sentence]]\nwords = \"^經費…自籌\"\nkind = \"supplement\"\n");
    let of = |lexicon: &Lexicon| kind::kind_of_sentence(sentence, lexicon).map(|(kind, _)| kind);
    assert_eq!((of(&Lexicon::default()), of(&lexicon)), (Some(Kind::Budget), Some(Kind::Supplement)));
}

#[test]
fn words_of_columns_are_heads_modifiers_and_wholes() {
    let lexicon = lexicon(
        "[[column]]\nterm = \"窗口\"\nrole = \"unit\"\n\
         [[column]]\nterm = \"在地\"\nplace = \"modifier\"\n\
         [[column]]\nterm = \"燈\"\nrole = \"score\"\nplace = \"whole\"\n\
         [[column]]\nterm = \"備註\"\nrole = \"action\"\n",
    );
    assert_eq!(role::role("在地窗口", &lexicon), Some(Role::Unit));
    assert!(role::header_likeness("在地窗口", &lexicon) >= 0.9);
    assert!(role::header_likeness("在地窗口", &Lexicon::default()) < 0.5);
    assert_eq!((role::role("燈", &lexicon), role::role("路燈", &lexicon)), (Some(Role::Score), None));
    assert_eq!(role::role("备注", &lexicon), Some(Role::Action));
}

const PAGE: &str = "青川縣政府105年度提升服務品質實施計畫
壹、依據：縣政府函頒之提升服務品質推動方案辦理。
青川服務通：第8期
貳、目標：便民。";

#[test]
fn a_line_that_is_always_chrome_is_so_in_the_middle_of_a_plan() {
    let text = |lexicon: &Lexicon| furniture(&plan(PAGE, lexicon), FurnitureKind::SiteChrome).join("|");
    assert_eq!(text(&Lexicon::default()), "");
    for line in ["青川服務通：第8期", "青川服務通:…", "…服务通：…期"] {
        let lexicon = lexicon(&format!("[[chrome]]\nline = \"{line}\"\n"));
        assert_eq!(text(&lexicon), "青川服務通：第8期", "{line}");
    }
    let elsewhere = lexicon("[[chrome]]\nline = \"服務通…\"\n");
    assert_eq!(text(&elsewhere), "", "its first word begins the line");
}

#[test]
fn a_line_that_is_not_chrome_stays_in_the_plan() {
    let page = PAGE.replace("青川服務通：第8期", "友善列印") + "\n回上一頁\n友善列印\n隱私權保護政策";
    let text = |lexicon: &Lexicon| furniture(&plan(&page, lexicon), FurnitureKind::SiteChrome).join("|");
    assert!(text(&Lexicon::default()).contains("友善列印"));
    assert!(!text(&lexicon("[[chrome]]\nline = \"友善列印\"\nsure = \"not_chrome\"\n")).contains("友善列印"));
}

#[test]
fn what_has_no_meaning_makes_no_other_lexicon() {
    let one =
        lexicon("[[heading]]\nterm = \"服務藍圖\"\nkind = \"goal\"\n[[heading]]\nterm = \"甲乙\"\nkind = \"goal\"\n");
    let other = lexicon(
        "# the same\n[[heading]]\nterm = \"甲 乙\"\nkind = \"goal\"\nstrength = \"strong\"\n\
         [[heading]]\nterm = \"服务蓝图\"\nkind = \"goal\"\n[[heading]]\nterm = \"甲乙\"\nkind = \"goal\"\n",
    );
    assert_eq!(one, other);
    assert_ne!(one, lexicon("[[heading]]\nterm = \"服務藍圖\"\nkind = \"basis\"\n"));
    assert_eq!(lexicon("# nothing\n"), Lexicon::default());
    assert_eq!(lexicon(one.to_toml()), one);
}

#[test]
fn what_is_wrong_is_said_with_its_line_and_what_would_be_right() {
    for (text, line, said) in [
        (
            "[[heading]]\nterm = \"甲\"\nkind = \"aim\"\n",
            3,
            "no kind is called \"aim\"; it is one of basis, goal, scope",
        ),
        ("[[heading]]\nterm = \"甲\"\nkind = \"goal\"\nstrength = \"very\"\n", 4, "one of any, strong, firm"),
        ("\n[[heading]]\nterm = \"\"\nkind = \"goal\"\n", 3, "term is empty"),
        ("[[heading]]\nterm = \"　\"\nkind = \"goal\"\n", 2, "term is empty"),
        ("[[heading]]\nterm = \"甲\"\nkind = \"goal\"\nkid = 1\n", 4, "unknown field `kid`"),
        ("[[headings]]\nterm = \"甲\"\n", 1, "unknown field `headings`"),
        ("[[heading]]\nkind = \"goal\"\n", 1, "missing field `term`"),
        ("[[heading]]\nterm = \"甲\nkind = \"goal\"\n", 2, ""),
        ("[[column]]\nterm = \"甲\"\n", 2, "has no role; it is one of item, indicator"),
        ("[[column]]\nterm = \"甲\"\nrole = \"unit\"\nplace = \"modifier\"\n", 3, "a modifier has no role"),
        ("[[column]]\nterm = \"甲\"\nrole = \"unit\"\ncontext = \"odd\"\n", 4, "one of strategy, content"),
        ("[[chrome]]\nline = \"…\"\n", 2, "write at least one"),
        ("[[sentence]]\nwords = \"^…$\"\nkind = \"goal\"\n", 2, "write at least one"),
        ("[[chrome]]\nline = \"甲\"\nsure = \"maybe\"\n", 3, "one of always, edge, never_alone, not_chrome"),
        (
            "[[heading]]\nterm = \"實施\"\nkind = \"goal\"\n[[heading]]\nterm = \"实 施\"\nkind = \"basis\"\n",
            5,
            "is basis strong here and goal strong on line 2",
        ),
    ] {
        let error = error(text);
        assert_eq!(error.line, Some(line), "{text}: {error}");
        assert!(error.to_string().contains(said), "{text}: {error}");
    }
    let long = format!("[[heading]]\nterm = \"{}\"\nkind = \"goal\"\n", "甲".repeat(81));
    assert!(error(&long).to_string().contains("81 characters"));
    let huge = "#".repeat(usize::try_from(Lexicon::MOST_BYTES).unwrap_or(0) + 1);
    assert_eq!(error(&huge).to_string(), "longer than 1048576 bytes");
}

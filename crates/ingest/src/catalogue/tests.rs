#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

use std::path::Path;

use plan::{Facts, Known, KnownYear};

use super::{Catalogue, Sent};

fn facts(title: Option<&str>, year: Option<i32>) -> Facts {
    Facts { title: title.map(str::to_owned), year: year.and_then(KnownYear::of_number), ..Facts::default() }
}

#[test]
fn columns_stand_in_any_order_and_empty_cells_say_nothing() {
    let catalogue =
        Catalogue::from_csv("Year, PATH,note,title\n103,a.txt,x,甲 計畫\n,b.txt,,\n2014,c.txt,,\"丙,\n計畫\"\n")
            .unwrap();
    assert_eq!((catalogue.len(), &catalogue.ignored_columns[..]), (3, &["note".to_owned()][..]));
    assert_eq!(catalogue.of_path("a.txt").unwrap().file, facts(Some("甲計畫"), Some(103)));
    assert_eq!(catalogue.of_path("b.txt").unwrap(), Known::default());
    assert_eq!(catalogue.of_path("c.txt").unwrap().file, facts(Some("丙,計畫"), Some(2014)));
    assert_eq!(catalogue.of_path("d.txt"), None);
}

#[test]
fn a_number_behind_a_path_names_a_plan_of_its_file() {
    let catalogue = Catalogue::from_csv("path,title,year\na.txt,,103\na.txt#2,乙計畫,\na.txt#x,丙計畫,\n").unwrap();
    let known = catalogue.of_path("a.txt").unwrap();
    assert_eq!(known.of_plan(0), facts(None, Some(103)));
    assert_eq!(known.of_plan(1), facts(Some("乙計畫"), Some(103)));
    assert_eq!(known.plans.len(), 1);
    assert!(catalogue.of_path("a.txt#x").is_some(), "a file of that name");
}

#[test]
fn a_file_by_itself_is_known_by_the_end_of_its_path() {
    let catalogue = Catalogue::from_csv("path,title\na.txt,甲計畫\n97/a.txt,乙計畫\n").unwrap();
    let title = |file: &str| catalogue.of_file(Path::new(file)).and_then(|known| known.file.title);
    assert_eq!(title("/plans/97/a.txt").as_deref(), Some("乙計畫"));
    assert_eq!(title("/plans/98/a.txt").as_deref(), Some("甲計畫"));
    assert_eq!(title("/plans/ba.txt"), None);
}

#[test]
fn what_is_wrong_is_said_with_its_line_and_what_would_be_right() {
    for (text, said) in [
        ("", "line 1: no column is called path; the columns are path, title"),
        ("title\n甲\n", "line 1: no column is called path"),
        ("path,path\n", "line 1: two columns are called path"),
        ("path,year\na,103\nb,next\n", "line 3: the year \"next\" is none; write 103 or 2014"),
        ("path,year\na,300\n", "line 2: the year \"300\" is none"),
        ("path,year\na,103\n\na,104\n", "line 4: \"a\" stands on line 2 already"),
        ("path,year\n,103\n", "line 2: no path"),
        ("path,year\r\n\r\na,1\r\nb,x\r\n", "line 4: the year"),
        ("path,year\na\n", "line 2: 1 cells, and the header has 2"),
    ] {
        let error = Catalogue::from_csv(text).unwrap_err().to_string();
        assert!(error.starts_with(said), "{text}: {error}");
    }
}

#[test]
fn what_is_too_long_to_be_a_title_is_said_with_its_line() {
    // All of the file behind a quote that nobody closes is one cell.
    let rows: String = (0..5_000).map(|number| format!("{number}.txt,望海市政府計畫\n")).collect();
    let error = Catalogue::from_csv(&format!("path,title\na.txt,\"甲計畫\n{rows}")).unwrap_err().to_string();
    assert!(error.starts_with("line 2: ") && error.contains("bytes in the column \"title\""), "{error}");
    assert!(error.ends_with("and a cell has at most 65536; is a quote before it not closed?"), "{error}");
    for column in ["path", "note", "year"] {
        let text = format!("path,{column}x,note,year\n").replace("notex", "x").replace(&format!("{column}x,"), "");
        let cells = text.trim().split(',').map(|name| if name == column { "9".repeat(70_000) } else { "1".into() });
        let error = Catalogue::from_csv(&format!("{text}{}\n", cells.collect::<Vec<_>>().join(","))).unwrap_err();
        assert_eq!((error.line, error.message.contains(column)), (2, true), "{error}");
    }
}

#[test]
fn what_is_said_of_one_file_goes_in_a_message() {
    let title = "計".repeat(20_000);
    let rows = |count: usize, title: &str| -> String {
        let rows = (1..=count).map(|number| format!("a.txt#{number},{title}\n"));
        format!("path,title\n{}", rows.collect::<String>())
    };
    assert!(Catalogue::from_csv(&rows(17, &title)).is_ok());
    let error = Catalogue::from_csv(&rows(18, &title)).unwrap_err().to_string();
    assert_eq!(error, "line 19: more than 1048576 bytes are said of \"a.txt\", here and in the rows before");
    assert!(Catalogue::from_csv(&rows(100_000, "")).is_err(), "rows that say nothing are sent too");

    // The most that can be said, of the characters that take the most room.
    let longest = Catalogue::from_csv(&rows(15, &"\u{1}".repeat(60_000))).unwrap();
    let sent = serde_json::to_string(&Sent::from(&longest.of_path("a.txt").unwrap())).unwrap();
    assert!(sent.len() > 5 << 20 && sent.len() < 8 << 20, "{}", sent.len());
}

#[test]
fn what_is_sent_arrives() {
    let catalogue = Catalogue::from_csv("path,title,year\na.txt,,103\na.txt#2,乙計畫,2014\n").unwrap();
    let known = catalogue.of_path("a.txt").unwrap();
    let sent = serde_json::to_string(&Sent::from(&known)).unwrap();
    assert_eq!(Known::from(serde_json::from_str::<Sent>(&sent).unwrap()), known);
}

//! Counters that go through a series of signs.

/// A series and what follows its end.
pub(super) struct Sequence {
    signs: &'static str,
    then: Then,
}

/// What follows the end of a series.
enum Then {
    /// Decimal digits.
    Decimal,
    /// Each sign twice, then thrice and so on, up to [`REPEATS`].
    Repeated,
    /// The series again.
    Again,
}

/// Word takes letters up to 780, which is each of 26 thirty times; a limit, so that no value makes a long label.
const REPEATS: u32 = 30;

/// 甲 to 癸.
pub const STEMS: [char; 10] = ['甲', '乙', '丙', '丁', '戊', '己', '庚', '辛', '壬', '癸'];

const STEM_SIGNS: &str = "甲乙丙丁戊己庚辛壬癸";
pub(crate) const BRANCH_SIGNS: &str = "子丑寅卯辰巳午未申酉戌亥";

pub(super) const STEM: Sequence = Sequence { signs: STEM_SIGNS, then: Then::Decimal };
pub(super) const BRANCH: Sequence = Sequence { signs: BRANCH_SIGNS, then: Then::Decimal };
pub(super) const CIRCLED: Sequence = Sequence {
    signs: "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿",
    then: Then::Decimal,
};
pub(super) const CIRCLED_TO_20: Sequence =
    Sequence { signs: "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳", then: Then::Decimal };
pub(super) const CIRCLED_TO_10: Sequence = Sequence { signs: "①②③④⑤⑥⑦⑧⑨⑩", then: Then::Decimal };
pub(super) const PARENTHESIZED: Sequence =
    Sequence { signs: "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇", then: Then::Decimal };
pub(super) const FULL_STOP: Sequence =
    Sequence { signs: "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛", then: Then::Decimal };
/// ECMA-376-1, 17.18.59, calls it `ideographEnclosedCircle`; \[MS-OI29500\] 2.1.540 a: Word has parentheses.
pub(super) const PARENTHESIZED_HAN: Sequence =
    Sequence { signs: "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩", then: Then::Decimal };
/// \[MS-OI29500\] 2.1.540 c: after the 46th Word begins again, where the standard repeats each sign.
pub(super) const AIUEO: Sequence = Sequence {
    signs: "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン",
    then: Then::Again,
};
pub(super) const AIUEO_HALF_WIDTH: Sequence = Sequence {
    signs: "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝ",
    then: Then::Again,
};
pub(super) const IROHA: Sequence = Sequence {
    signs: "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセスン",
    then: Then::Again,
};
/// There is no half-width ヰ and ヱ.
pub(super) const IROHA_HALF_WIDTH: Sequence = Sequence {
    signs: "ｲﾛﾊﾆﾎﾍﾄﾁﾘﾇﾙｦﾜｶﾖﾀﾚｿﾂﾈﾅﾗﾑｳヰﾉｵｸﾔﾏｹﾌｺｴﾃｱｻｷﾕﾒﾐｼヱﾋﾓｾｽﾝ",
    then: Then::Again,
};
pub(super) const HANGUL_SYLLABLE: Sequence =
    Sequence { signs: "가나다라마바사아자차카타파하", then: Then::Repeated };
pub(super) const HANGUL_JAMO: Sequence =
    Sequence { signs: "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ", then: Then::Repeated };
pub(super) const LATIN_LOWER: Sequence = Sequence { signs: "abcdefghijklmnopqrstuvwxyz", then: Then::Repeated };
pub(super) const LATIN_UPPER: Sequence = Sequence { signs: "ABCDEFGHIJKLMNOPQRSTUVWXYZ", then: Then::Repeated };
pub(super) const CHICAGO: Sequence = Sequence { signs: "*†‡§", then: Then::Repeated };
pub(super) const RUSSIAN_LOWER: Sequence =
    Sequence { signs: "абвгдежзиклмнопрстуфхцчшщыэюя", then: Then::Repeated };
pub(super) const RUSSIAN_UPPER: Sequence =
    Sequence { signs: "АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЫЭЮЯ", then: Then::Repeated };
pub(super) const HEBREW: Sequence =
    Sequence { signs: "אבגדהוזחטיכלמנסעפצקרשת", then: Then::Repeated };
pub(super) const ARABIC_ALPHA: Sequence =
    Sequence { signs: "أبتثجحخدذرزسشصضطظعغفقكلمنهوي", then: Then::Repeated };
pub(super) const ARABIC_ABJAD: Sequence =
    Sequence { signs: "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ", then: Then::Repeated };
/// \[MS-OI29500\] 2.1.540 b: `hindiVowels`, which Word fills with the consonants.
pub(super) const HINDI_CONSONANT: Sequence = Sequence {
    signs: "कखगघङचछजझञटठडढणतथदधन\u{929}पफबभमयर\u{931}लळ\u{934}वशषसह",
    then: Then::Repeated,
};
/// \[MS-OI29500\] 2.1.540 b: `hindiConsonants`, which Word fills with the vowels.
pub(super) const HINDI_VOWEL: Sequence =
    Sequence { signs: "अआइईउऊऋऌऍऎएऐऑऒओऔ", then: Then::Repeated };
pub(super) const THAI: Sequence = Sequence {
    signs: "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ", then: Then::Repeated
};

pub(super) fn format(n: u32, sequence: &Sequence) -> Option<String> {
    let length = u32::try_from(sequence.signs.chars().count()).ok()?;
    let (round, index) = (n.checked_sub(1)?.checked_div(length)?, (n - 1) % length);
    let sign = sequence.signs.chars().nth(index as usize)?;
    match sequence.then {
        Then::Decimal if round > 0 => None,
        Then::Repeated if round >= REPEATS => None,
        Then::Repeated => Some(std::iter::repeat_n(sign, round as usize + 1).collect()),
        Then::Decimal | Then::Again => Some(sign.to_string()),
    }
}

/// A value that may be meant.
pub(super) fn parse(text: &str, sequence: &Sequence) -> Option<u32> {
    let sign = text.chars().next()?;
    let index = u32::try_from(sequence.signs.chars().position(|c| c == sign)?).ok()?;
    let length = u32::try_from(sequence.signs.chars().count()).ok()?;
    let round = u32::try_from(text.chars().count() - 1).ok()?;
    length.checked_mul(round)?.checked_add(index + 1)
}

/// ECMA-376-1, 17.18.59, `ideographZodiacTraditional`: 60 pairs, then the same again.
pub(super) fn stem_branch(n: u32) -> Option<String> {
    let index = n.checked_sub(1)? as usize;
    let (stem, branch) = (STEM_SIGNS.chars().nth(index % 10)?, BRANCH_SIGNS.chars().nth(index % 12)?);
    Some([stem, branch].iter().collect())
}

const HEBREW_VALUES: [(u32, char); 22] = [
    (400, 'ת'),
    (300, 'ש'),
    (200, 'ר'),
    (100, 'ק'),
    (90, 'צ'),
    (80, 'פ'),
    (70, 'ע'),
    (60, 'ס'),
    (50, 'נ'),
    (40, 'מ'),
    (30, 'ל'),
    (20, 'כ'),
    (10, 'י'),
    (9, 'ט'),
    (8, 'ח'),
    (7, 'ז'),
    (6, 'ו'),
    (5, 'ה'),
    (4, 'ד'),
    (3, 'ג'),
    (2, 'ב'),
    (1, 'א'),
];

/// Values of letters added up; 15 and 16 as 9 and 6, 9 and 7.
pub(super) fn hebrew(n: u32) -> Option<String> {
    if n == 0 || n > 999 {
        return None;
    }
    let mut rest = n;
    let mut text = String::new();
    for (value, letter) in HEBREW_VALUES {
        if matches!(rest, 15 | 16) && value == 10 {
            continue;
        }
        while rest >= value {
            text.push(letter);
            rest -= value;
        }
    }
    Some(text)
}

pub(super) fn parse_hebrew(text: &str) -> Option<u32> {
    text.chars().try_fold(0_u32, |sum, c| {
        let (value, _) = HEBREW_VALUES.iter().find(|(_, letter)| *letter == c)?;
        sum.checked_add(*value)
    })
}

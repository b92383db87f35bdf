use super::{dump, file};

/// A plan with everything that the reader knows.
pub(super) const BODY: &str = r#"
{\colortbl;\red0\green0\blue0;}
{\stylesheet{\ql \snext0 Normal;}{\s1\sbasedon0\outlinelevel0 heading 1;}{\*\cs10 Default;}{\*\cs11\v Hidden;}}
{\*\listtable{\list\listtemplateid1\listhybrid{\listlevel\levelnfc34\levelnfcn34\leveljc0\levelfollow0\levelstartat1{\leveltext\'02\'00\u12289\'a1B;}{\levelnumbers\'01;}\fi-480\li480}{\listlevel\levelnfc35\levelstartat1{\leveltext\'03\'a1\'5d\'01\'a1\'5e;}{\levelnumbers\'02;}}{\listname ;}\listid101}}
{\*\listoverridetable{\listoverride\listid101\listoverridecount0\ls1}}
{\info{\title no text}{\*\userprops none}}{\*\generator Tests;}
{\header\pard\plain\qr 青川市政府資訊局\par}{\footer\pard\plain\qc {\field{\*\fldinst PAGE}{\fldrslt 1}}\par}
\pard\plain\qc\f1 青川市政府資訊局提升服務實施計畫\par
\par
\pard\plain\s1\ls1\outlinelevel0{\listtext\pard\plain\f1 壹、\tab}\f1 計畫依據\par
\pard\plain\f1 依行政院函{\super\chftn{\footnote\pard\plain{\super\chftn}\f1 中華民國一百十五年。}}辦理{\v 機密}，{\deleted 刪除}{\revised 新增}之。\line 次行\tab 定位\par
\pard\plain\s1\ls1\outlinelevel0 \f1 計畫目標\par
\pard\plain\ls1\ilvl1 \f1 簡化流程\par 縮短時間\par
\pard{\pntext\f3\'b7\tab}{\*\pn\pnlvlblt\pnf3{\pntxtb\'b7}}\f1 符號\par
\pard\f2 \'a8\f1 是\f2 \'fe\f1 否{\field{\*\fldinst SYMBOL 252 \\f "Wingdings"}{\fldrslt}}\par
\trowd\trhdr\trleft0\clvmgf\cellx1000\clmgf\cellx2000\clmrg\cellx3000\pard\intbl 項目\cell 期限\cell\cell\row
\trowd\trleft0\clvmrg\cellx1000\cellx2000\cellx3000\pard\intbl\cell 上半年\cell 下半年\cell\row
\trowd\trleft0\cellx1005\cellx3000\pard\intbl 流程\cell\pard\intbl\itap2 內一\nestcell 內二\nestcell{\*\nesttableprops\trowd\cellx100\cellx200\nestrow}{\nonesttables\par}\pard\intbl 六月{\footnote\pard 表註}\cell\row
\pard\plain\f1 見圖{\shp{\*\shpinst{\sp{\sn shapeType}{\sv 202}}{\shptxt\pard\f1 圖說\par}}{\shprslt{\*\do{\dptxbxtext 圖說\par}}}}{\*\shppict{\pict\pngblip 00}}\par
{\upr{jh}{\*\ud \u35336?\u30059?}}\uc2 \u30059\'b5\'65\uc1\u-10173?\u-8952?\par
{\*\atrfstart 1}評註處{\*\atrfend 1}{\*\atnid A}\chatn{\*\annotation{\*\atnref 1}\pard\f1 請確認\par}\par
\f1 自造字\'fa\'40壞字\'ff\par
{\object{\*\objdata 00}{\result\pard\f1 物件\par}}\sect\sectd
{\header\pard\plain\qr 青川市政府資訊局\par}末段"#;

#[test]
fn everything_at_once() {
    insta::assert_snapshot!(dump(BODY));
}

/// What everyone makes mutants of, and fuzzing begins with.
#[test]
fn the_file_with_everything_is_a_fixture() {
    insta::with_settings!({ snapshot_path => "../../../../fixtures/everything", prepend_module_to_snapshot => false }, {
        insta::assert_binary_snapshot!("rich-text.rtf", file(BODY));
    });
}

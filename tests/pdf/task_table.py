#!/usr/bin/env python3
"""Writes a plan with a table of three pages: `python3 task_table.py FOLDER EXPECTED.txt` makes task-table.docx (python-docx 1.2)
and task-table.html, and what a reader must find in a print of either.

Cells are merged down over the ends of pages, across, and both at once; some rows are so high that a page ends within them."""

import sys
from datetime import datetime
from html import escape
from pathlib import Path

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.shared import Mm, Pt

TITLE = "霞浦市政府水利局115年度提升服務品質執行計畫"
BEFORE = [
    "壹、計畫依據",
    "霞浦市政府114年12月3日府研服字第1140087654號函頒「霞浦市政府115年度提升服務品質實施計畫」辦理。",
    "貳、計畫目標",
    "一、縮短水利案件之審查及勘查時間。",
    "二、開放水情資料，便利民眾查詢防汛資訊。",
    "參、實施要項及分工",
]
AFTER = ["肆、考核", "每季由秘書室彙整執行情形，提報局務會議檢討。", "伍、本計畫奉核定後實施，修正時亦同。"]
COLUMNS = ["實施要項", "執行策略", "具體作法", "完成期限", "承辦單位", "預期效益"]
WIDTHS = [20, 26, 64, 22, 20, 28]

# Items, their strategies, and per strategy its actions with date, unit and benefit. None: the cell above goes on. A text of several
# paragraphs has line ends.
D = "隨時辦理"
PLAN = [
    ("一、提升服務流程", [
        ("（一）簡化申辦書表", [
            ("1.檢討排水計畫審查申請書，合併重複欄位，刪除可由機關自行查證之附件。", "115年3月底", "水利規劃科", "減少申請人填寫時間"),
            ("2.製作填寫範例，公布於本局網站及櫃檯。", "115年4月30日", "秘書室", None),
            ("3.每半年檢視一次書表使用情形，將使用率未達百分之五之書表報局務會議決定是否停用。", "每半年", "秘書室", "書表數減少一成"),
        ]),
        ("（二）縮短審查時間", [
            ("1.出流管制計畫書之審查，由三十日縮短為二十一日；逾期案件逐件說明原因，並由科長於次週內召開檢討會議。", "115年6月底", "水利規劃科", "逾期案件低於百分之二"),
            ("2.建立審查委員輪值表，以電子郵件寄送書件。", "115年2月10日", None, None),
            ("3.審查意見應一次提出，避免多次補正。", D, None, None),
            ("4.申請人得於線上查詢審查進度。", "115年7月1日", "資訊室", "電話詢問件數減少三成"),
        ]),
        ("（三）跨機關整合", [
            ("1.與地政、都市發展及建築管理機關建立會勘平台，同一基地一次會勘完成。", "115年9月", "河川管理科", "平均會勘次數由三次降為一次"),
            ("2.會勘紀錄於三日內上傳平台，供各機關即時查閱。", None, None, None),
        ]),
    ]),
    ("二、強化防汛服務", [
        ("（一）水情資訊公開", [
            ("1.增設水位站十二處，資料每十分鐘更新一次。", "115年5月15日前", "防災科", "淹水預警提前三十分鐘"),
            ("2.提供市民訂閱淹水警戒簡訊，並以地圖呈現抽水站、移動式抽水機及滯洪池之即時狀態；汛期間每日上午九時及下午四時由值班人員核對資料是否正確，遇有異常應於一小時內通知維護廠商到場處理，並於水情網頁上註明該站資料暫停使用之原因及預計恢復之時間，以免民眾誤判；恢復後應補登中斷期間之資料，並於月報中列出各站中斷時數，作為維護契約計價及次年度汰換設備之依據。", "115年5月底", None, None),
            ("3.與鄰近縣市交換雨量資料。", D, None, None),
        ]),
        ("（二）抽水站整備", [
            ("1.汛期前完成全市抽水站試運轉。", "115年4月底", "抽水站管理所", "妥善率達百分之九十九"),
            ("2.每月檢查柴油存量、發電機及撈污機，紀錄表由站長簽名後存查。", "每月", None, None),
            ("3.老舊機組汰換：", "115年12月31日", None, "運轉成本每年降低八十萬元"),
            ("(1)東門站更換抽水機二台。\n(2)南港站更換撈污機一台。\n(3)西溪站新增監視設備。", None, None, None),
        ]),
        ("（三）防汛演練", [
            ("1.辦理里民防汛演練二場次。", "115年5月", "防災科", "參加人數五百人以上"),
            ("2.邀請身心障礙團體及新住民參與，提供手語及多語翻譯。", None, None, None),
        ]),
    ]),
    ("三、改善洽公環境", [
        ("（一）櫃檯設施", [
            ("1.增設無障礙櫃檯及叫號螢幕。", "115年8月", "秘書室", "洽公滿意度達百分之九十"),
            ("2.設置兒童閱讀角。", "115年8月", "秘書室", None),
        ]),
        ("（二）人員訓練", [
            ("1.每季辦理電話禮貌測試。", "每季", "人事室", None),
            ("2.新進人員應於到職一個月內完成服務禮儀課程六小時，課程內容包括接聽電話、引導民眾、情緒管理及緊急事件處理。", None, None, None),
            ("3.辦理觀摩。", "115年10月", None, None),
        ]),
        ("（三）志工服務", [
            ("招募志工二十名，於汛期協助水門巡查。", "115年3月", "河川管理科", "巡查次數增加百分之二十"),
        ]),
    ]),
    ("四、河川環境營造", [
        ("（一）水岸步道", [
            ("1.東溪自行車道串連四公里。", "115年11月底", "工程科", "每月使用人次達二萬"),
            ("2.夜間照明改採節能燈具。", "115年11月底", "工程科", "用電減少四成"),
            ("3.設置里程標示及急救設備箱，並將位置座標提供消防機關。", "115年11月底", "工程科", None),
        ]),
        ("（二）水質改善", [
            ("1.事業廢水聯合稽查每月四次。", "每月", "水質科", "嚴重污染河段長度減少一公里"),
            ("2.用戶接管八千戶：施工前十四日召開說明會，施工中每週公布進度，完工後一個月內回訪。", "115年12月底", "污水工程科", None),
            ("3.雨水下水道縱走檢查三十公里，並以影像辨識技術判讀管內缺失，作成維修優先順序。", "115年10月底", "雨水下水道科", None),
            ("4.河面垃圾清除。", D, "河川管理科", "河面清潔"),
        ]),
        ("（三）公私協力", [
            ("1.企業認養河段六處。", "115年7月", "河川管理科", "節省維護經費"),
            ("2.社區環境教育。", "115年7月至11月", None, None),
        ]),
    ]),
    ("五、資訊應用", [
        ("（一）線上申辦", [
            ("1.河川公地使用申請線上化。", "115年6月", "資訊室", "線上申辦率達六成"),
            ("2.溫泉水權登記線上化。", "115年8月", "資訊室", None),
            ("3.規費採行動支付。", "115年9月", "會計室", None),
        ]),
        ("（二）資料開放", [
            ("1.開放資料集二十項，格式至少為三星等級。", "115年4月", "資訊室", "下載次數一萬次"),
            ("2.提供應用程式介面及說明文件。", "115年4月", None, None),
            ("3.舉辦資料應用競賽。", "115年10月", None, None),
            ("4.建立資料品質回報機制，收到回報後三個工作日內答復，必要時更正資料並公告更正內容。", D, None, None),
        ]),
        ("（三）智慧巡查", [
            ("1.水門遠端監控三十處。", "115年12月", "防災科", "巡查人力減少"),
            ("2.無人機巡查堤防，每季一次，颱風後加飛一次。", "每季", "河川管理科", None),
        ]),
    ]),
]
SUBTOTAL = ("本項經費由各科年度預算支應，不足部分報請專案補助。", "另依規定辦理")
NOTE = "註：本表所列期限遇天候因素得報請核准後順延，順延以三十日為限。"


def cells():
    """(row, column, rows, columns, text) of every cell below the header, which is row 0."""
    row, out = 1, []

    def runs(values, column, first):
        for index, value in enumerate(values):
            if value is None and index > 0:
                at, down, text = out[-1][0], out[-1][2], out[-1][4]
                out[-1] = (at, column, down + 1, 1, text)
            else:
                out.append((first + index, column, 1, 1, value or ""))

    for item, strategies in PLAN:
        start = row
        for strategy, actions in strategies:
            out.append((row, 1, len(actions), 1, strategy))
            for column in range(2, 6):
                runs([action[column - 2] for action in actions], column, row)
            row += len(actions)
        out.append((start, 0, row - start + 1, 1, item))
        # The last row of an item is cells merged across, beside the item merged down.
        out += [(row, 1, 1, 3, SUBTOTAL[0]), (row, 4, 1, 2, SUBTOTAL[1])]
        row += 1
    # Both directions at once, and a row of one cell.
    out += [(row, 0, 2, 2, "六、其他"), (row, 2, 1, 1, "配合中央訂定之評核項目辦理。"), (row, 3, 2, 3, "依本府通知辦理")]
    out += [(row + 1, 2, 1, 1, "提報創新服務案例一則。"), (row + 2, 0, 1, 6, NOTE)]
    header = [(0, column, 1, 1, name) for column, name in enumerate(COLUMNS)]
    return sorted(header + out)


def in_word(path):
    document = Document()
    core = document.core_properties
    core.created = core.modified = datetime(2026, 1, 1)
    core.author = core.last_modified_by = ""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(15)
    section.top_margin = section.bottom_margin = Mm(20)
    normal = document.styles["Normal"]
    normal.font.size = Pt(12)
    normal.paragraph_format.space_after = Pt(4)

    def paragraph(text, size=None, align=None):
        added = document.add_paragraph()
        run = added.add_run(text)
        run.font.size = size
        added.alignment = align

    paragraph(TITLE, Pt(16), WD_ALIGN_PARAGRAPH.CENTER)
    for text in BEFORE:
        paragraph(text)
    every = cells()
    rows = max(cell[0] + cell[2] for cell in every)
    table = document.add_table(rows=rows, cols=len(COLUMNS), style="Table Grid")
    table.autofit = False
    grid = [list(row.cells) for row in table.rows]
    for index, width in enumerate(WIDTHS):
        table.columns[index].width = Mm(width)
        for line in grid:
            line[index].width = Mm(width)
    for row, column, down, across, text in every:
        cell = grid[row][column]
        if (down, across) != (1, 1):
            cell = cell.merge(grid[row + down - 1][column + across - 1])
        for stale in cell.paragraphs[1:]:
            stale._p.getparent().remove(stale._p)
        for index, line in enumerate(text.split("\n")):
            added = cell.paragraphs[0] if index == 0 else cell.add_paragraph()
            added.paragraph_format.space_after = Pt(0)
            added.paragraph_format.line_spacing = Pt(16)
            added.add_run(line).font.size = Pt(11)
            if row == 0:
                added.alignment = WD_ALIGN_PARAGRAPH.CENTER
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for text in AFTER:
        paragraph(text)
    document.save(path)


def in_html(path):
    every = cells()
    rows = {}
    for row, column, down, across, text in every:
        lines = "".join(f"<p>{escape(line)}</p>" for line in text.split("\n"))
        name = "th" if row == 0 else "td"
        rows.setdefault(row, []).append(f'<{name} rowspan="{down}" colspan="{across}">{lines}</{name}>')
    lines = ["<tr>" + "".join(rows.get(row, [])) + "</tr>" for row in range(max(rows) + 1)]
    widths = "".join(f'<col style="width: {width}mm">' for width in WIDTHS)
    paragraphs = [[f"<p>{escape(text)}</p>" for text in texts] for texts in (BEFORE, AFTER)]
    path.write_text(
        '<!DOCTYPE html>\n<html lang="zh-Hant"><head><meta charset="utf-8"><title>' + TITLE + "</title><style>\n"
        "@page { size: A4; margin: 20mm 15mm; }\n"
        'body { font: 12pt/1.5 "AR PL UMing TW"; margin: 0; }\n'
        "h1 { font-size: 16pt; font-weight: normal; text-align: center; }\np { margin: 0.3em 0; }\n"
        "table { border-collapse: collapse; width: 180mm; table-layout: fixed; font-size: 11pt; line-height: 1.4; }\n"
        "td, th { border: 0.5pt solid black; padding: 1pt 5pt; vertical-align: top; font-weight: normal; }\n"
        "td p, th p { margin: 0; }\n"
        f"</style></head><body>\n<h1>{TITLE}</h1>\n"
        + "\n".join(paragraphs[0])
        + f"\n<table><colgroup>{widths}</colgroup><thead>{lines[0]}</thead><tbody>\n"
        + "\n".join(lines[1:])
        + "\n</tbody></table>\n"
        + "\n".join(paragraphs[1])
        + "\n</body></html>\n",
        encoding="utf-8",
    )


def expected(path):
    lines = [f"paragraph {text}" for text in [TITLE, *BEFORE]] + ["table"]
    for row, column, down, across, text in cells():
        shown = text.replace("\n", "⏎")
        lines.append(f"  {row},{column}+{down}x{across} {shown}".rstrip())
    lines += [f"paragraph {text}" for text in AFTER]
    # The header row is printed again on the second and the third page.
    lines += [f"header {name}" for name in COLUMNS * 2]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    folder, text = map(Path, sys.argv[1:])
    in_word(folder / "task-table.docx")
    in_html(folder / "task-table.html")
    expected(text)

#!/usr/bin/env python3
"""Writes the fixtures in the dialect of python-docx: `python3 python_docx.py FOLDER`. Needs python-docx 1.2.

The numbers of the headings come from lists that belong to styles, as in the templates of agencies."""

import sys
from datetime import datetime
from pathlib import Path

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

LEVELS = [
    ("ideographLegalTraditional", "%1、"),
    ("taiwaneseCountingThousand", "%2、"),
    ("taiwaneseCountingThousand", "（%3）"),
    ("decimal", "%4."),
    ("decimal", "(%5)"),
]


def define_list(document, number, levels, styles=()):
    """A definition and a list of it; a level of a style belongs to that style."""
    numbering = document.part.numbering_part.element
    xml = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{name}"/>'
        + (f'<w:pStyle w:val="{styles[level]}"/>' if level < len(styles) else "")
        + f'<w:suff w:val="nothing"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/></w:lvl>'
        for level, (name, text) in enumerate(levels)
    )
    definition = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>{xml}</w:abstractNum>'
    )
    numbering.insert(0, definition)
    numbering.append(
        parse_xml(f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>')
    )


def number_style(document, name, number, level):
    properties = document.styles[name].element.get_or_add_pPr()
    level = f'<w:ilvl w:val="{level}"/>' if level else ""
    properties.append(parse_xml(f'<w:numPr {nsdecls("w")}>{level}<w:numId w:val="{number}"/></w:numPr>'))


def number_paragraph(paragraph, number, level):
    properties = paragraph._p.get_or_add_pPr()
    properties.append(
        parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')
    )


def page_field(paragraph):
    for kind, text in (("begin", None), (None, "PAGE"), ("separate", None), ("shown", "1"), ("end", None)):
        run = paragraph.add_run()
        if kind == "shown":
            run.text = text
        elif kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)
        else:
            code = OxmlElement("w:instrText")
            code.text = text
            run._r.append(code)


def blank_document():
    document = Document()
    core = document.core_properties
    core.created = core.modified = datetime(2015, 1, 1)
    core.author = core.last_modified_by = ""
    return document


def service_plan():
    document = blank_document()
    define_list(document, 50, LEVELS, ["Heading1", "Heading2"])
    number_style(document, "Heading 1", 50, 0)
    number_style(document, "Heading 2", 50, 1)
    section = document.sections[0]
    section.header.paragraphs[0].text = "雲嶺縣政府地政處"
    footer = section.footer.paragraphs[0]
    footer.add_run("第 ")
    page_field(footer)
    footer.add_run(" 頁")

    title = document.add_paragraph("雲嶺縣政府地政處104年度提升服務品質執行計畫", style="Title")
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.add_paragraph("104年2月10日雲地秘字第1040001234號函訂定")
    document.add_heading("計畫依據", 1)
    document.add_paragraph("雲嶺縣政府104年1月20日府研考字第1040009876號函頒「雲嶺縣政府提升服務品質實施計畫」辦理。")
    document.add_heading("計畫目標", 1)
    document.add_heading("縮短登記案件等候時間，提供一處收件、全縣服務。", 2)
    document.add_heading("開放地籍資料，便利民眾加值運用。", 2)
    document.add_heading("實施對象", 1)
    document.add_paragraph("本處各科及所屬雲嶺、溪口地政事務所。")
    document.add_heading("實施內容", 1)
    document.add_heading("提升服務流程", 2)
    for level, text in [
        (2, "檢討收件作業"),
        (3, "簡化申請書表，合併重複欄位。"),
        (3, "設置跨所收件窗口。"),
        (4, "每週一至週五上午8時至下午5時收件。"),
        (4, "當日收件當日轉送。"),
        (2, "推動線上申辦"),
    ]:
        number_paragraph(document.add_paragraph(text), 50, level)
    document.add_heading("工作項目表", 2)
    rows = [
        ("實施要項", "執行策略", "具體作法", "完成期限", "承辦單位"),
        ("提升服務流程", "簡化書表", "檢討各類申請書表，合併重複欄位。", "104年6月底", "地籍科"),
        ("", "", "公布於機關網站供民眾下載。", "104年7月31日", "資訊科"),
        ("", "跨所服務", "設置跨所收件窗口。", "104年9月", "各地政事務所"),
        ("開放資料", "資料集上架", "每季更新土地參考資訊。", "每季", "地價科、資訊科"),
    ]
    table = document.add_table(rows=len(rows), cols=5, style="Table Grid")
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    table.cell(1, 0).merge(table.cell(3, 0)).text = "提升服務流程"
    table.cell(1, 1).merge(table.cell(2, 1)).text = "簡化書表"
    header = table.rows[0]._tr.get_or_add_trPr()
    header.append(OxmlElement("w:tblHeader"))
    document.add_heading("考核", 1)
    document.add_paragraph("每季由秘書室彙整執行情形，提報處務會議檢討。")
    document.add_heading("獎懲", 1)
    document.add_paragraph("執行成效優良人員，依規定敘獎。")
    document.add_heading("本計畫奉核定後實施，修正時亦同。", 1)
    return document


def mainland_plan():
    document = blank_document()
    define_list(document, 60, [("chineseCountingThousand", "%1、"), ("chineseCountingThousand", "（%2）"), ("decimal", "%3．")])
    document.add_paragraph("清河市行政审批局关于印发《清河市2021年政务服务提升实施方案》的通知")
    document.add_paragraph("各县（区）行政审批局，局机关各科室：")
    document.add_paragraph("现将《清河市2021年政务服务提升实施方案》印发给你们，请认真贯彻执行。")
    document.add_paragraph("清河市2021年政务服务提升实施方案", style="Title")
    for level, text in [
        (0, "指导思想"),
        (None, "坚持以人民为中心，持续优化营商环境。"),
        (0, "工作目标"),
        (None, "2021年底前，政务服务事项网上可办率达到95%以上。"),
        (0, "重点任务"),
        (1, "推进一网通办"),
        (2, "梳理高频事项清单，2021年6月底前完成。"),
        (2, "统一受理平台。"),
        (1, "推进一窗受理"),
        (0, "组织领导"),
        (None, "成立工作领导小组，由局长任组长。"),
    ]:
        paragraph = document.add_paragraph(text)
        if level is not None:
            number_paragraph(paragraph, 60, level)
    return document


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    service_plan().save(folder / "python-docx.docx")
    mainland_plan().save(folder / "python-docx-mainland.docx")

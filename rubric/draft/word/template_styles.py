"""The look of the template: its styles, lists and settings, as the XML that Word keeps them in.

One accent colour, one readable sans, generous space. Arial is on every council laptop, and Liberation Sans, which has
the same widths, stands in for it elsewhere. The colours, with their contrast, are in `rubric/palette.py`.
"""

from docx.oxml.ns import nsdecls

from rubric import palette
from rubric.palette import bare

ACCENT, TEXT, GREY, TINT, RULE = map(
    bare, (palette.ACCENT.light, palette.PAPER_INK, palette.PAPER_QUIET, palette.PAPER_SOFT, palette.PAPER_LINE)
)
WHITE = bare(palette.PAPER)
FONT = "Arial"

_FONTS = f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>'
_LANGUAGE = '<w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="ar-SA"/>'

DEFAULTS = (
    f'<w:docDefaults {nsdecls("w")}><w:rPrDefault><w:rPr>{_FONTS}<w:color w:val="{TEXT}"/>'
    f'<w:sz w:val="22"/><w:szCs w:val="22"/>{_LANGUAGE}</w:rPr></w:rPrDefault>'
    '<w:pPrDefault><w:pPr><w:spacing w:after="130" w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault>'
    "</w:docDefaults>"
)


def _look(size: int = 0, colour: str = "", *, bold: bool = False) -> str:
    """Run properties; `size` in half points."""
    return (
        ("<w:b/><w:bCs/>" if bold else "")
        + (f'<w:color w:val="{colour}"/>' if colour else "")
        + (f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>' if size else "")
    )


def _space(before: int = 0, after: int = 0, line: int = 288) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="auto"/>'


def _border(side: str, size: int, colour: str, gap: int) -> str:
    return f'<w:{side} w:val="single" w:sz="{size}" w:space="{gap}" w:color="{colour}"/>'


def _style(
    name: str,
    paragraph: str = "",
    run: str = "",
    *,
    kind: str = "paragraph",
    style_id: str = "",
    based: str = "Normal",
    following: str = "",
) -> str:
    base = f'<w:basedOn w:val="{based}"/>' if based else ""
    after = f'<w:next w:val="{following}"/>' if following else ""
    own = ' w:customStyle="1"' if name not in _BUILT_IN else ""
    default = ' w:default="1"' if name in ("Normal", "Default Paragraph Font", "Normal Table", "No List") else ""
    style_id = style_id or name.title().replace(" ", "")
    return (
        f'<w:style {nsdecls("w")} w:type="{kind}" w:styleId="{style_id}"{own}{default}>'
        f'<w:name w:val="{name}"/>{base}{after}<w:uiPriority w:val="1"/><w:qFormat/>'
        + (f"<w:pPr>{paragraph}</w:pPr>" if paragraph else "")
        + (f"<w:rPr>{run}</w:rPr>" if run else "")
        + "</w:style>"
    )


_BUILT_IN = {
    "Normal", "Default Paragraph Font", "No List", "heading 1", "heading 2", "Title", "Subtitle", "TOC Heading",
    "toc 1", "header", "footer", "Hyperlink", "List Bullet",
}  # fmt: skip

# Where Word puts the page numbers once a contents list is brought up to date: at the right edge of an upright page.
PAGE_NUMBER_TAB = '<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="9298"/></w:tabs>'
_TABLE_NORMAL = (
    f'<w:style {nsdecls("w")} w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
    '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
    '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
)
_TABLE = (
    f'<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="DraftTable"><w:name w:val="Draft Table"/>'
    '<w:basedOn w:val="TableNormal"/><w:uiPriority w:val="1"/><w:qFormat/>'
    f"<w:tblPr><w:tblBorders>{_border('top', 8, ACCENT, 0)}{_border('bottom', 8, ACCENT, 0)}"
    f'{_border("insideH", 4, RULE, 0)}</w:tblBorders><w:tblCellMar><w:top w:w="55" w:type="dxa"/>'
    '<w:left w:w="100" w:type="dxa"/><w:bottom w:w="55" w:type="dxa"/><w:right w:w="100" w:type="dxa"/></w:tblCellMar>'
    f'</w:tblPr><w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:color w:val="{WHITE}"/></w:rPr><w:tcPr>'
    f'<w:shd w:val="clear" w:color="auto" w:fill="{ACCENT}"/></w:tcPr></w:tblStylePr></w:style>'
)

STYLES = (
    _style("Normal", run=_LANGUAGE, based=""),
    _style("Default Paragraph Font", kind="character", based=""),
    _TABLE_NORMAL,
    _style("No List", kind="numbering", based=""),
    _style(
        "heading 1",
        f'<w:keepNext/><w:keepLines/>{_space(360, 120, 264)}<w:outlineLvl w:val="0"/>',
        _look(34, ACCENT, bold=True),
        following="Normal",
    ),
    _style(
        "heading 2",
        f'<w:keepNext/><w:keepLines/>{_space(220, 60, 264)}<w:outlineLvl w:val="1"/>',
        _look(24, TEXT, bold=True),
        following="Normal",
    ),
    _style("Title", _space(0, 240, 240), _look(68, ACCENT, bold=True), following="Normal"),
    _style("Subtitle", _space(0, 80, 264), _look(36, TEXT), following="Normal"),
    _style(
        "Cover Label",
        f"<w:pBdr>{_border('top', 96, ACCENT, 24)}</w:pBdr>{_space(900, 160, 264)}",
        _look(26, GREY, bold=True),
    ),
    _style(
        "Cover Mark",
        f"<w:pBdr>{_border('top', 8, RULE, 16)}</w:pBdr>{_space(480, 280, 264)}",
        _look(24, ACCENT, bold=True),
    ),
    _style(
        "Cover Detail",
        f'<w:tabs><w:tab w:val="left" w:pos="2552"/></w:tabs>{_space(0, 100, 276)}'
        '<w:ind w:left="2552" w:hanging="2552"/>',
    ),
    _style("Cover Note", _space(360, 100, 276), _look(0, GREY)),
    _style("Detail Label", run=_look(0, GREY), kind="character", based="DefaultParagraphFont"),
    _style("Contents Heading", f"<w:keepNext/>{_space(560, 140, 264)}", _look(34, ACCENT, bold=True)),
    _style(
        "toc 1",
        f"<w:pBdr>{_border('bottom', 4, RULE, 3)}{_border('between', 4, RULE, 3)}</w:pBdr>"
        f"{PAGE_NUMBER_TAB}{_space(30, 30)}",
        style_id="TOC1",
        following="Normal",
    ),
    _style("header", _space(0, 0, 240), _look(17, GREY)),
    _style("footer", _space(0, 0, 240), _look(17, GREY)),
    _style("Hyperlink", run=_look(0, ACCENT), kind="character", based="DefaultParagraphFont"),
    _style("Citation", run=_look(20, ACCENT), kind="character", based="DefaultParagraphFont"),
    _style(
        "List Bullet",
        f'<w:numPr><w:numId w:val="1"/></w:numPr>{_space(0, 80)}<w:ind w:left="357" w:hanging="357"/>',
    ),
    _style(
        "Callout",
        f"<w:keepLines/><w:pBdr>{_border('left', 36, ACCENT, 10)}</w:pBdr>"
        f'<w:shd w:val="clear" w:color="auto" w:fill="{TINT}"/>{_space(60, 200)}<w:ind w:left="240"/>',
        _look(24, ACCENT, bold=True),
    ),
    _style("Table Text", _space(0, 0, 250), _look(20)),
    _style("Table Heading", f"<w:keepNext/>{_space(0, 0, 250)}", _look(20, WHITE, bold=True), based="TableText"),
    _style("Evidence Number", run=_look(20, ACCENT, bold=True), based="TableText"),
    _style("Small Gap", _space(0, 0, 20), _look(2)),
    _TABLE,
)

NUMBERING = (
    f'<w:numbering {nsdecls("w")}><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="singleLevel"/>'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:pStyle w:val="ListBullet"/>'
    '<w:lvlText w:val="•"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="357" w:hanging="357"/></w:pPr>'
    f'<w:rPr>{_FONTS}<w:color w:val="{ACCENT}"/></w:rPr></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)

SETTINGS = (
    f'<w:settings {nsdecls("w")}><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
    '<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting w:name="compatibilityMode" '
    'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat><w:themeFontLang w:val="en-GB"/>'
    '<w:clrSchemeMapping w:bg1="light1" w:t1="dark1" w:bg2="light2" w:t2="dark2" w:accent1="accent1" '
    'w:accent2="accent2" w:accent3="accent3" w:accent4="accent4" w:accent5="accent5" w:accent6="accent6" '
    'w:hyperlink="hyperlink" w:followedHyperlink="followedHyperlink"/><w:decimalSymbol w:val="."/>'
    '<w:listSeparator w:val=","/></w:settings>'
)

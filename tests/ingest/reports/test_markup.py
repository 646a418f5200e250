"""Pages become lines, and their tables grids."""

from assistant.ingest.reports.markup import is_markup, plain_text


def page(body: str) -> str:
    return f"<html><head><title>首页</title></head><body>{body}</body></html>"


def test_spans_leave_empty_places():
    html = page(
        '<table><tr><td rowspan="2">甲</td><td colspan="2">乙</td></tr>'
        "<tr><td>1</td><td>2</td></tr></table>"
    )
    assert plain_text(html).strip() == "| 甲 | 乙 |  |\n|  | 1 | 2 |"


def test_words_of_a_cell_join_over_its_line_breaks():
    html = page("<table><tr><td>商业<br/>企业</td><td><p> 12 </p></td><td>&nbsp;</td></tr></table>")
    assert plain_text(html).strip() == "| 商业企业 | 12 |  |"


def test_a_page_laid_out_by_a_table_is_text():
    html = page("<table><tr><td><p>" + "公开信息。" * 60 + "</p><p>第二段。</p></td></tr></table>")
    assert plain_text(html).strip().endswith("\n第二段。")
    assert "|" not in plain_text(html)


def test_scripts_and_menus_are_no_text():
    html = page("<nav>菜单</nav><script>甲</script><p>正文</p><footer>版权</footer>")
    assert plain_text(html).strip() == "正文"


def test_a_title_that_names_a_report_comes_first():
    html = "<html><head><title>甲局2023年年度报告</title></head><body><p>正文</p></body></html>"
    assert plain_text(html) == "甲局2023年年度报告\n正文\n"


def test_nonsense_spans_do_no_harm():
    html = page('<table><tr><td colspan="99999" rowspan="x">甲</td></tr></table>')
    assert plain_text(html).count("|") <= 42


def test_markup_is_told_from_text():
    assert is_markup(page("<p>a</p><p>b</p>"))
    assert not is_markup("x < 5 且 y > 3，见<p>")

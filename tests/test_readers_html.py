"""HTML: what is visible, in what order, in which encoding, and published when."""

import datetime
from pathlib import Path

import pytest
from making import html_page

from zzx.read import Document, ReadError, document

pytest.importorskip("selectolax")


def read(tmp_path: Path, source: str | bytes) -> Document:
    file = tmp_path / "a.html"
    file.write_bytes(source.encode() if isinstance(source, str) else source)
    return document(str(file))


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>共<b>24</b>件。</p><p>办结</p>", "共24件。\n\n办结"),
        ("<h1>总结</h1><div>共24件。</div>", "# 总结\n\n共24件。"),
        ("<h3>二、打击\n犯罪</h3><p>破获90起", "### 二、打击犯罪\n\n破获90起"),
        ("一<br>二<br><br>三", "一\n二\n三"),
        ("<p>破获电信\n  诈骗案件</p>", "破获电信诈骗案件"),
        ("<p>GDP\n  growth of\t5%</p>", "GDP growth of 5%"),
        ("<p>&nbsp;&nbsp;共 24 件&lt;全&gt;</p>", "共 24 件<全>"),
        ("<pre>一\n二</pre>", "一\n二"),
        ("<ul><li>受理3件<li>审结2件</ul>", "- 受理3件\n\n- 审结2件"),
        ("<script>var a=1</script><style>p{}</style><noscript>2</noscript><p>3件</p>", "3件"),
        ("<nav><a>首页1</a></nav><p>3件</p><!-- 4 --><template>5</template>", "3件"),
        ("<p hidden>1</p><div style='color:red; display : none'>2<p>3</div><p aria-hidden=true>4</p>5件", "5件"),
        ("<p style='visibility:hidden'>1</p><div style='display:block'>5件</div>", "5件"),
        ("<article><header><h2>甲</h2></header><section>乙<p>丙</section>丁</article>", "## 甲\n\n乙\n\n丙\n\n丁"),
        ("<table><tr><th>地区</th><th>产值</th></tr><tr><td>株洲</td><td>1|2</td></tr></table>",
         "| 地区 | 产值 |\n| --- | --- |\n| 株洲 | 1\\|2 |"),
        ("<table><caption>表1</caption><thead><tr><td rowspan=2>地区<td colspan=2>产值</tr><tr><td>上年<td>本年</thead>"
         "<tbody><tr><td>株洲<td>1<td>2</table>",
         "表1\n\n| 地区 | 产值 |  |\n|  | 上年 | 本年 |\n| --- | --- | --- |\n| 株洲 | 1 | 2 |"),
        ("<table><tr><td><p>第一段。</p><p>第二段。</p><p>第三段。</p></td><td>边栏</td></tr></table>",
         "第一段。\n\n第二段。\n\n第三段。\n\n边栏"),
        ("<table><tr><td>一行</td><td>两格</td></tr></table>", "一行\n\n两格"),
        ("<table><tr><td colspan=99999999999 rowspan=-1>甲</td></tr><tr><td>乙<td>2</tr></table>",
         "| 甲 |  |\n| 乙 | 2 |"),
        ("<table><tr style='display:none'><td>0<td>0</tr><tr><td>甲<td>1<tr><td>乙<td>2<span hidden>3</span></table>",
         "| 甲 | 1 |\n| 乙 | 2 |"),
    ],
)  # fmt: skip
def test_visible_text_in_reading_order(tmp_path: Path, body: str, text: str) -> None:
    assert read(tmp_path, html_page(body)).text == text + "\n"


def test_the_title_heads_a_page_without_a_heading(tmp_path: Path) -> None:
    title = "<title>工作 报告</title>"
    assert read(tmp_path, html_page("<p>共24件。</p>", title)).text == "# 工作 报告\n\n共24件。\n"
    assert read(tmp_path, html_page("<h1>总结</h1>", title)).text == "# 总结\n"


@pytest.mark.parametrize(
    ("head", "body", "date"),
    [
        ('<meta name="PubDate" content="2024-10-28 09:30">', "", datetime.date(2024, 10, 28)),
        ('<meta property="article:published_time" content="2024-10-28T09:30:00+08:00">', "", datetime.date(2024, 10, 28)),
        ('<meta itemprop="datePublished" content="2024/1/8">', "", datetime.date(2024, 1, 8)),
        ('<meta name="keywords" content="2023-01-01">', '<time datetime="2024-10-28">昨天</time>', datetime.date(2024, 10, 28)),
        ("", "<time>2024年10月28日</time>", datetime.date(2024, 10, 28)),
        ('<meta name="PubDate" content="2024-13-45">', "<time>2024.10.28</time>", datetime.date(2024, 10, 28)),
        ('<meta name="PubDate" content="10月">', "", None),
        ("", "", None),
    ],
)  # fmt: skip
def test_the_day_of_publication(tmp_path: Path, head: str, body: str, date: datetime.date | None) -> None:
    assert read(tmp_path, html_page(body + "<p>共24件。</p>", head)).date == date


@pytest.mark.parametrize(
    ("codec", "declared", "encoding"),
    [
        ("utf-8", "utf-8", "utf-8"),
        ("utf-8", "gb2312", "utf-8"),
        ("utf-8-sig", "gb2312", "utf-8"),
        ("gb18030", "gb2312", "gb18030"),
        ("gb18030", "unheard-of", "gb18030"),
        ("big5", "big5", "big5hkscs"),
        ("utf-16", "utf-16", "utf-16-le"),
        ("euc_jp", "euc-jp", "euc_jp"),
    ],
)
def test_encodings(tmp_path: Path, codec: str, declared: str, encoding: str) -> None:
    body = "行政機關共受理24件。"
    page = f'<html><head><meta charset="{declared}"></head><body><p>{body}</p></body></html>'
    one = read(tmp_path, page.encode(codec))
    assert (one.text, one.encoding) == (body + "\n", encoding)


def test_a_page_that_shows_nothing_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="no visible text"):
        read(tmp_path, "<script>1</script>")


def test_a_hostile_page_is_read(tmp_path: Path) -> None:
    deep = "<div>" * 20_000 + "24件" + "<table><tr><td>" * 200
    assert "24件" in read(tmp_path, deep).text

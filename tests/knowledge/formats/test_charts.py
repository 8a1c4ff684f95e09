import io
import zipfile
from datetime import date

import docx
import pptx
import pytest
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from pptx.chart.data import CategoryChartData, XyChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.opc.package import Part as SlidePart
from pptx.opc.packuri import PackURI as SlideURI
from pptx.util import Inches

from knowledge.formats.parsed import Limits, Parsed
from knowledge.formats.slides import read_slides
from knowledge.formats.word import read_word
from tests.knowledge.files import part_of, repacked, saved

SQUARE = (Inches(1), Inches(1), Inches(4), Inches(2))
OFFICE = "http://schemas.openxmlformats.org"
DRAWING = f"{OFFICE}/drawingml/2006"
RELATIONS = f"{OFFICE}/officeDocument/2006/relationships"
DIAGRAM = f"""<dgm:dataModel xmlns:dgm="{DRAWING}/diagram" xmlns:a="{DRAWING}/main"><dgm:ptLst>
<dgm:pt modelId="0" type="doc"><dgm:t><a:p/></dgm:t></dgm:pt>
<dgm:pt modelId="3"><dgm:t><a:p><a:r><a:t>Refill</a:t></a:r></a:p></dgm:t></dgm:pt>
<dgm:pt modelId="1"><dgm:t><a:p><a:r><a:t>Buy </a:t></a:r><a:r><a:t>once</a:t></a:r></a:p></dgm:t></dgm:pt>
<dgm:pt modelId="2"><dgm:t><a:p><a:r><a:t>for</a:t></a:r></a:p><a:p><a:r><a:t>good</a:t></a:r></a:p></dgm:t></dgm:pt>
<dgm:pt modelId="9" type="pres"><dgm:t><a:p><a:r><a:t>[Text]</a:t></a:r></a:p></dgm:t></dgm:pt>
</dgm:ptLst><dgm:cxnLst>
<dgm:cxn srcId="0" destId="3" srcOrd="1"/><dgm:cxn srcId="0" destId="1" srcOrd="0"/>
<dgm:cxn srcId="1" destId="2" srcOrd="0"/><dgm:cxn srcId="2" destId="1" srcOrd="0"/>
<dgm:cxn srcId="0" destId="9" srcOrd="0" type="presOf"/>
</dgm:cxnLst></dgm:dataModel>"""


def sales(shown: str = "General", **series: tuple[float | None, ...]) -> CategoryChartData:
    data = CategoryChartData(number_format=shown)
    data.categories = ["2025", "2026"]
    for name, values in series.items():
        data.add_series(name, values)
    return data


def slide_of(data: object, kind: XL_CHART_TYPE = XL_CHART_TYPE.COLUMN_CLUSTERED, title: str | None = None) -> object:
    deck = pptx.Presentation()
    frame = deck.slides.add_slide(deck.slide_layouts[6]).shapes.add_chart(kind, *SQUARE, data)
    frame.chart.has_title = title is not None
    if title is not None:
        frame.chart.chart_title.text_frame.text = title
    return deck


def read(deck: object) -> Parsed:
    return read_slides(saved(deck), Limits())


def rows(parsed: Parsed) -> list[str]:
    return [block.text for block in parsed.blocks if block.kind in ("row", "item", "paragraph")]


def test_each_category_of_a_chart_is_a_row_that_names_chart_and_series():
    parsed = read(slide_of(sales(Bottles=(118, 120.5), Refills=(None, 4000)), title="Sales by year"))
    assert rows(parsed) == ["Sales by year: 2025; Bottles: 118", "Sales by year: 2026; Bottles: 120.5; Refills: 4000"]
    assert {block.at for block in parsed.blocks} == {"slide 1"}
    assert parsed.notes == []


def test_values_are_read_as_the_chart_shows_them():
    assert rows(read(slide_of(sales("0%", Share=(0.25, 0.405))))) == ["2025; Share: 25%", "2026; Share: 40.5%"]
    deck = slide_of(sales(Share=(0.25, 0.4)))
    labels = deck.slides[0].shapes[0].chart.value_axis.tick_labels
    labels.number_format, labels.number_format_is_linked = "0%", False
    assert rows(read(deck)) == ["2025; Share: 25%", "2026; Share: 40%"]


def test_the_scale_of_an_axis_is_said_with_the_series():
    deck = slide_of(sales(Sales=(1.5, 2)))
    axis = deck.slides[0].shapes[0].chart.value_axis
    axis.has_title = True
    axis.axis_title.text_frame.text = "EUR million"
    assert rows(read(deck)) == ["2025; Sales (EUR million): 1.5", "2026; Sales (EUR million): 2"]


def test_categories_may_be_days_or_stand_in_groups():
    days = CategoryChartData()
    days.categories = [date(2026, 1, 31), date(2026, 2, 28)]
    days.add_series("Sales", (1, 2))
    assert rows(read(slide_of(days, XL_CHART_TYPE.LINE))) == ["2026-01-31; Sales: 1", "2026-02-28; Sales: 2"]
    groups = CategoryChartData()
    for year in ("2025", "2026"):
        group = groups.add_category(year)
        group.add_sub_category("Spring")
        group.add_sub_category("Autumn")
    groups.add_series("Sales", (1, 2, 3, 4))
    assert rows(read(slide_of(groups)))[1:3] == ["2025, Autumn; Sales: 2", "2026, Spring; Sales: 3"]


def test_a_cloud_of_points_is_read_by_its_x():
    data = XyChartData()
    series = data.add_series("Refills")
    series.add_data_point(1.5, 20)
    series.add_data_point(2.5, 40)
    assert rows(read(slide_of(data, XL_CHART_TYPE.XY_SCATTER))) == ["1.5; Refills: 20", "2.5; Refills: 40"]


def test_a_chart_in_a_group_is_read():
    deck = pptx.Presentation()
    group = deck.slides.add_slide(deck.slide_layouts[6]).shapes.add_group_shape()
    frame = slide_of(sales(Sales=(1, 2))).slides[0].shapes[0]
    key = deck.slides[0].part.relate_to(frame.chart.part, f"{RELATIONS}/chart")
    next(frame._element.iter(f"{{{DRAWING}/chart}}chart")).set(f"{{{RELATIONS}}}id", key)
    group._element.append(frame._element)
    assert rows(read(deck)) == ["2025; Sales: 1", "2026; Sales: 2"]


def test_a_chart_on_a_hidden_slide_is_hidden():
    deck = slide_of(sales(Sales=(1, 2)))
    deck.slides[0]._element.set("show", "0")
    parsed = read(deck)
    assert parsed.blocks == []
    assert "2025; Sales: 1" in parsed.hidden[0].text


def test_a_chart_without_values_is_named_and_its_slide_is_read():
    deck = slide_of(sales(Sales=(1, 2)))
    deck.slides[0].shapes.add_textbox(*SQUARE).text_frame.text = "Words"
    data = saved(deck)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        name = next(one for one in archive.namelist() if one.startswith("ppt/charts/chart"))
    parsed = read_slides(repacked(data, {name: part_of(data, name).replace(b"c:ser>", b"c:gone>")}), Limits())
    assert rows(parsed) == ["Words"]
    assert parsed.notes == ["charts, diagrams or embedded files were not read: slide 1"]


def diagram_frame(key: str) -> str:
    return (
        f'<a:graphicData xmlns:a="{DRAWING}/main" uri="{DRAWING}/diagram">'
        f'<dgm:relIds xmlns:dgm="{DRAWING}/diagram" xmlns:r="{RELATIONS}" '
        f'r:dm="{key}"/></a:graphicData>'
    )


def test_the_points_of_a_smart_art_are_read_in_their_order_each_once():
    deck = slide_of(sales(Sales=(1, 2)))
    slide = deck.slides[0]
    uri = SlideURI("/ppt/diagrams/data1.xml")
    part = SlidePart(
        uri,
        "application/vnd.openxmlformats-officedocument.drawingml.diagramData+xml",
        deck.part.package,
        DIAGRAM.encode(),
    )
    key = slide.part.relate_to(part, f"{RELATIONS}/diagramData")
    graphic = slide.shapes[0]._element.graphic
    graphic.remove(graphic.graphicData)
    graphic.append(parse_xml(diagram_frame(key)))
    parsed = read(deck)
    assert rows(parsed) == ["- Buy once", "  - for good", "- Refill"]
    assert parsed.notes == []


def word_with(frame: str, xml: bytes, kind: str, *, in_table: bool = False) -> bytes:
    """A document with one drawing, whose part holds `xml`; `frame` says KEY for its id."""
    document = docx.Document()
    document.add_paragraph("Before.")
    home = document.add_table(1, 1).cell(0, 0).paragraphs[0] if in_table else document.add_paragraph()
    part = Part(PackURI("/word/drawn/part1.xml"), "application/xml", xml, document.part.package)
    key = document.part.relate_to(part, f"{RELATIONS}/{kind}")
    drawing = (
        f'<w:drawing xmlns:w="{OFFICE}/wordprocessingml/2006/main" xmlns:a="{DRAWING}/main" '
        f'xmlns:wp="{DRAWING}/wordprocessingDrawing"><wp:inline><a:graphic>'
        f"{frame.replace('KEY', key)}</a:graphic></wp:inline></w:drawing>"
    )
    home.add_run()._r.append(parse_xml(drawing))
    document.add_paragraph("After.")
    return saved(document)


CHART_FRAME = (
    f'<a:graphicData xmlns:a="{DRAWING}/main" uri="{DRAWING}/chart">'
    f'<c:chart xmlns:c="{DRAWING}/chart" xmlns:r="{RELATIONS}" r:id="KEY"/>'
    "</a:graphicData>"
)


def chart_xml() -> bytes:
    deck = slide_of(sales(Sales=(1, 2)), title="Sales")
    return deck.slides[0].shapes[0].chart.part.blob


@pytest.mark.parametrize("in_table", [False, True])
def test_charts_of_a_word_document_are_read_where_they_stand(in_table):
    parsed = read_word(word_with(CHART_FRAME, chart_xml(), "chart", in_table=in_table), Limits())
    assert rows(parsed) == ["Before.", "Sales: 2025; Sales: 1", "Sales: 2026; Sales: 2", "After."]
    assert parsed.notes == ()


def test_smart_art_of_a_word_document_is_read():
    parsed = read_word(word_with(diagram_frame("KEY"), DIAGRAM.encode(), "diagramData"), Limits())
    assert rows(parsed) == ["Before.", "- Buy once", "  - for good", "- Refill", "After."]


@pytest.mark.parametrize("xml", [b"<broken", b"<empty/>"])
def test_a_broken_drawing_of_a_word_document_is_counted(xml):
    parsed = read_word(word_with(CHART_FRAME, xml, "chart"), Limits())
    assert rows(parsed) == ["Before.", "After."]
    assert parsed.notes == ["1 of its charts or diagrams were not read"]

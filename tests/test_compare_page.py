"""Two documents stand side by side, by judgement and by theme, with what each says first."""

from __future__ import annotations

from flask.testing import FlaskClient
from pages import ILACS, SIF, browse, text_of, with_format

from graph.store import Store

BOTH = f"/compare?document={SIF}&document={ILACS}"


def test_overall_effectiveness_comes_first(client: FlaskClient) -> None:
    first, *others = client.get(with_format(BOTH)).json["judgements"]
    assert first["area"] == "overall effectiveness"
    assert [[grade["grade"] for grade in grades] for grades in first["grades"]] == [
        ["inadequate"],
        ["requires improvement"],
    ]
    assert any(row["grades"][0] and not row["grades"][1] for row in others)
    assert "overall effectiveness 28 November 2016: inadequate 15 November 2019: requires improvement" in text_of(
        browse(client, BOTH)
    )


def test_each_theme_has_its_count_and_its_first_sentence_word_for_word(client: FlaskClient, sample: Store) -> None:
    texts = {passage.iri: passage.text for passage in sample.corpus.passages}
    themes = client.get(with_format(BOTH)).json["themes"]
    assert len(themes) > 100
    for row in themes:
        for number, (count, quotation) in enumerate(zip(row["counts"], row["quotations"], strict=True)):
            assert (count > 0) == (quotation is not None)
            if quotation:
                assert quotation["text"] in texts[quotation["id"]]
                assert quotation["id"].startswith(sample.corpus.iris[(0, 3)[number]])
    interviews = next(row for row in themes if row["key"] == "return-home-interviews")
    assert interviews["counts"] == [8, 1]
    assert "return home interview" in interviews["quotations"][0]["text"]


def test_counts_lead_to_the_passages_of_that_document(client: FlaskClient) -> None:
    row = client.get(with_format(BOTH)).json["themes"][0]
    page = browse(client, BOTH).text
    for slug, count in zip((SIF, ILACS), row["counts"], strict=True):
        address = f"/themes/{row['key']}?document={slug}"
        assert f'href="{address}#passages"' in page
        assert len(client.get(with_format(address)).json["passages"]) == count


def test_different_frameworks_are_warned_of(client: FlaskClient) -> None:
    warning = "made under different frameworks (single inspection framework (SIF); inspection of local authority"
    assert warning in text_of(browse(client, BOTH))
    assert client.get(with_format(BOTH)).json["frameworks_differ"] is True
    same = f"/compare?document={ILACS}&document=northmere_focused-visit_2021-11-23"
    assert "different frameworks" not in text_of(browse(client, same))


def test_the_same_document_twice_is_not_compared(client: FlaskClient) -> None:
    page = browse(client, f"/compare?document={SIF}&document={SIF}")
    assert "The same document is chosen twice. Choose two different documents." in text_of(page)
    assert "<title>Error: " in page.text
    assert "Passages by theme" not in page.text


def test_a_document_that_is_not_there_is_said(client: FlaskClient) -> None:
    text = text_of(browse(client, f"/compare?document={SIF}&document=nothing"))
    assert "One of the addresses names no document in the collection." in text


def test_documents_stay_chosen(client: FlaskClient) -> None:
    page = browse(client, BOTH).text
    assert page.count(" selected>") == 2
    assert f'<option value="{SIF}" selected>' in page


def test_a_comparison_can_be_kept_as_a_table(client: FlaskClient) -> None:
    address = f"/compare?document={SIF}&document={ILACS}"
    data = client.get(f"{address}&format=json").json
    table = client.get(f"{address}&format=csv").text.lstrip("\ufeff")
    lines = table.splitlines()
    assert lines[0].startswith("Area or theme,")
    assert any(line.startswith("overall effectiveness,,inadequate,,requires improvement") for line in lines)
    assert all(row["label"] in table for row in data["themes"])

"""Each recommendation stands with what later documents say of it, or with why there is nothing."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest
from flask.testing import FlaskClient
from pages import browse, text_of, with_format

from graph.passage import corpus
from graph.store import Store
from qa_service.web.pages import recommendations


def test_each_recommendation_has_all_its_responses(client: FlaskClient, sample: Store) -> None:
    rows = client.get(with_format("/recommendations")).json["recommendations"]
    found = {(row["id"], one["id"], one["reason"]) for row in rows for one in row["responses"]}
    linked = {(one.recommendation, one.paragraph, one.reason) for one in sample.links["northmere"].responses}
    assert found == linked


def test_responses_are_of_later_documents_and_quoted_whole(client: FlaskClient) -> None:
    text = text_of(browse(client, "/recommendations"))
    rows = client.get(with_format("/recommendations")).json["recommendations"][:20]
    assert any(row["responses"] for row in rows)
    for row in rows:
        assert row["text"] in text
        for one in row["responses"]:
            assert one["document"]["date"] > row["document"]["date"]
            assert " ".join(one["text"].split()) in text
            assert one["reason"] in text


def test_silence_is_told_from_there_being_nothing_later(client: FlaskClient) -> None:
    text = text_of(browse(client, "/recommendations"))
    assert "None of the 5 later documents on this authority speaks of it, as far as could be told." in text
    last = client.get(with_format("/recommendations?year=2021")).json["recommendations"]
    assert {row["later_documents"] for row in last} == {0}
    assert "The collection has no later document on this authority." in text_of(
        browse(client, "/recommendations?year=2021")
    )


def test_the_list_can_be_narrowed(client: FlaskClient) -> None:
    assert "Take the filters off" in text_of(browse(client, "/recommendations?year=2019"))
    rows = client.get(with_format("/recommendations?year=2019")).json["recommendations"]
    assert {row["document"]["date"] for row in rows} == {"2019-11-15"}
    assert "No recommendation is left by these filters." in text_of(browse(client, "/recommendations?year=1999"))


def test_a_collection_without_recommendations_says_so(
    client: FlaskClient, changeable: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    changeable.corpus = corpus(
        [
            replace(document, paragraphs=tuple(replace(one, role="finding") for one in document.paragraphs))
            for document in changeable.corpus.documents
        ]
    )
    monkeypatch.setattr(recommendations, "generation", lambda: SimpleNamespace(store=changeable))
    assert "No recommendation is printed in these documents." in text_of(browse(client, "/recommendations"))


def test_recommendations_can_be_kept_as_a_table_and_narrowed_to_those_with_later_passages(client: FlaskClient) -> None:
    rows = client.get("/recommendations?later=yes&format=json").json["recommendations"]
    assert rows
    assert all(row["responses"] for row in rows)
    table = client.get("/recommendations?later=yes&format=csv").text
    assert all(row["text"] in table.replace('""', '"') for row in rows)

"""A lake's address: what it says, and what is told where it says nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from warehouse.lake.address import LakeError, is_address, lake_of, shown, whole

ADDRESS = "ducklake:postgres:dbname=lake host=db user=publisher data_path=s3://bucket/lake reader=analyst"


def test_an_address_names_catalog_files_and_reader() -> None:
    lake = lake_of(ADDRESS)

    assert lake
    assert lake.connection_string() == "dbname=lake host=db user=publisher"
    assert lake.connection_string(read_only=True) == "dbname=lake host=db user=analyst"
    assert lake.data_path == "s3://bucket/lake/"


def test_an_address_outlives_being_handed_on_as_a_path() -> None:
    assert lake_of(Path(ADDRESS)) == lake_of(ADDRESS)
    assert lake_of(Path(ADDRESS).absolute()) == lake_of(ADDRESS)
    assert str(whole(Path(ADDRESS).absolute())) == str(Path(ADDRESS))


def test_words_may_stand_in_quotation_marks() -> None:
    lake = lake_of(r"ducklake:postgres:dbname='the lake' user='it\'s' data_path='/srv/the lake'")

    assert lake
    assert dict(lake.catalog) == {"dbname": "the lake", "user": "it's"}
    assert lake.data_path == "/srv/the lake/"
    assert lake_of(lake.address) == lake


def test_a_file_is_no_lake() -> None:
    assert not is_address(Path("/srv/ducklake/w.duckdb"))
    assert lake_of(Path("w.duckdb")) is None
    assert whole(Path("w.duckdb")) == Path("w.duckdb").absolute()


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("ducklake:mysql:dbname=lake", "catalog is a PostgreSQL database"),
        ("ducklake:lake.ducklake", "catalog is a PostgreSQL database"),
        ("ducklake:postgres:host=db", "names no database"),
        ("ducklake:postgres:lake", "written in words like name=value"),
        ("ducklake:postgres:dbname='lake", "written in words like name=value"),
        ("ducklake:postgres:dbname=lake password=hush", "PGPASSWORD"),
        ("ducklake:postgres:dbname=lake data_path=lake", "a folder from / on"),
    ],
)
def test_what_is_wrong_in_an_address_is_told_without_its_secrets(address: str, told: str) -> None:
    with pytest.raises(LakeError, match=told) as error:
        lake_of(address)

    assert "hush" not in str(error.value) + shown(address)

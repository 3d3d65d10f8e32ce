"""Reading a CSV file of clients."""

import csv
import io
from contextlib import suppress

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from marshmallow import ValidationError, fields

from api.accounts.rules.importing import MOST_LINES, NotACsvFile, read_lines

ZONES = frozenset({"Europe/London", "Europe/Paris"})
HEADER = "name,email,zone\n"


def read(text, taken=()):
    return read_lines(text, ZONES, frozenset(taken), "Europe/London")


def faults(text, taken=()):
    return {(line.number, field) for line in read(text, taken) for field, _ in line.faults}


@pytest.mark.parametrize(
    "text",
    [
        "name,email\nAda Lind,ada@example.org\n",
        "\ufeffname,email\r\nAda Lind,ada@example.org\r\n",
        "Name;E-Mail\nAda Lind;ADA@example.org",
        "email\tname\nada@example.org\tAda Lind\n",
        ' NAME , Email \n "Ada Lind"," ada@example.org "\n'.replace(' "Ada', '"Ada'),
        '"name","email"\n\n,\n"Ada Lind","ada@example.org"\n\n',
        "town,mail,name\nHull,ada@example.org,Ada Lind\n",
    ],
    ids=["plain", "bom and crlf", "semicolons", "tabs", "quotes and blanks", "empty lines", "other columns"],
)
def test_a_file_is_read_however_a_spreadsheet_wrote_it(text):
    [line] = read(text)
    assert (line.name, line.email, line.zone, line.faults) == (
        "Ada Lind",
        "ada@example.org",
        "Europe/London",
        (),
    )


def test_a_quoted_name_may_hold_the_separator_and_quotes():
    [line] = read('name,email\n"Lind, ""Ada""",ada@example.org\n')
    assert (line.name, line.faults) == ('Lind, "Ada"', ())


@pytest.mark.parametrize(
    ("line", "field"),
    [
        (",ada@example.org,", "name"),
        ("   ,ada@example.org,", "name"),
        ("x" * 121 + ",ada@example.org,", "name"),
        ("A\x00da,ada@example.org,", "name"),
        ("A\ud800da,ada@example.org,", "name"),
        ('"A\nda",ada@example.org,', "name"),
        ("Ada,,", "email"),
        ("Ada,ada,", "email"),
        ("Ada,ada@example,", "email"),
        ("Ada,a da@example.org,", "email"),
        ("Ada,ada@exam\x00ple.org,", "email"),
        ("Ada,ad\x01a@example.org,", "email"),
        ("Ada,ad\ud800a@example.org,", "email"),
        ("Ada,ada..lind@example.org,", "email"),
        ("Ada,<ada@example.org>,", "email"),
        ("Ada," + "a" * 250 + "@example.org,", "email"),
        ("Ada,ada@example.org,Mars/Olympus", "zone"),
        ("Ada,ada@example.org,europe/london", "zone"),
        ("Ada", "email"),
    ],
)
def test_a_bad_line_is_named_with_its_field(line, field):
    assert field in {name for _, name in faults(HEADER + line)}


def test_every_bad_line_is_named_with_the_number_that_an_editor_shows():
    text = "name,email\nAda,ada@example.org\n\n,bea@example.org\nCleo,cleo\n"
    assert faults(text) == {(4, "name"), (5, "email")}


def test_an_address_counts_once_in_the_file_and_not_at_all_when_it_is_known():
    text = "name,email\nAda,ada@example.org\nAda L,ADA@example.org\nBea,bea@example.org\n"
    assert faults(text, taken={"bea@example.org"}) == {(3, "email"), (4, "email")}


def test_a_name_that_looks_like_a_formula_is_a_name():
    [line] = read('name,email\n"=HYPERLINK(""http://x"")",ada@example.org\n')
    assert (line.name, line.faults) == ('=HYPERLINK("http://x")', ())


@pytest.mark.parametrize(
    "text",
    ["", "\n", "Ada,ada@example.org\n", "name\nAda\n", "email\nada@example.org\n", 'name,email\n"Ada,ada@e'],
)
def test_what_is_no_file_of_clients_is_refused_as_a_whole(text):
    with pytest.raises(NotACsvFile):
        read(text)


def test_five_hundred_lines_are_taken_and_one_more_is_not():
    lines = [f"Ada {number},ada{number}@example.org\n" for number in range(MOST_LINES + 1)]
    assert len(read("name,email\n" + "".join(lines[:-1]))) == MOST_LINES
    with pytest.raises(NotACsvFile):
        read("name,email\n" + "".join(lines))


@given(st.lists(st.tuples(st.text(), st.text()), max_size=5), st.sampled_from(",;\t"))
def test_whatever_a_program_writes_as_csv_is_read_line_by_line(rows, separator):
    text = io.StringIO()
    csv.writer(text, delimiter=separator).writerows([("name", "email"), *rows])
    try:
        lines = read(text.getvalue())
    except NotACsvFile:
        return
    wanted = [(name.strip(), email.strip().lower()) for name, email in rows if name.strip() or email.strip()]
    assert [(line.name, line.email) for line in lines] == wanted


@given(st.text())
@example("name,email\n\x00")
def test_no_text_at_all_breaks_the_reading(text):
    for whole in (text, HEADER + text):
        with suppress(NotACsvFile):
            read(whole)


@given(st.emails() | st.from_regex(r"[a-z0-9.+_'-]{1,12}@[a-z0-9.-]{1,20}", fullmatch=True))
@example("a@b.c1")
@example("a@example.xn--p1ai")
def test_an_address_that_is_taken_can_also_sign_in(address):
    [line] = read(f'name,email\nAda,"{address}"\n')
    if not line.faults:
        try:
            fields.Email().deserialize(line.email)
        except ValidationError as error:
            raise AssertionError(address) from error

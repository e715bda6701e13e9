"""A note made by a command is found by a command after its briefing was edited, or it is said that it is not sure."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from reader.cli.main import main

ENGLISH = {
    "energy": """The two presidents met in Moscow for the third time that year. Nobody had expected a deal.

Gazprom and CNPC signed a memorandum on gas storage in **2014**. No price was named, and none is expected before winter.

Russia sent 2.17 million barrels a day to China in 2023. Most of it went by sea.

Saudi Arabia sent 1.72 million barrels a day to China in 2023. Most of it went by sea.

Analysts expect a contract by the end of the decade. Some doubt that China needs the gas at all.""",
    "finance": """The central banks renewed their swap line. It has been used only once so far.

Settlement in roubles and yuan rose to nine tenths of the trade.""",
}
CHINESE = {
    "energy": """两国元首今年第三次在莫斯科会晤。外界对此早有预期。

俄罗斯天然气工业股份公司与中国石油签署了储气备忘录。双方没有公布价格。合同可行，预计2025年底前签署。

俄罗斯每天向中国出口217万桶石油。其中大部分经海路运输。

沙特每天向中国出口172万桶石油。其中大部分经海路运输。""",
}
KOREAN = {
    "energy": """두 정상은 올해 세 번째로 모스크바에서 만났다. 회담은 예정대로 진행되었다.

가스프롬과 중국석유는 가스 저장에 관한 양해각서에 서명했다. 가격은 공개되지 않았다.

북한은 2017년에 핵실험을 한 차례 실시했다. 규모는 6.3으로 기록되었다.""",
}
RUSSIAN = {
    "energy": """Президенты встретились в Москве в третий раз за год. Встреча длилась четыре часа.

«Газпром» и CNPC подписали меморандум о хранении газа. Цена не была названа и до зимы не ожидается.

В 2023 году Россия поставляла в Китай 2,17 млн баррелей в сутки. Большая часть шла морем.""",
}


def write(path: Path, sections: Mapping[str, str], edition: int = 1) -> None:
    parts = "".join(
        f'\n[[sections]]\nid = "{name}"\ntitle = "{name}"\nbody = """\n{text}\n"""\n' for name, text in sections.items()
    )
    entities = "".join(
        f'\n[[entities]]\nid = "{name.lower()}"\nname = "{name}"\nkind = "company"\n'
        for name in ("Gazprom", "CNPC", "Rosneft")
    )
    path.write_text(f'format = 1\nid = "gas"\ntitle = "Gas"\nedition = {edition}\n{parts}{entities}', "utf-8")


@pytest.fixture
def after(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    def run(*arguments: str) -> Any:
        capsys.readouterr()
        assert main([*arguments, "--json", "--data-dir", str(tmp_path / "data")]) == 0
        return json.loads(capsys.readouterr().out)

    def after_edit(old: Mapping[str, str], quote: str, new: Mapping[str, str]) -> Any:
        """What `notes list` says of a note on `quote` once the file says `new`."""
        path = tmp_path / "gas.toml"
        write(path, old)
        made = run("notes", "add", str(path), "--quote", quote, "--text", "Is it so?")
        assert made["state"] == "anchored"
        write(path, new, edition=2)
        (note,) = run("notes", "list", str(path))["notes"]
        assert note["quote"] == made["quote"]
        return note

    return after_edit


def edit(sections: Mapping[str, str], old: str, new: str, section: str = "energy") -> dict[str, str]:
    assert old in sections[section]
    return {**sections, section: sections[section].replace(old, new)}


def paragraphs(text: str) -> list[str]:
    return text.split("\n\n")


PRICE = "No price was named, and none is expected before winter."
STAYS = [
    (ENGLISH, PRICE, ENGLISH),
    (ENGLISH, PRICE, {"finance": ENGLISH["finance"], "energy": ENGLISH["energy"]}),  # the section moved
    (ENGLISH, PRICE, {"gas": ENGLISH["energy"], "finance": ENGLISH["finance"]}),  # and renamed
    (ENGLISH, PRICE, edit(ENGLISH, "The two", "A new remark opens this section.\n\nThe two")),
    (ENGLISH, PRICE, edit(ENGLISH, "The two", "🚀🇨🇳👩🏽‍🚀 The two")),
    (ENGLISH, PRICE, edit(ENGLISH, "Nobody had expected a deal.", "A deal had been expected for months by all.")),
    (ENGLISH, PRICE, edit(ENGLISH, "No price was named, and none", "No price *was named*, and\nnone")),  # mark-up
    (ENGLISH, PRICE, edit(ENGLISH, "Analysts", "> Analysts")),
    (ENGLISH, "signed a memorandum on gas storage in 2014", edit(ENGLISH, "**2014**", "2014")),
    (ENGLISH, paragraphs(ENGLISH["energy"])[4], {"energy": "\n\n".join(reversed(paragraphs(ENGLISH["energy"])))}),
    (CHINESE, "双方没有公布价格。", edit(CHINESE, "两国元首", "本节已更新。\n\n两国元首")),
    (CHINESE, "签署了储气备忘录", edit(CHINESE, "外界对此早有预期。", "外界对此并不意外。")),
    (KOREAN, "가격은 공개되지 않았다.", edit(KOREAN, "두 정상은", "이 절은 새로 고쳤다.\n\n두 정상은")),
    (RUSSIAN, "Цена не была названа", edit(RUSSIAN, "Президенты", "Раздел обновлён.\n\nПрезиденты")),
]


@pytest.mark.parametrize(("old", "quote", "new"), STAYS)
def test_a_note_stays_where_its_words_are(
    after: Any, old: Mapping[str, str], quote: str, new: Mapping[str, str]
) -> None:
    note = after(old, quote, new)
    assert note["state"] == "anchored"
    assert quote in note["paragraph_text"]
    assert note["section"] in new


CHANGED = [
    (ENGLISH, PRICE, "No price was named", "A price was named", "A price was named"),  # turned round
    (ENGLISH, PRICE, "none is expected", "one is expected", "one is expected"),
    (ENGLISH, "signed a memorandum on gas storage in 2014", "**2014**", "**2015**", "2015"),  # year
    (ENGLISH, "Gazprom and CNPC signed a memorandum", "Gazprom", "Rosneft", "Rosneft and CNPC"),  # company
    (ENGLISH, "Gazprom and CNPC signed a memorandum", "Gazprom", "Novatek", "Novatek and CNPC"),
    (ENGLISH, "2.17 million barrels a day", "2.17", "2.01", "2.01 million"),  # figure
    (ENGLISH, "Analysts expect a contract", "Analysts expect", "Analysts do not expect", "do not expect"),  # negation
    (ENGLISH, "It has been used only once", "only once", "twice", "used twice"),
    (CHINESE, "合同可行，预计2025年底前签署", "可行", "不可行", "合同不可行"),
    (CHINESE, "合同可行，预计2025年底前签署", "2025", "2026", "2026"),
    (CHINESE, "217万桶石油", "217万", "127万", "127万"),
    (CHINESE, "俄罗斯天然气工业股份公司与中国石油签署", "中国石油", "中国石化", "中国石化"),
    (KOREAN, "양해각서에 서명했다", "서명했다", "서명하지 않았다", "서명하지 않았다"),
    (KOREAN, "2017년에 핵실험을 한 차례", "2017", "2016", "2016"),
    (RUSSIAN, "Цена не была названа", "Цена не была", "Цена была", "Цена была"),
    (RUSSIAN, "2,17 млн баррелей в сутки", "2,17", "2,71", "2,71"),
    (RUSSIAN, "«Газпром» и CNPC подписали", "«Газпром»", "«Роснефть»", "«Роснефть»"),
]


@pytest.mark.parametrize(("old", "quote", "was", "becomes", "there"), CHANGED)
def test_a_note_whose_words_say_something_else_is_flagged(
    after: Any, old: Mapping[str, str], quote: str, was: str, becomes: str, there: str
) -> None:
    section = next(name for name, text in old.items() if was in text)
    note = after(old, quote, edit(old, was, becomes, section))
    assert note["state"] == "changed"
    assert there in note["paragraph_text"]


def without(sections: Mapping[str, str], start: str) -> dict[str, str]:
    return {
        name: "\n\n".join(paragraph for paragraph in paragraphs(text) if not paragraph.startswith(start))
        for name, text in sections.items()
    }


GONE = [
    (ENGLISH, "2.17 million barrels a day to China in 2023. Most of it went by sea.", "Russia sent"),  # a twin stays
    (ENGLISH, "Russia sent 2.17 million barrels a day to China in 2023.", "Russia sent"),
    (ENGLISH, PRICE, "Gazprom and"),
    (CHINESE, "俄罗斯每天向中国出口217万桶石油。其中大部分经海路运输。", "俄罗斯每天"),
    (KOREAN, "가격은 공개되지 않았다.", "가스프롬과"),
    (RUSSIAN, "Большая часть шла морем.", "В 2023 году"),
]


@pytest.mark.parametrize(("old", "quote", "start"), GONE)
def test_a_note_whose_words_are_gone_is_never_put_on_others(
    after: Any, old: Mapping[str, str], quote: str, start: str
) -> None:
    note = after(old, quote, without(old, start))
    assert (note["state"], note["paragraph_text"]) == ("unanchored", None)


def test_the_words_of_a_deleted_paragraph_are_not_found_in_its_twin(after: Any) -> None:
    made_on = {**ENGLISH, "energy": ENGLISH["energy"].replace("Most of it went by sea.", "It went by sea.", 1)}
    note = after(made_on, "It went by sea.", without(made_on, "Russia sent"))
    assert note["state"] != "anchored"


def test_a_paragraph_that_was_split_or_merged_keeps_its_note_or_flags_it(after: Any) -> None:
    split = edit(ENGLISH, "**2014**. No price", "**2014**.\n\nNo price")
    note = after(ENGLISH, PRICE, split)
    assert note["state"] in ("anchored", "changed")
    assert note["paragraph_text"] == PRICE


def test_merged_paragraphs_keep_the_note(after: Any) -> None:
    merged = edit(ENGLISH, "before winter.\n\nRussia sent", "before winter. Russia sent")
    note = after(ENGLISH, PRICE, merged)
    assert note["state"] == "anchored"
    assert note["paragraph_text"].endswith("Most of it went by sea.")


def test_a_copy_elsewhere_does_not_hide_the_revision(after: Any) -> None:
    new = edit(ENGLISH, "No price was named", "A price was named")
    new["finance"] += f"\n\nAs was said: {PRICE}"
    note = after(ENGLISH, PRICE, new)
    assert note["state"] == "changed"
    assert note["section"] == "energy"
    assert "A price was named" in note["paragraph_text"]

"""Status of English triggers, with its reason."""

from __future__ import annotations

import pytest
from tests.clauses.test_english import predicate_at, read

_STATUSES = [
    # actual, with the traps
    ("Russia attacked Ukraine.", "attacked", "actual"),
    ("When Russia invaded Ukraine, Washington imposed sanctions on Moscow.", "invaded", "actual"),
    ("Before the invasion of Ukraine, NATO was calm.", "invasion", "actual"),
    ("Not only did Iran attack Israel, it also seized a tanker.", "attack", "actual"),
    ("Iran did not deny attacking the base.", "attacking", "actual"),
    ("Washington announced new sanctions on Iran.", "sanctions", "actual"),
    ("Critics accuse Israel of bombing Gaza.", "bombing", "actual"),
    ("Washington did not condemn the attack.", "attack", "actual"),
    ("The treaty ended the Israeli attack on Gaza.", "attack", "actual"),
    (
        "France has not met the envoy nor signed, and Berlin condemned Moscow.",
        "condemned",
        "actual",
    ),
    ("France voted no on the treaty.", "voted no", "actual"),
    ("Refugees told of soldiers bombing villages in Georgia.", "bombing", "actual"),
    # ongoing
    ("Israel has bombed Gaza since May.", "bombed", "ongoing"),
    ("Israel has bombed Gaza since the truce collapsed.", "bombed", "ongoing"),
    ("Refugees told reporters that Russian troops were bombing villages.", "bombing", "ongoing"),
    ("Critics in Berlin condemn Israel.", "condemn", "ongoing"),
    ("Israel has been bombing Gaza for months.", "bombing", "ongoing"),
    ("Russia continues to supply weapons to Syria.", "supply", "ongoing"),
    ("Moscow has long supported Syria.", "supported", "ongoing"),
    ("Iran has repeatedly attacked ships.", "attacked", "ongoing"),
    ("Iran supplies Russia with drones.", "supplies", "ongoing"),
    ("Russia kept bombing the port.", "bombing", "ongoing"),
    ("Turkey has for many years supported Syria.", "supported", "ongoing"),
    ("U.S. sanctions on Cuba hurt trade.", "sanctions", "ongoing"),
    ("The port is being bombed by Russia.", "bombed", "ongoing"),
    ("Continued sanctions on Cuba are a burden.", "sanctions", "ongoing"),
    # planned
    ("Russian troops are to withdraw from Syria.", "withdraw", "planned"),
    ("Putin will visit China.", "visit", "planned"),
    ("Putin will visit China and meet old friends.", "meet", "planned"),
    ("Germany plans to supply tanks.", "supply", "planned"),
    ("Germany is going to supply tanks.", "supply", "planned"),
    ("The United States is set to impose tariffs on Mexico.", "impose", "planned"),
    ("Beijing is preparing to impose tariffs on India.", "impose", "planned"),
    ("India and China agreed to withdraw troops.", "withdraw", "planned"),
    ("The president ordered airstrikes on Syria.", "airstrikes", "planned"),
    ("Russia's planned withdrawal from Syria is slow.", "withdrawal", "planned"),
    ("The minister said that Putin would visit China.", "visit", "planned"),
    ("Moscow is ready to release the sailors.", "release", "planned"),
    # proposed
    ("Washington urged Moscow to release the sailors.", "release", "proposed"),
    ("Britain demanded that Russia withdraw its troops.", "withdraw", "proposed"),
    ("Calls for Israel to withdraw from Gaza grew.", "withdraw", "proposed"),
    ("Britain should expel the envoys.", "expel", "proposed"),
    ("The U.S. could be allowed to deploy troops in Japan.", "deploy", "proposed"),
    ("Washington is considering sanctions on Chinese firms.", "sanctions", "proposed"),
    ("France proposed talks with Iran.", "talks", "proposed"),
    # conditional
    ("Should Russia attack Poland, NATO will deploy troops.", "attack", "conditional"),
    ("If Russia leaves Syria and attacks Poland, NATO will respond.", "attacks", "conditional"),
    ("If Russia attacks Poland, NATO would deploy troops.", "attacks", "conditional"),
    ("If Russia attacks Poland, NATO would deploy troops.", "deploy", "conditional"),
    ("Russia may attack Ukraine.", "attack", "conditional"),
    ("Iran threatened to attack Israel.", "attack", "conditional"),
    ("It is unlikely that Japan will deploy troops.", "deploy", "conditional"),
    ("The possibility of a Chinese attack on Taiwan is real.", "attack", "conditional"),
    ("Washington threatened new tariffs on Mexico.", "tariffs", "conditional"),
    ("Germany did not rule out supplying Kyiv with tanks.", "supplying", "conditional"),
    ("Washington would attack Iran unless it released the sailors.", "attack", "conditional"),
    # denied, near and far
    ("Russia withdrew its troops rather than attack the port.", "attack", "denied"),
    ("Russia did not attack Ukraine.", "attack", "denied"),
    ("Turkey never deployed troops in Syria.", "deployed", "denied"),
    ("No talks were held.", "talks", "denied"),
    ("Neither Britain nor France attacked Syria.", "attacked", "denied"),
    ("Nobody attacked the base.", "attacked", "denied"),
    ("Iran refused to release the sailors.", "release", "denied"),
    ("Moscow failed to supply weapons.", "supply", "denied"),
    ("Beijing denied supplying weapons to Moscow.", "supplying", "denied"),
    ("Iran denied that it had supplied drones.", "supplied", "denied"),
    ("France ruled out supplying Kyiv with tanks.", "supplying", "denied"),
    ("Germany stopped short of supplying tanks.", "supplying", "denied"),
    ("The army left without attacking anyone.", "attacking", "denied"),
    ("There is no sign that Russia will withdraw.", "withdraw", "denied"),
    ("No evidence was found that Iran supplied the rockets.", "supplied", "denied"),
    ("Moscow has no plans to attack NATO.", "attack", "denied"),
    ("Washington does not believe that Russia will attack NATO.", "attack", "denied"),
    ("France has yet to impose sanctions on Russia.", "impose", "denied"),
    ("India vowed not to supply weapons.", "supply", "denied"),
    ("Russia did not agree to withdraw its troops.", "withdraw", "denied"),
    ("Washington cancelled talks with Iran.", "talks", "denied"),
    ("China no longer supports Syria.", "supports", "denied"),
    # conditions and alternatives
    ("Trade will suffer if Russia does not withdraw.", "withdraw", "conditional"),
    ("Turkey would talk, provided Russia withdrew its men.", "withdrew", "conditional"),
    ("Iran declined to say whether it would attack Israel.", "attack", "conditional"),
    ("Putin has neither visited China nor condemned Japan.", "condemned", "denied"),
    ("The report told of a failure that Russia will condemn.", "condemn", "planned"),
]


@pytest.mark.parametrize(("text", "trigger", "status"), _STATUSES)
def test_status_follows_from_the_words_around(text: str, trigger: str, status: str) -> None:
    predicate = predicate_at(read(text), trigger)
    assert predicate.status == status, predicate.status_reason
    assert predicate.status_reason


def test_present_tense_of_a_headline_is_no_habit() -> None:
    assert predicate_at(read("Iran attacks Israel", "title"), "attacks").status == "actual"
    assert predicate_at(read("Iran attacks ships."), "attacks").status == "ongoing"


def test_status_reason_names_the_words() -> None:
    draft = read("Iran refused to release the sailors.")
    assert "refused" in predicate_at(draft, "release").status_reason

"""Words that say what a bare body, title or source is: patterns and small tables."""

from __future__ import annotations

import re

from legation.lexicons.actors import Form

HOME = {"TW": "TWN", "HK": "CHN", "CN": "CHN"}
# Bare in the copy of one side, these are that side's own: 外交部, 國家主席, 國防部.
HOME_WORDS = re.compile(
    r"外交部|国防部|国务院|国家主席|国台办|商务部|行政院|总统府|陆委会|立法院|"
    r"外长|国防部长|公安部|海警局|国安局|监察院|内政部|经济部"
)
# Bodies that only one side has, whatever else the sentence names.
OWN = {
    "行政院": "TWN",
    "立法院": "TWN",
    "监察院": "TWN",
    "陆委会": "TWN",
    "海巡署": "TWN",
    "海基会": "TWN",
    "国台办": "CHN",
    "国务院台办": "CHN",
    "海协会": "CHN",
    "中联部": "CHN",
    "全国人大": "CHN",
    "中纪委": "CHN",
    "律政司": "HKG",
    "保安局": "HKG",
    "入境处": "HKG",
    "特首": "HKG",
    "行政会议": "HKG",
    "廉署": "HKG",
    "青瓦台": "KOR",
    "自卫队": "JPN",
    "国会参院": "JPN",
    "国务卿": "USA",
    "农委会": "TWN",
    "人大常委会": "CHN",
    "联邦院": "RUS",
    "革命卫队": "IRN",
    "白宫": "USA",
    "众议院议长": "USA",
}
BEARERS = frozenset(
    "领袖 候选人 领导人 发言人 成员 人士 代表 官员 主席 部长 议员 高层 负责人 首领 头目 "
    "领导层 支持者".split()
)
OFFICES = {
    "head-of-state": ("President",),
    "head-of-government": ("Prime Minister", "Premier", "Chancellor", "Chief Executive"),
}
# Titles that name another office than most of their kind.
OWN_OFFICES = (
    (re.compile(r"king|queen|monarch|国王|女王|君主", re.IGNORECASE), ("King", "Queen")),
    (re.compile(r"pope|pontiff|教宗|教皇", re.IGNORECASE), ("Pope",)),
    (re.compile(r"emperor|天皇", re.IGNORECASE), ("Emperor",)),
    (re.compile(r"supreme leader|最高领袖", re.IGNORECASE), ("Supreme Leader",)),
    (re.compile(r"prime minister|首相", re.IGNORECASE), ("Prime Minister",)),
    (re.compile(r"行政长官|特首"), ("Chief Executive",)),
)
NO_HOLDER = re.compile(
    r"(?:前|前任|任|当|为|当选|出任|临时|候任|副|新|一名|一位|某|首位|历任|两国|三国|各国|多国)$|"
    r"\b(?:an?|any|no|every|former|ex-|interim|caretaker|next|first|new|vice|deputy|of|two|three|"
    r"elected|become|becoming|became) $"
)
SHOWS = re.compile(r".{0,2}?(?:显示|指出|称|说|表明|透露|披露|show|say|suggest|indicat|reveal)")
PASSING = re.compile(
    r"临时|代理|代总统|候任|当选|看守|过渡|interim|acting|elect|caretaker|transition", re.I
)
REPORTERS = re.compile(r"记者|记者们|[Rr]eporters?|[Jj]ournalists")
SPEAKS = re.compile(
    r".{0,8}?(?:说|表示|指出|称|认为|强调|透露|警告|宣布|回应)|"
    r".{0,30}?\b(?:said|says|told|added|warned|insisted|argued|denied)\b"
)
TOLD = re.compile(
    r"(?:对|向|告诉|答|答复|会见|召|急召|接受|与|同|的)(?:在场|随行|多名|多位|一众|众|各国)?$|"
    r"\b(?:told|tells?|telling|to|for|with|assured|briefed|asked by|among|inform\w*) "
    r"(?:the |some )?$"
)
PEACEKEEPERS = re.compile(
    r"^(?:[Pp]eacekeepers?|[Bb]lue helmets|维和(?:部队|人员|士兵)|蓝盔(?:部队)?)$"
)
ARMED = frozenset({".REB", ".UAF", ".PRM", ".CRM"})
REBEL = frozenset({".REB", ".UAF", ".PRM"})
FIGHTERS = re.compile(
    r"^(?:战斗人员|武装人员|绑匪|枪手|游击队员?|[Ff]ighters|[Gg]unmen|[Gg]uerrillas|[Kk]idnappers|"
    r"[Hh]ostage-takers|[Hh]ijackers)$"
)
# Those of whom the news speaks without their being a party: where they are, whom it concerns.
SCENERY = frozenset({".BUS", ".MED", ".REF", ".CRM", ".REL", ".JRN"})
SCENERY_WORDS = re.compile(
    r"(?:学校|大学|学院|学会|死者|受害者|遇难者|人质|乘客|旅客|游客|移民|公民|人民|囚犯|战俘|选民|"
    r"俘虏|基地|司令部|兵力|驻军|使馆|领事馆|代表团|[Uu]niversit(?:y|ies)|[Ss]chools?|[Hh]ostages?|"
    r"[Pp]assengers?|[Tt]ourists|[Vv]ictims?|[Mm]igrants|[Cc]itizens|[Pp]risoners?|[Vv]oters|"
    r"[Cc]aptives|[Bb]ases?|[Ee]mbass(?:y|ies)|[Cc]onsulates?|air defen[cs]es|headquarters)$"
)
SHOWS_OR_SAYS = re.compile(
    r".{0,2}?(?:显示|指出|指|称|说|表明|透露|披露|认为|认|担心|质疑|批评|相信|"
    r"show|say|suggest|indicat|reveal)"
)
ISSUES = re.compile(r"(?:发表|发布|发出|联合|最新|这份|在|该)(?:的|了)?$")
NO_SOURCE = re.compile(r"^(?:社交媒体|社群媒体|社会媒体|社媒|social media|reports)$", re.IGNORECASE)
SOMEBODY = re.compile(r"有人|坊间|消息|外界消息|各界|source")
DIPLOMATS = re.compile(r"外交官|diplomats?$", re.IGNORECASE)
BESIDE = frozenset({"the country before it", "the country of the person named with it"})
VEHICLE = re.compile(
    r"(?:机|舰|艇|船|轮|车|舰队|ships?|vessels?|warships?|boats?|tankers?|jets?|"
    r"aircraft|planes?|drones?|submarines?|carriers?|bombers?|reserves)$"
)
UNLESS_USED = "if it acts:"
"""Marks the basis of mentions that count only if an event, claim or tie has them as a party."""


def offices_of(form: Form) -> tuple[str, ...]:
    """The first words of the offices, in the lexicon's wording, that a title may stand for."""
    for title, offices in OWN_OFFICES:
        if title.search(form.text):
            return offices
    return OFFICES.get(form.detail.split(" ")[0], ())


def is_scenery(form: Form) -> bool:
    """Whether a bare body counts only where something is done by or to it."""
    if VEHICLE.search(form.text) or SCENERY_WORDS.search(form.text):
        return True
    if form.detail.startswith("org"):
        return form.role in SCENERY
    return form.role == ".GOV"


_SETTLED = frozenset(
    "USA CAN GBR FRA DEU ITA ESP NLD BEL CHE AUT NOR SWE DNK FIN IRL AUS NZL JPN SGP".split()
)
# Bodies that some countries do not have; who lacks them owns them only if nobody else can.
_WITHOUT = (
    (
        re.compile(
            r"junta|军政府|军人政权|rebels?|rebel |叛军|反政府武装|guerrilla|游击队|warlord|军阀|"
            r"militia|民兵|regime|政变",
            re.IGNORECASE,
        ),
        _SETTLED,
    ),
    (
        re.compile(r"^parliament|议会$|lawmakers? of the opposition", re.IGNORECASE),
        frozenset({"USA", "CHN"}),
    ),
    (re.compile(r"^国会|反对党|在野党|opposition", re.IGNORECASE), frozenset({"CHN"})),
    (
        re.compile(r"^congress$|^senat|capitol", re.IGNORECASE),
        frozenset(
            "CHN GBR DEU IND IRN ISR RUS SYR IRQ SAU EGY NOR SWE UKR TUR KOR JPN TWN PSE".split()
        ),
    ),
    (
        re.compile(r"^commons|house of commons|下议院", re.IGNORECASE),
        frozenset({"USA", "FRA", "DEU", "CHN", "RUS"}),
    ),
)


def without(text: str) -> frozenset[str]:
    """Countries that have no such body: no junta in Norway, no parliament in the United States."""
    return next((lacking for word, lacking in _WITHOUT if word.search(text)), frozenset())

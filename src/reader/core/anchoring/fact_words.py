"""Words that turn what a sentence says: negations, opposites, and how sure it is, in four languages."""

from __future__ import annotations

from reader.core.late import late_pattern


def _words(*lines: str) -> frozenset[str]:
    return frozenset(word for line in lines for word in line.split())


NEGATIONS = _words(
    "no not never none neither nor nobody nothing without non cannot 't hardly barely scarcely unlikely untrue false",
    "falsely deny denies denied denying refuse refuses refused fail fails failed lack lacks doubt doubts",
    "не нет ни без никогда никто ничего нельзя невозможно маловероятно отрицает отрицал отрицают опроверг опровергли",
    "якобы вряд 안",
)
# Inside Han and Hangul there are no spaces to tell words by: these are looked for as they stand.
NEGATIONS_INSIDE = "不|没|無|无|未|勿|莫|非(?![常洲])|并非|否认|않|못|없|아니|못하|부인"

OPPOSITES = _words(
    "rise rises rose risen rising fall falls fell fallen falling up down increase increases increased increasing",
    "decrease decreases decreased decreasing grow grows grew grown shrink shrinks shrank more less fewer higher lower",
    "above below before after approve approves approved reject rejects rejected accept accepts accepted agree agreed",
    "disagreed export exports exported import imports imported buy buys bought sell sells sold buyer seller win won",
    "lose lost gain gains gained support supports supported oppose opposes opposed allow allows allowed ban bans",
    "banned confirm confirms confirmed succeed succeeded first last largest smallest most least majority minority",
    "true legal illegal begin began end ended start started stop stopped raise raised cut cuts north south east west",
    "ally enemy open opened close closed join joined leave left strengthen weaken",
    "вырос выросла выросло выросли растёт упал упала упало упали падает больше меньше выше ниже до после одобрил",
    "одобрила одобрили отверг отвергла отвергли принял приняла приняли отклонил отклонила отклонили экспорт импорт",
    "купил продал увеличил увеличила сократил сократила увеличился сократился поддержал поддержала запретил разрешил",
)
OPPOSITES_INSIDE = (
    "增长|下降|上升|上涨|下跌|升值|贬值|增加|减少|提高|降低|批准|否决|拒绝|同意|接受|进口|出口|买入|卖出|支持|反对|开始|结束|赞成"
    "|늘었|줄었|올랐|내렸|증가|감소|상승|하락|승인|거부|반려|찬성|반대|지지|수출|수입|동의"
)

MODALS = _words(
    "may might can could will would shall should must likely probably possibly perhaps allegedly reportedly",
    "if unless whether supposing assuming supposedly purportedly rumoured rumored",
    "может могут должен должна должно должны будет будут мог могла могли вероятно возможно",
    "если ли предположительно",
)
MODALS_INSIDE = (
    "可能|必须|必将|应该|应当|也许|或许|据称|将|会|如果|假如|倘若|除非|是否|传闻"
    "|수 있|수도 있|해야|것으로 보|만약|만일|다면"
)
# Words that open sentences with a capital and name nobody.
OPENERS = _words(
    "the this that these those some both they most many all its his her their our your one two few but and for from",
    "with when while after before since there then now here such each other others what how why who also still even",
    "only once under over into about last first next more less yet nor officials analysts experts sources talks trade",
    "это эта этот эти они она оно все всё при для как так что его её их под над без после перед тогда теперь здесь",
    "там такой такая каждый другие кто где когда если также ещё только первый второй многие некоторые большая часть",
)

NEGATION_INSIDE = late_pattern(NEGATIONS_INSIDE)
OPPOSITE_INSIDE = late_pattern(OPPOSITES_INSIDE)

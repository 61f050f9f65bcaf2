"""Vietnamese before Unicode: TCVN3 (ABC) and VNI letters, told from Unicode and converted.

Such text is stored as Western letters that old fonts draw as Vietnamese ones. It is found by
asking, for each way to read it, how many of its words can be spelt in Vietnamese at all.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

_UNICODE = "áàảãạăắằẳẵặâấầẩẫậđéèẻẽẹêếềểễệíìỉĩịóòỏõọôốồổỗộơớờởỡợúùủũụưứừửữựýỳỷỹỵĂÂĐÊÔƠƯ"
_TCVN3 = "¸µ¶·¹¨¾»¼½Æ©ÊÇÈÉË®ÐÌÎÏÑªÕÒÓÔÖÝ×ØÜÞãßáâä«èåæçé¬íêëìîóïñòô\u00adøõö÷ùýúûüþ¡¢§£¤¥¦"
_FROM_TCVN3 = str.maketrans(_TCVN3, _UNICODE)

_ACUTE_TO_DOT = {"ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
_BREVE = {"ê": "ă", "é": "ắ", "è": "ằ", "ú": "ẳ", "ü": "ẵ", "ë": "ặ"}
_ROOF = {"â": "", "á": "\u0301", "à": "\u0300", "å": "\u0309", "ã": "\u0303", "ä": "\u0323"}
_ALONE = {"ñ": "đ", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "ô": "ơ", "ö": "ư", "î": "ỵ"}


def _vni_table() -> dict[str, str]:
    """Every VNI letter, of one or two signs, with what it is."""
    pairs = dict(_ALONE)
    for base in "aeiouyôö":
        plain = {"ô": "ơ", "ö": "ư"}.get(base, base)
        for sign, tone in _ACUTE_TO_DOT.items():
            pairs[base + sign] = unicodedata.normalize("NFC", plain + tone)
    for base in "aeo":
        for sign, tone in _ROOF.items():
            pairs[base + sign] = unicodedata.normalize("NFC", f"{base}\u0302{tone}")
    for sign, letter in _BREVE.items():
        pairs["a" + sign] = letter
    upper = {old.upper(): new.upper() for old, new in pairs.items()}
    mixed = {old[0].upper() + old[1:]: new.upper() for old, new in pairs.items() if len(old) == 2}
    return {**mixed, **upper, **pairs}


_VNI = _vni_table()
_VNI_LETTER = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))


def from_tcvn3(text: str) -> str:
    """TCVN3 text as Unicode; capital fonts draw small letters big, so capitals are made up for."""
    words = re.split(r"(\s+)", text.translate(_FROM_TCVN3))
    return "".join(_evenly(word) for word in words)


def _evenly(word: str) -> str:
    """A word in capitals where all its plain letters are capitals."""
    ascii_letters = [char for char in word if char.isascii() and char.isalpha()]
    shouted = len(ascii_letters) > 1 and all(char.isupper() for char in ascii_letters)
    return word.upper() if shouted else word


def from_vni(text: str) -> str:
    """VNI text as Unicode."""
    return _VNI_LETTER.sub(lambda found: _VNI[found[0]], text)


_ONSET = "ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|đ|[bcdghklmnprstvx]"
_RHYMES = (
    "a|ac|ach|ai|am|an|ang|anh|ao|ap|at|au|ay|ă|ăc|ăm|ăn|ăng|ăp|ăt|â|âc|âm|ân|âng|âp|ât|âu|ây|"
    "e|ec|em|en|eng|eo|ep|et|ê|êch|êm|ên|ênh|êp|êt|êu|i|ia|ich|iêc|iêm|iên|iêng|iêp|iêt|iêu|im|in|"
    "inh|ip|it|iu|o|oa|oac|oach|oai|oam|oan|oang|oanh|oao|oap|oat|oay|oăc|oăm|oăn|oăng|oăt|oc|oe|"
    "oen|oeo|oet|oi|om|on|ong|ooc|oong|op|ot|ô|ôc|ôi|ôm|ôn|ông|ôp|ôt|ơ|ơi|ơm|ơn|ơp|ơt|u|ua|uân|"
    "uâng|uât|uây|uc|ue|uê|uêch|uênh|ui|um|un|ung|uơ|uôc|uôi|uôm|uôn|uông|uôt|up|ut|uy|uya|uych|"
    "uynh|uyên|uyêt|uyt|uyu|ư|ưa|ưc|ưi|ưm|ưn|ưng|ươc|ươi|ươm|ươn|ương|ươp|ươt|ươu|ưt|ưu|y|yêm|yên|"
    "yêng|yêt|yêu|ân|ât|en|êt|et|ươ|iê|uô|anh|a"
)
_SYLLABLE = re.compile(rf"(?:{_ONSET})?(?:{_RHYMES})")
_TONES = dict.fromkeys(map(ord, "\u0300\u0301\u0303\u0309\u0323"))


def _spells(word: str) -> bool:
    """Whether a word is one Vietnamese syllable, with one tone at most."""
    apart = unicodedata.normalize("NFD", word.lower().replace("đ", "\uf0d0"))
    bare = unicodedata.normalize("NFC", apart.translate(_TONES)).replace("\uf0d0", "đ")
    tones = len(apart) - len(apart.translate(_TONES))
    return tones <= 1 and bool(_SYLLABLE.fullmatch(bare))


_AROUND = ".,;:!?()[]{}\"'“”‘’…/\\-–—*•+%&=<>|_#@0123456789"


def spelling(text: str) -> tuple[int, float]:
    """How many words have letters beyond a–z, and the share of those that Vietnamese can spell."""
    cut = re.sub(f"[{re.escape(_AROUND)}]", " ", text[:200_000])
    words = [word for word in cut.split() if not word.isascii()]
    good = sum(map(_spells, words))
    return len(words), good / len(words) if words else 1.0


WAYS: dict[str, Callable[[str], str]] = {"TCVN3": from_tcvn3, "VNI": from_vni}
_SURE, _FINE, _FEW = 0.9, 0.75, 3


def modern(text: str) -> tuple[str, str] | None:
    """The text in Unicode and the encoding its letters were in ("" for Unicode itself).

    None when its letters are neither Vietnamese in Unicode nor surely so in an old encoding.
    """
    count, share = spelling(text)
    if count <= _FEW or share >= _FINE:
        return text, ""
    read = {name: way(text) for name, way in WAYS.items()}
    scores = sorted(((spelling(each)[1], name) for name, each in read.items()), reverse=True)
    best, name = scores[0]
    if best >= _SURE and best - max(share, scores[1][0]) >= 0.15:
        return read[name], name
    return None

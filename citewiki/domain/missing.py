"""How sites say that a page is not there, in several languages."""

import re

_PAGE = r"(?:page|site|url|document|content|article|post|resource|file|story|entry|link)"
_SAYINGS = (
    r"(?:http )?(?:error|status)?[ :#-]*404(?: error)?(?: page)?"
    r"(?:[ :,-]*(?:not found|page not found))?",
    r"(?:error[ :-]*)?not found",
    rf"(?:(?:the|this|that|requested|web) ?)*{_PAGE}(?: you .{{0,40}})? (?:was |could )?"
    r"(?:not|n['\u2019]t|cannot)(?: be)? (?:found|exist|available)",
    rf"(?:(?:the|this|that|requested) ?)*{_PAGE}(?: you .{{0,40}})? "
    r"(?:does not|doesn['\u2019]t|no longer|isn['\u2019]t|is not|is no longer|can['\u2019]t"
    r"|couldn['\u2019]t|could not|cannot)(?: be)? (?:exists?|found|available|here)",
    rf"(?:sorry,? )?we (?:can['\u2019]t|cannot|couldn['\u2019]t|could not|can not) (?:seem to )?"
    rf"find (?:the|that|this|your) {_PAGE}.{{0,40}}",
    rf"no such {_PAGE}|missing {_PAGE}|{_PAGE} (?:missing|unavailable|removed|deleted)",
    r"page introuvable|(?:la )?page (?:demand\u00e9e )?n['\u2019]existe (?:pas|plus)",
    r"(?:diese )?seite (?:wurde )?(?:leider )?nicht (?:gefunden|verf\u00fcgbar|vorhanden)",
    r"(?:la )?p\u00e1gina no (?:encontrada|existe|disponible)|no se encontr\u00f3 la p\u00e1gina",
    r"pagina non (?:trovata|esiste|disponibile)|(?:la )?pagina non esiste",
    r"p\u00e1gina n\u00e3o (?:encontrada|existe)",
    r"pagina (?:is )?niet gevonden|pagina bestaat niet",
    r"sidan (?:kunde inte hittas|hittades inte|finns inte)",
    r"siden (?:blev|ble) ikke fun[dn]et|siden (?:findes|finnes) ikke|sivua ei l\u00f6y(?:dy|tynyt)",
    r"strona nie (?:istnieje|zosta\u0142a (?:znaleziona|odnaleziona))|nie znaleziono strony",
    r"str\u00e1nka (?:nebyla )?(?:nenalezena|nalezena|neexistuje)|az oldal nem tal\u00e1lhat\u00f3",
    r"sayfa bulunamad\u0131|pagina nu (?:a fost g\u0103sit\u0103|exist\u0103)",
    "страница не (?:найдена|существует)|сторінк[ау] не знайдено",
    "(?:お探しの)?ページが?(?:は)?見つかりません(?:でした)?|ページが存在しません",
    "(?:您(?:访问|請求)的)?(?:页面|頁面|网页|網頁)(?:不存在|未找到|找不到|没有找到)|找不到(?:该)?(?:页面|頁面|网页|網頁)",
    "페이지를 찾을 수 없습니다|(?:존재하지|없는) 않?는? ?페이지(?:입니다)?",
    "(?:الصفحة|صفحة) غير موجودة|לא נמצא(?:ה)? (?:ה)?(?:דף|עמוד)|(?:דף|עמוד) לא נמצא",
)
_SAYING = re.compile(
    rf"(?:oops|ouch|sorry|uh[- ]oh|whoops|404)?[!.,: -]*(?:{'|'.join(_SAYINGS)})[!.\u2026 :(]*",
    re.IGNORECASE,
)
_PARTS = re.compile(r"\s+[|·•–—»«:-]+\s+|\s*[|·•–—»«]\s*")
_EXCUSE = re.compile(
    r"looking for|requested (?:page|url|document)|does(?:n['\u2019]t| not) exist|may have "
    r"(?:been )?(?:moved|removed|deleted)|has been (?:moved|removed|deleted)"
    r"|no longer (?:exists|available)"
    r"|check the (?:url|address|spelling|link)|(?:back|return|go) to (?:the )?home ?page|mistyped"
    r"|not found on this server|broken link|page not found|couldn['\u2019]t find|could not be found"
    r"|can['\u2019]t be found|n['\u2019]existe p|page d['\u2019]accueil|introuvable|nicht gefunden"
    r"|zur startseite|existiert nicht|no existe|p\u00e1gina de inicio|no encontrad|non esiste"
    r"|non trovata|n\u00e3o encontrad|niet gevonden|bestaat niet|hittades inte|finns inte"
    r"|findes ikke|ble ikke funnet|ei l\u00f6y|nie istnieje|nie znaleziono|neexistuje"
    r"|nenalezena|bulunamad"
    r"|не найден|не существует|見つかりません|存在しません|不存在|找不到"
    r"|찾을 수 없|غير موجود|לא נמצא",
    re.IGNORECASE,
)

MAX_TITLE = 200
"""Characters of a title that are looked at."""


def says_missing(title: str) -> bool:
    """Whether a title, or the part of it beside the site's name, says that a page is not there
    and nothing else: "Page not found | Example", not "Page not found: a history"."""
    parts = [part.strip() for part in _PARTS.split(title[:MAX_TITLE]) if part.strip()]
    others = [part for part in parts if not _says(part)]
    return len(others) <= 1 and len(others) < len(parts)


def _says(part: str) -> bool:
    """A site's name may stand before a colon; what stands after one tells what it is about."""
    return any(_SAYING.fullmatch(one) for one in (part, part.rpartition(": ")[2]))


def excuses_itself(text: str) -> bool:
    """Whether a text has words of the kind that a "not found" page goes on with."""
    return _EXCUSE.search(text) is not None

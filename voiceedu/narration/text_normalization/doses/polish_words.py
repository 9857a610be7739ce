"""Polish words that are written in short, and their forms after a number: tabl., tyg., zob., s.c."""

IN_FULL = {
    **{r"[Mm]aks\.": "maksymalnie", r"(?<!\d )[Mm]in\.": "minimum", r"[Tt]el\.": "telefon", "[Nn]r": "numer"},
    **{r"[Oo]k\.": "około", r"np\.": "na przykład", r"tzn\.": "to znaczy", r"tj\.": "to jest", r"dr": "doktor"},
    **{
        r"ul\.": "ulica",
        r"al\.": "aleja",
        r"m\.in\.": "między innymi",
        r"itd\.": "i tak dalej",
        r"wew\.": "wewnętrzny",
    },
}
ROUTES = {"s.c.": "podskórnie", "i.m.": "domięśniowo", "i.v.": "dożylnie", "p.o.": "doustnie"}
MORE_IN_FULL = {
    **{
        r"[Dd]n\.": "dnia",
        r"[Gg]ab\.": "gabinet",
        r"[Zz]ob\.": "zobacz",
        r"[Rr]ys\.": "rysunek",
        r"[Uu]r\.": "data urodzenia",
    },
    **{r"[Tt]ab\.(?= \d)": "tabela", r"(?<!po )[Ss]tr\.(?= \d)": "strona", r"[Ss]tr\.": "stronie", "pkt": "punkt"},
    **{
        r"w temp\.": "w temperaturze",
        r"[Tt]emp\.": "temperatura",
        r"m\.c\.": "masy ciała",
        r"n\. med\.": "nauk medycznych",
    },
    **{r"[Oo]s\.": "osiedle", r"pok\.": "pokój", r"p\.o\.": "doustnie", r"kl\.(?= piers)": "klatki"},
    **{
        r"j\.(?= brzuszn)": "jamy",
        r"[Ww]it\.": "witamina",
        r"[Cc]iśn\.": "ciśnienie",
        r"[Ss]at\.": "saturacja",
        "wg": "według",
        r"kom\.": "komórkowy",
        r"[Mm]ax\.?": "maksymalnie",
    },
    **{r"mc\.": "masy ciała", r"(?<!\d )(?<!½ )[Tt]abl\.(?= \d)": "tabletki"},
}
COUNTED = {
    **{r"zł": "złoty|złote|złotych|złotego", r"tyg": "tydzień|tygodnie|tygodni|tygodnia", "szt": "sztuka|sztuki|sztuk"},
    **{"tydz": "tydzień|tygodnie|tygodni|tygodnia", "tys": "tysiąc|tysiące|tysięcy|tysiąca"},
    **{"tabl": "tabletka|tabletki|tabletek|tabletki", "kaps": "kapsułka|kapsułki|kapsułek|kapsułki"},
    **{
        "mies": "miesiąc|miesiące|miesięcy|miesiąca",
        "amp": "ampułka|ampułki|ampułek|ampułki",
        "gr": "grosz|grosze|groszy",
    },
    **{"godz": "godzina|godziny|godzin|godziny"},
}
HALVES = {"godz": "godziny", "tabl": "tabletki", "kaps": "kapsułki", "amp": "ampułki", "szt": "sztuki"}
ONE_EACH = {"tabl": "tabletce", "kaps": "kapsułce", "amp": "ampułce", "sasz": "saszetce"}

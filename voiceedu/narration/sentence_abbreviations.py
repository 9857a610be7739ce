"""Abbreviations that do not end a sentence, a set a language; those of the normalization's tables among them."""

import functools
from dataclasses import dataclass, replace

from voiceedu import languages
from voiceedu.narration.text_normalization.tables import read_table


@dataclass(frozen=True, kw_only=True)
class Abbreviations:
    """What comes before a dot, in small letters and without it.

    A sentence never ends after `inside`. It ends after `either` where the next word has a capital and is not one of
    `going_on`, names that continue a sentence; so it does after `units` that follow a number, and after `titles` that
    follow an article. After `numbered` it goes on where a number follows.
    """

    inside: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()
    numbered: frozenset[str] = frozenset()
    either: frozenset[str] = frozenset()
    units: frozenset[str] = frozenset()
    going_on: frozenset[str] = frozenset()
    beginning: frozenset[str] = frozenset()
    """Where every noun has a capital: the words that begin a sentence after one of `units`; no other does."""
    no_last_letters: str = ""
    """The letters in which no usual word ends: a word that does is cut short, and a small letter goes on after it."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_LANGUAGES = {
    "en": Abbreviations(
        inside=_words(
            "mr mrs ms messrs rev st mt e.g i.e eg ie vs approx cf esp vit attn cont emerg ins aff alt bilat mod gr "
            "liqs acct seg occip app sched hep "
            "sen gov sgt capt maj hon wm assoc mild-mod mod-sev vib sens cert asst dir "
            "tob conc triam percept lic req bldgs bal chk preg prev usu elev lvl "
            "excl syp creat antihist colp retro furos bumet a.k.a disp body-temp pls interp mech"
        ),
        titles=_words("dr drs prof"),
        numbered=_words("mob no nos fig figs vol p pp ch sec sect para paras art ext room rm bldg rte rtes hwy"),
        either=_words(
            "a.m p.m am pm etc jr sr inc ltd co corp dept hosp univ ave blvd rd apt ste m.d ph.d r.n n.p p.a d.o "
            "d.d.s i.v i.m b.i.d t.i.d q.i.d q.d q.h.s p.r.n h.s a.c p.c p.o n.p.o jan feb mar apr jun jul aug sep "
            "sept oct nov dec mon tue tues wed thu thur thurs fri sat sun hx dx rx tx appt misc meds max min avg est "
            "incl temp wt ht soln susp oint supp tel opt ph neg pos eff ea eq equiv freq flex inj stim mgmt "
            "pymt pymts pmt stmt amt amts vits warf surg resp ctr succ tart recs "
            "rad abd sig ev evid exc man card sil post ant lat prox "
            "bus arr amox suppos supps pharm grad flr fem coins diff "
            "msg msgs avail svc svcs batt rech sl radic methylpred tol resched adv bal rts "
            "proc asc desc liq rpts inhib vag str"
        ),
        units=_words(
            "mg mgs mcg µg g gm gms kg kgs ml mls l dl cc tsp tsps tbsp tbsps oz lb lbs in ft cm mm m km mi hr "
            "hrs h min mins sec secs s d wk wks mo mos yr yrs tab tabs cap caps gtt gtts pt pts amp units u iu "
            "meq mmol cal kcal deg kr ga inh inhs"
        ),
        going_on=_words(
            "am pm monday tuesday wednesday thursday friday saturday sunday january february march april may june july "
            "august september october november december est edt cst cdt mst mdt pst pdt et ct mt pt gmt "
            "unit bh bhs sharp sob cp ha n/v "
            "hosp hospital gst vat hst bid tid qid qd qod qhs prn po pr box nw ne sw se er xl sr xr ir dos oop "
            "mon tue tues wed thu thur thurs fri sat sun jan feb mar apr jun jul aug sep sept oct nov dec "
            "b c f chiba tuohy quincke whitacre "
            "hoffmann hoffman tinel phalen spurling babinski romberg murphy homan slr faber fadir lhermitte"
        ),
    ),
    "es": Abbreviations(
        no_last_letters="bcfghjkmpqtvw",
        inside=_words(
            "pza excma excmo ilma ilmo med ses ef mec intraart 1as 1os pta certif dr dra dres dras prof "
            "profa sr sra sres srta d dña ud uds vd vds lic ing gral p.ej ej "
            "aprox sta sto hno hna cf vs edif col blvd vit serv próx ref pte ptes antec ctrl nac masc fem exp edo "
            "hosp dr(a) sr(a) "
            "sang sup secc expte cra esq mz lt alc autop jr fact sens rot perc subsec nte reg san mat esc of est "
            "lat mov jbe disp abs rel hep bs aa rr ff jj hh oo móv env rp esf cil flex eq vier calz ctra exts "
            "1ro 1ra 2do 2da 3ro 3ra 4to 4ta 5to 5ta "
            "líq líqs carr inc lab labs dif ced céd cons fza susp últ ult 1er 3er enf suc cód ma estac "
            "ca cerv lumb dors mod sev urb bdo cc ee cl tbl tbls dto compl hipert insuf antig"
        ),
        numbered=_words(
            "no n.º núm núms nro n p pág págs fig figs vol cap art ext av avda apdo piso hab v párr pag pags "
            "of ofic cra kra afil sem gr tab tabs comp comps cáp cáps caps amp ste apt trim pp opc apto cdra ed doc ver"
        ),
        either=_words(
            "sol def a.m p.m m etc der izq "
            "cía cia as postop preop ee.uu uu d.c a.c c s.a depto univ ed incl máx mín temp ene feb mar abr may jun "
            "jul ago sep sept oct nov dic lun mié jue vie sáb dom tel telf tels tfno tlf cel tto "
            "v.o i.m i.v s.c s.l v.r p.r.n cad venc creat plaq leuc "
            "transf cta irrad tarj pers reb prót proc rehab ant miérc dgo dgos puf puff sig "
            "rev neg prom ac ác int fdo izda izqda dcha dcho izdas dchas izdos dchos iny inyec penic bilat abd "
            "trat dpto pcte pac"
        ),
        units=_words(
            "ptos mg mcg µg g gr kg ml l dl cc cm mm m km h hr hrs hs min mins seg s d sem mes tab tabs comp comps cáp "
            "cáps caps gts gta got gots cda cdas cdta cdtas amp ui u meq inh inhal aplic pulv pulvs puls"
        ),
        going_on=_words("bid tid qid prn sos vo iv im sc sl od oi ao x l re rp"),
    ),
    "fr": Abbreviations(
        inside=_words(
            "max min env p.ex ex tél dr pr mme mlle m mm cp cf réf dep lun mar mer jeu ven sam dim vit c.-à-d n.b av "
            "bât port créat chap fév art"
        ),
        titles=_words("m"),
        numbered=_words("n no p pp fig tab tabl ch sem cl gr"),
        either=_words("s.c i.m i.v janv févr avr juil sept oct nov déc"),
        units=_words("mg g kg ml l cl cm mm h min s j cp gél amp gtt sem inj appl sach supp c"),
        going_on=_words("sc im iv po"),
    ),
    "de": Abbreviations(
        inside=_words(
            "max min mind ca z.b d.h bzw evtl ggf temp tel dr prof hr fr st inkl exkl vgl tgl u.a o.ä tbl kps std str "
            "mo di mi do sa vgl pat btl re li bds med z.n v.a o.g u od sog insb vit geb fa zi i.d.r ggfs ret n v d b "
            "jan feb mär apr jun jul aug sep sept okt nov dez spez dipl psych"
        ),
        numbered=_words("nr s abb art tab abs app wo"),
        either=_words("i.v i.m s.c p.o bed"),
        units=_words("mg g kg ml l cm mm std min sek tbl kps amp tr wo mon j wdh jähr"),
        beginning=_words(
            "der die das den dem ein eine bei bitte nach danach dann nehmen nicht kein keine wenn falls ist sind "
            "sie ihr ihre wir es er am an im in auf ab bis vor während für mit ohne zu zum zur anschließend "
            "später dies diese dieser dieses sollte sollten kommen trinken essen rufen wiederholen vermeiden "
            "melden lassen achten halten setzen beginnen steigern kühlen tragen bringen warten morgens mittags "
            "abends nachts alle jede jeder so auch außerdem hierfür dabei dazu damit dadurch daher trotzdem denn "
            "aber wer was wie wo wann warum man manche viele einige weitere weiter zusätzlich zunächst zuerst "
            "eventuell ggf max maximal höchstens mindestens sobald solange beim vom unter über durch gegen seit "
            "wegen innerhalb stellen haben hat werden wird kann können darf dürfen muss müssen"
        ),
    ),
    "it": Abbreviations(
        inside=_words(
            "max min ca es p.es dott dott.ssa dr dr.ssa prof prof.ssa sig sig.ra sigg tel int lun mar mer gio ven "
            "sab dom cell "
            "egr gent.mo gent.ma az pz paz cfr vit v.n s.g rep osp amb d.lgs c.f p.zza v.le c.so prot pad ingr "
            "bust f.la c.a avv ing ff f.f"
        ),
        numbered=_words("n nr p pag pagg art fig tab sett"),
        either=_words("i.m e.v s.c p.o gen feb apr mag giu lug ago set ott nov dic"),
        units=_words("mg g kg ml l cm mm h min gg gtt cpr cps fl sett aa"),
    ),
    "pt": Abbreviations(
        inside=_words(
            "máx mín aprox ext p.ex ex dr dra sr sra prof profa drs srs sr(a) dr(a) prof(a) exmo exma tel cel "
            "ref obs cf cx av r séc bl cj vit estac enf inc ap eng "
            "pcte alt seg ter qua qui sex sáb dom jan fev abr jun jul "
            "ago set out nov dez"
        ),
        numbered=_words("n p pág págs art fig tab sem"),
        units=_words("mg g kg ml l cm mm h min seg comp cáps amp gts sem col c"),
        going_on=_words("vo im iv sc ev sl"),
    ),
    "ar": Abbreviations(inside=_words("أ.د ص.ب"), titles=_words("د ص")),
    "hy": Abbreviations(inside=_words("ժ հեռ փող պող քառ թիվ"), either=_words("թ թթ դ դդ ր")),
    "hi": Abbreviations(inside=_words("डॉ नं रु श्री मि.ग्रा मि.ली कि.ग्रा से.मी फो मो")),
    "vi": Abbreviations(inside=_words("bs bv đt sđt ths ts pgs gs tp đd ks cn")),
    "ru": Abbreviations(
        inside=_words(
            "теч уп лейк тромб "
            "рт ст тел пн вт ср чт пт сб ул каб т.е макс проф им стр рис табл гл см пер корп моб доб no темп "
            "кв лев прав эт т.н тыс"
        ),
        units=_words("руб р г гг чел сек мин ч сут нед мес амп кап дн эт таб табл капс мл мг кг см мм уд раз"),
        either=_words("др т.д т.п вс"),
    ),
    "pl": Abbreviations(
        inside=_words(
            "pon wt śr czw pt sob ndz niedz godz tel ul al np tzn tj maks min ok nr dr prof lek med mgr inż im zob str "
            "pkt m.in ww wg ds kom wew faks pok dn gab ur rys temp zob tab os pl med n opak wyw "
            "kl r.ż wit mc max dz ciśn sat ud st bud dł art ust rozdz ryc poz tzw tj pocz"
        ),
        units=_words("tyg mies tabl kaps amp szt dz gr mg ml kg cm mm min sek l tys proc dol mln mld"),
        either=_words("itd itp r s.c i.m i.v p.o m.c j.m"),
    ),
    "nl": Abbreviations(
        inside=_words(
            "temp verd pt kreat bijz ged d.d r.a pat "
            "dr prof mevr mw dhr tel max min ca evt bijv d.w.z i.v.m o.a m.b.t t.a.v z.o.z nr blz incl excl vlgs resp "
            "i.p.v t/m a.u.b afd ong drs ing li re ma di wo vr za jan feb febr mrt apr jun jul aug sep sept "
            "okt nov dec "
            "geb par fig bijl z.n e.v d.i i.o.m t.g.v m.u.v z.s.m v.a m.n sat tst"
        ),
        units=_words("tabl caps mg ml kg cm mm st wk wkn mnd dgn werkdgn jr dr dgs eetl theel"),
        either=_words("etc enz u"),
    ),
    "sv": Abbreviations(
        inside=_words(
            "t.ex bl.a d.v.s dvs ca tel kl max min nr dr prof st resp f.d sid pat vä hö pos neg fig jan feb febr mars "
            "apr aug sept okt nov enl "
            "dec ev s.k t.o.m fr.o.m inkl exkl avd tr ggr tabl v v.b inj dagl sat temp"
        ),
        units=_words("tabl kaps st mg ml kg cm mm tim dgr"),
        either=_words("osv etc m.m"),
    ),
    "hu": Abbreviations(
        inside=_words(
            "j b poz rtg dr prof tel max min kb pl ill stb u ún ui jan febr márc ápr máj jún júl aug szept "
            "okt nov dec em ker fsz"
        ),
        units=_words("mg ml kg cm mm db tabl amp kapsz"),
    ),
}


_TABLES = "voiceedu.narration.text_normalization"
"""The package of the tables. Those inside it would compile the rules of a language, which a server never uses."""
_TABLED = frozenset({"fr", "de", "it", "pt"})
_OFTEN_LAST = _words("etc usw ecc ass bed")
"""Abbreviations that a sentence often ends with."""


@functools.lru_cache(maxsize=64)
def known_abbreviations(language: str) -> Abbreviations:
    """Return what is known of the language of a tag, with the abbreviations that are read in full."""
    base = languages.base(language)
    known = _LANGUAGES.get(base, Abbreviations())
    forms = _forms(base)
    tokens = {form.removeprefix("# ").removesuffix(" #").split()[-1] for form in forms}
    elsewhere = known.numbered | known.either | known.units | known.titles | known.inside | _OFTEN_LAST
    more = {token[:-1].casefold() for token in tokens if token.endswith(".")} - elsewhere
    if base == "de":  # its nouns have a capital, which says nothing of an end
        return replace(known, inside=known.inside | more)
    return replace(known, either=known.either | more)


def _forms(base: str) -> set[str]:
    """Return the abbreviations that the normalization of a language has in its table."""
    if base in ("en", "es"):
        return {row[0] for row in read_table(_TABLES, f"{base}/abbreviations.tsv")}
    if base not in _TABLED:
        return set()
    return {row[1] for row in read_table(_TABLES, "common/abbreviations.tsv") if row[0] == base}

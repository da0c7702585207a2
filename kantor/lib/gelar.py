"""Academic and religious titles: which words are titles and how each is spelled."""

import re

#: Titles in front, by their lower-case letters. H. and Hj. are not academic but stand there too.
DEPAN = {
    "prof": "Prof.",
    "dr": "Dr.",
    "drg": "drg.",
    "drh": "drh.",
    "drs": "Drs.",
    "dra": "Dra.",
    "ir": "Ir.",
    "h": "H.",
    "hj": "Hj.",
    "kh": "K.H.",
    "apt": "apt.",
    "ns": "Ns.",
    "bdn": "Bdn.",
    "pdt": "Pdt.",
    "ust": "Ust.",
    "hc": "H.C.",
}

# One spelling each; found by their letters alone, whatever dots, spaces and capitals were typed.
_BELAKANG = (
    "S.Sos. S.E. S.H. S.T. S.P. S.Pi. S.Pt. S.Kom. S.Kep. S.KM. S.K.M. S.Ked. S.Farm. S.Gz. S.Si. S.Stat. "
    "S.Ag. S.Pd. S.Pd.I. S.Pd.SD. S.Th. S.Th.I. S.Fil. S.Hum. S.Psi. S.Sn. S.Ds. S.S. S.IP. S.I.Kom. S.STP. "
    "S.AP. S.Ak. S.Akun. S.Ars. S.Hut. S.TP. S.Adm. S.M. S.HI. S.H.I. S.EI. S.E.I. S.Sy. S.Ud. S.Keb. S.Or. "
    "S.Mat. S.Li. S.Ikom. S.IAN. S.I.A. S.I.P. S.Tr. S.Tr.IP. S.Tr.Kes. S.Tr.Keb. S.Tr.Kep. S.Tr.Ak. S.Tr.T. "
    "S.Tr.Sos. S.Tr.AP. S.Tr.Kom. S.ST. S.ST.Pel. S.Si.T. S.Par. S.Bns. S.Inf. "
    "M.Si. M.M. M.H. M.T. M.Kes. M.Pd. M.Pd.I. M.Ag. M.A. M.AP. M.Kom. M.Sc. M.Hum. M.Sos. M.Ak. M.P. M.Psi. "
    "M.Ars. M.Farm. M.Gizi. M.Keb. M.Kep. M.KM. M.K.M. M.Kn. M.E. M.Ec.Dev. M.Ec. M.Eng. M.Phil. M.Th. M.Sn. "
    "M.IP. M.I.P. M.I.Kom. M.Tr.IP. M.Tr.AP. M.Stat. M.Epid. M.Ed. M.Pub.Pol. M.P.A. M.P.H. M.B.A. M.E.I. "
    "M.PKP. M.Biomed. M.Cs. M.S. M.Dev.Plg. M.URP. LL.M. LL.B. "
    "A.Md. A.Md.Kep. A.Md.Keb. A.Md.Kom. A.Md.Kes. A.Md.Gz. A.Md.Ak. A.Md.T. A.Md.AK. A.Md.Farm. A.Md.KG. "
    "A.Ma. A.Ma.Pd. A.P. A.Pi. A.Ks. A.Pt. B.A. B.Sc. B.Eng. B.Ac. B.Com. "
    "Ph.D. Ed.D. D.B.A. S.Pd.K. Sp.A. Sp.B. Sp.M. Sp.N. Sp.S. Sp.P. Sp.An. Sp.PD. Sp.OG. Sp.JP. Sp.KJ. "
    "Sp.PK. Sp.Rad. Sp.THT. Sp.OT. Sp.KK. Sp.Ort. Sp.N. Sp.U. Sp.GK. Ak. Apt. Ns. Gr. "
    "CA CPA QIA CFrA CRMP CRMO CGCAE CIQaR CHRM CPM CMA CISA QRMP CPS CHt CPHR ERMAP"
)


def _huruf(gelar: str) -> str:
    return re.sub(r"[^a-z]", "", gelar.lower())


BELAKANG: dict[str, str] = {}
for _gelar in _BELAKANG.split():
    BELAKANG.setdefault(_huruf(_gelar), _gelar)

#: Known well enough to be a title without any dot and without a comma before it ("RINA SEMBIRING SE").
_TANPA_KOMA = (
    "SE SH ST SKM SKom SSos SPd SAg SSTP SSi SIP SKep SFarm SHut SPt MM MSi MH MT MPd MKes MAP MKom AMd Amd "
    "SPsi SHum MHum MSc"
)
TANPA_KOMA = frozenset(_TANPA_KOMA.split())
_BERTITIK = re.compile(r"(?:[SMADB]|Sp|Ph|LL)\.[A-Za-z.]*", re.ASCII)


def ejaan_depan(kata: str) -> str | None:
    """The spelling of a title in front, None when the word is none. ``dr.`` stays a medical doctor."""
    huruf = _huruf(kata)
    if huruf not in DEPAN or not re.fullmatch(r"[A-Za-z.]+", kata, re.ASCII):
        return None
    if huruf == "dr" and kata[0] == "d":
        return "dr."
    return DEPAN[huruf]


def ejaan_belakang(gelar: str) -> str:
    """One title behind the name in its usual spelling; an unknown one keeps its letters, dots completed."""
    rapat = re.sub(r"\s*\.\s*", ".", gelar.strip(" ,;"))
    baku = BELAKANG.get(_huruf(rapat)) if re.fullmatch(r"[A-Za-z.\s]+", rapat, re.ASCII) else None
    if baku:
        return baku
    return rapat + "." if "." in rapat and rapat[-1].isalnum() else rapat


def tampak_gelar(kata: str) -> bool:
    """Whether a word at the end of a name without a comma is a title."""
    if kata.strip(".") in TANPA_KOMA:
        return True
    return bool(_BERTITIK.fullmatch(kata)) and _huruf(kata) in BELAKANG and "." in kata.rstrip(".")

/* Which session is scanned for: the one the portal's clock says, unless somebody chose another. */

const place = document.getElementById("sesi");
let drawn;
let byHand;

place.addEventListener("change", () => (byHand = place.value));

/* How far ahead of the portal's this phone's clock is (ms), as it was when the portal was last asked. Set back since then,
   it is unknown. */
export const skew = (load) => (Date.now() >= load.saat ? load.selisih : undefined);

/* Fills the list and chooses. What was chosen by hand stays until that session has ended. */
export function sessions(load) {
  const now = Date.now() - (skew(load) ?? 0);
  draw(load, now);
  const opens = (s) => Date.parse(s.mulai) - load.buka_menit * 60000;
  const open = (s) => opens(s) <= now && now <= Date.parse(s.selesai);
  // Where two doors are open at once (the end of one, the hour before the next), the one that runs comes first.
  const current = load.sesi.find(open) || load.sesi.find((s) => Date.parse(s.mulai) > now) || load.sesi.at(-1);
  const kept = load.sesi.find((s) => s.uid === byHand && now <= Date.parse(s.selesai));
  if (current) place.value = (kept || current).uid;
  document.getElementById("sesi-ingat").hidden = load.sesi.some(open);
}

function draw(load, now) {
  const day = (time) => new Date(time).toLocaleDateString("sv", { timeZone: load.zona });
  const version = `${load.jam} ${day(now)}`;
  if (version === drawn) return; // a list that somebody has opened stays as it is
  drawn = version;
  const groups = new Map();
  for (const one of load.sesi) {
    if (!groups.has(one.hari)) {
      const group = document.createElement("optgroup");
      group.label = one.hari;
      groups.set(one.hari, group);
    }
    const words = `${one.pukul} · ${one.judul}`;
    const whole = day(one.mulai) === day(now) ? words : `${one.hari.split(",")[0]} ${words}`;
    groups.get(one.hari).append(new Option(whole, one.uid));
  }
  place.replaceChildren(...groups.values());
}

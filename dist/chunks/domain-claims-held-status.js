import { n as HOUR, r as MINUTE, t as DAY } from "./time-duration.js";

// src/domain/claims/held-status.ts
const HELD = /^Held (\d{1,3})\/(\d{1,3}): (.+)$/;
const UNTIL = /; promote or abort \(aborts itself (?:(Mon|Tue|Wed|Thu|Fri|Sat|Sun)|(\d{4}-\d\d-\d\d)) (\d\d:\d\d) UTC\)$/;
const DAYS = [
	"Sun",
	"Mon",
	"Tue",
	"Wed",
	"Thu",
	"Fri",
	"Sat"
];
/** A weekday says which day only for less than a week; the rest is for clocks that are apart. */
const BY_WEEKDAY = 6 * DAY;
const CLOCKS_APART = 12 * HOUR;
/** What a run says that goes on with what is held. `held`: what its status says; `by`: who asked. */
function continuingText(how, held, by) {
	const [, stage = "", stages = ""] = HELD.exec(held) ?? [];
	const next = Number(stage) < Number(stages) ? `${Number(stage) + 1}/${stages}` : "all pods";
	const does = how === "promote" ? `Promoting to ${next}` : `Aborting at ${stage}/${stages}`;
	return by === "" ? does : `${does}, asked by ${by}`;
}
/** Whether a status says that its deployment is held. */
function isHeldStatus(status) {
	return heldStage(status) !== void 0;
}
/** At which stage; undefined for every other status. */
function heldStage({ state, description }) {
	const [, stage] = HELD.exec(description) ?? [];
	return stage === void 0 || state !== "in_progress" ? void 0 : Number(stage);
}
/** What a status says of a deployment that is held. `at`: when it was written, by GitHub's clock. */
function readHeldStatus(status, at) {
	const [, stage, stages, rest = ""] = HELD.exec(status.description) ?? [];
	if (stage === void 0 || status.state !== "in_progress") return void 0;
	const [end = "", weekday, day, time = ""] = UNTIL.exec(rest) ?? [];
	const what = end === "" ? rest : rest.slice(0, -end.length);
	const until = end === "" ? void 0 : weekday === void 0 ? utc(`${day}T${time}Z`) : next(weekday, time, at);
	return {
		stage: Number(stage),
		stages: Number(stages),
		what,
		until
	};
}
/** `Fri 14:00 UTC`; of one that is further away the date. Never earlier than the time itself. */
function untilText(time, since) {
	const iso = new Date(Math.ceil(time / MINUTE) * MINUTE).toISOString();
	return `${time - since < BY_WEEKDAY ? DAYS[new Date(iso).getUTCDay()] : iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;
}
/** The time on the first such day after the status. */
function next(weekday, time, at) {
	const from = at - CLOCKS_APART;
	for (let days = 0; days <= 7; days++) {
		const date = new Date(from + days * DAY);
		const found = utc(`${date.toISOString().slice(0, 10)}T${time}Z`);
		if (DAYS[date.getUTCDay()] === weekday && found !== void 0 && found >= from) return found;
	}
}
function utc(iso) {
	const at = Date.parse(iso);
	return Number.isNaN(at) ? void 0 : at;
}

export { untilText as a, readHeldStatus as i, heldStage as n, isHeldStatus as r, continuingText as t };